"""Files of many records taken in at once: what they hold, how far they are, what became of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from osh_incidents.domain.authority import Permission
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Labelled, Text


class ImportKind(Labelled):
    """What the rows of a file are."""

    DECLARATIONS = "declarations", "khai báo TNLĐ, BNN", "declarations"
    WORKFORCE = "workforce", "số lao động", "workforce numbers"
    WORKPLACES = "workplaces", "cơ sở sử dụng lao động", "workplaces"
    RETURN_VICTIMS = (
        "return_victims",
        "nạn nhân trong báo cáo định kỳ",
        "victims of periodic returns",
    )


class ImportMode(Labelled):
    """Whether anything but the report is stored."""

    VALIDATE = "validate", "chỉ kiểm tra", "validate only"
    COMMIT = "commit", "ghi nhận", "commit"


class Atomicity(Labelled):
    """What a row that is rejected does to the others."""

    ALL = "all", "tất cả hoặc không dòng nào", "all rows or none"
    ROW = "row", "từng dòng", "each row by itself"


class FileFormat(Labelled):
    """How a file is written; the code ends its name."""

    CSV = "csv", "CSV", "CSV"
    XLSX = "xlsx", "Excel", "Excel workbook"
    NDJSON = "ndjson", "JSON từng dòng", "one JSON document a line"

    @property
    def media_type(self) -> str:
        """Return the media type by which a file is sent and answered."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    FileFormat.CSV: "text/csv",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.NDJSON: "application/x-ndjson",
}


class ImportState(Labelled):
    """How far an import has come."""

    RECEIVING = "receiving", "đang nhận tệp", "receiving the file"
    QUEUED = "queued", "chờ xử lý", "queued"
    RUNNING = "running", "đang xử lý", "running"
    DONE = "done", "đã xong", "done"
    FAILED = "failed", "không xử lý được", "failed"
    CANCELLED = "cancelled", "đã hủy", "cancelled"


class ImportAction(Labelled):
    """What is decided on an import."""

    CANCEL = "cancel", "hủy", "cancel"


UNDER_WAY = (ImportState.RECEIVING, ImportState.QUEUED, ImportState.RUNNING)
"""The states from which an import may be cancelled."""


class RowOutcome(Labelled):
    """What became of one row; the counts of all outcomes add up to the rows that were read."""

    ACCEPTED = "accepted", "đã nhận", "accepted"
    UPDATED = "updated", "đã cập nhật", "updated"
    UNCHANGED = "unchanged", "đã có, không đổi", "unchanged"
    DUPLICATE = "duplicate", "lặp lại trong tệp", "twice in the file"
    SKIPPED = "skipped", "bỏ qua", "skipped"
    REJECTED = "rejected", "không nhận", "rejected"


NEEDS: Mapping[ImportKind, Permission] = {
    ImportKind.DECLARATIONS: Permission.DECLARATIONS_CREATE,
    ImportKind.WORKFORCE: Permission.WORKFORCE_WRITE,
    ImportKind.WORKPLACES: Permission.WORKPLACES_WRITE,
    ImportKind.RETURN_VICTIMS: Permission.SIGNALS_SEND,
}
"""What each kind needs beside `imports:create`: the same as a single post."""

MOST_ROWS_AT_ONCE = 5_000
"""Rows that may stand or fall together."""


class FileRefused(Exception):
    """The file cannot be read, or not any further than *row*."""

    def __init__(self, code: str, detail: Text, row: int | None = None) -> None:
        """Refuse for the reason of *code*."""
        super().__init__(code)
        self.code, self.detail, self.row = code, detail, row


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as it was sent: its number, and its cells or its line."""

    number: int
    content: Sequence[object] | str


@dataclass(frozen=True, slots=True)
class Read:
    """A document as the schema of a single post takes it.

    *value* is what a service takes, *readable* what could be read where there are faults.
    """

    value: object = None
    readable: Mapping[str, object] = field(default_factory=dict)
    faults: Sequence[FieldFault] = ()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What one or several rows tell together; *victims* are the rows of the victims, in order."""

    rows: Sequence[Raw]
    read: Read = Read()
    victims: Sequence[int] = ()
    skipped: bool = False

    @property
    def number(self) -> int:
        """Return the number of its first row."""
        return self.rows[0].number

    def row_of(self, pointer: str) -> int:
        """Return the row in which the value at *pointer* stands."""
        parts = pointer.split("/")
        if parts[1:2] == ["victims"] and len(parts) > 2 and parts[2].isdecimal():  # noqa: PLR2004
            index = int(parts[2])
            if index < len(self.victims):
                return self.victims[index]
        return self.number


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one item; *told* is the tracking number or id of what it is now."""

    outcome: RowOutcome
    told: str | None = None
    faults: Sequence[FieldFault] = ()
    warnings: Sequence[FieldFault] = ()
    digest: bytes | None = None
    first_row: int | None = None


SKIPPED = Verdict(RowOutcome.SKIPPED)


def rejected(*faults: FieldFault) -> Verdict:
    """Return the verdict on what has *faults*."""
    return Verdict(RowOutcome.REJECTED, faults=faults)
