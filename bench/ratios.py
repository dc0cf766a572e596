"""The ratios that the targets are about, taken within each round and then over the rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.tables import Table, middle, spread
from bench.ways import Measure

Taken = Mapping[tuple[str, str], Sequence[Measure]]
"""The measures of each way, by operation and by whom, one for each round."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """One way beside another, and what is aimed at: so many times as fast, or as dear."""

    one: tuple[str, str]
    other: tuple[str, str]
    aim: str


_DECLARED = ("declare", "the service")
_NOTHING = ("nothing", "token checked")
_ADMITTED = ("nothing", "account checked")
RATIOS = (
    Ratio(_DECLARED, ("declare", "DRF plain"), "rate ≥ 5"),
    Ratio(_DECLARED, ("declare", "DRF alike"), "rate ≥ 5"),
    Ratio(_DECLARED, ("declare", "its SQL alone"), "rate ≥ 0.6"),
    Ratio(_DECLARED, _NOTHING, ""),
    Ratio(("list of 50", "the service"), ("list of 50", "DRF"), "rate ≥ 4"),
    Ratio(("list of 50", "the service"), _NOTHING, ""),
    Ratio(("figure", "the service"), _NOTHING, ""),
    Ratio(("figure, ETag", "the service"), _NOTHING, ""),
    Ratio(("figure, ETag", "the service"), _ADMITTED, "CPU ≤ 2"),
    Ratio(_NOTHING, ("nothing", "nothing checked"), ""),
)


def table(found: Mapping[str, Taken]) -> Table:
    """Return how much faster, and how much dearer, each way is than another."""
    rows = list[list[str]]()
    for kind, taken in found.items():
        for ratio in RATIOS:
            pairs = list(zip(taken[ratio.one], taken[ratio.other], strict=True))
            rates = [one.rate / other.rate for one, other in pairs]
            work = [one.server_us / other.server_us for one, other in pairs if other.server_us]
            everything = [one.all_us / other.all_us for one, other in pairs if other.all_us]
            rows.append(
                [
                    kind,
                    " ".join(ratio.one),
                    " ".join(ratio.other),
                    *(middle(rates), spread(rates)),
                    *(middle(work), spread(work or [0])),
                    middle(everything),
                    ratio.aim,
                ]
            )
    about = (
        "Each is taken within a round, in which one way follows the other; median and least-most "
        "over the rounds. *Rate x*: how many times the requests a second of what it is compared "
        "with. *CPU x*: how many times the work of the server's process for one request; the "
        "steadier of the two on a busy machine. *With database*: the same, with the work of the "
        "database's processes; SQLite works in the server's own."
    )
    heads = ("database", "what", "beside", "rate x", "least-most", "CPU x", "least-most")
    return Table("Ratios", about, (*heads, "with database", "aim"), rows)
