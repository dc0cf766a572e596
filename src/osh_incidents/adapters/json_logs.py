"""The log: one JSON object a line, and of each record only what is on the list."""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, TextIO

import structlog

FIELDS = frozenset(
    {"method", "route", "status", "ms", "request_id", "account", "authority", "host", "port"}
)
"""What a record may carry besides its message."""

_SHOWN = FIELDS | {"timestamp", "level", "logger", "event", "error", "trace"}
_PACKAGE = __name__.split(".", 1)[0]


def to_stream(stream: TextIO = sys.stderr) -> None:
    """Send the log of the whole process to *stream*."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.ExtraAdder(allow=FIELDS),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[_without_values, structlog.processors.JSONRenderer()],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(True)
    # What the server says at this level repeats our own lines.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def _without_values(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep the message as it stands in the code, and of an exception its type and place.

    Its text and the arguments of a message quote what people wrote.
    """
    record: logging.LogRecord = line["_record"]
    line["event"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    fault = line.get("exc_info")
    if isinstance(fault, tuple) and isinstance(fault[1], BaseException):
        line["error"] = [type(one).__qualname__ for one in _chain(fault[1])]
        line["trace"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in _places(traceback.extract_tb(fault[1].__traceback__))
        ]
    return {name: value for name, value in line.items() if name in _SHOWN}


def _places(frames: traceback.StackSummary) -> list[traceback.FrameSummary]:
    """Return where in our code it happened, and where at last."""
    ours = [frame for frame in frames[:-1] if _PACKAGE in frame.filename]
    return [*ours, *frames[-1:]]


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__
