"""Fines for breaches of the duties to declare, investigate and report; all second-hand at best."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, DECREE_12_2022, DECREE_283_2026
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version


class Breach(Labelled):
    """A breach of a duty that this service watches."""

    DANGER_NOT_REPORTED = (
        "danger_not_reported",
        "người lao động không báo kịp thời nguy cơ, sự cố, tai nạn",
        "worker does not report a danger in time",
    )
    SAFETY_REPORT = (
        "safety_report",
        "không báo cáo, báo cáo chậm hoặc thiếu về công tác an toàn, vệ sinh lao động",
        "no, late or incomplete report on the safety work",
    )
    RETURNS = (
        "returns",
        "không thống kê; không báo cáo, báo cáo chậm hoặc sai về tai nạn lao động",
        "no statistics; no, late or inaccurate periodic return on accidents",
    )
    NOT_DECLARED = (
        "not_declared",
        "không khai báo, khai báo chậm hoặc sai sự thật",
        "does not declare, declares late or falsely",
    )
    NOT_INVESTIGATED = (
        "not_investigated",
        "không điều tra vụ tai nạn thuộc trách nhiệm của mình",
        "does not investigate an accident that is its own to investigate",
    )
    NO_ASSESSMENT = (
        "no_assessment",
        "không giới thiệu giám định, không điều trị hoặc không bố trí công việc",
        "does not refer to assessment, treat, or arrange a job",
    )
    NOT_PAID = (
        "not_paid",
        "không trả chi phí y tế, tiền lương, bồi thường hoặc trợ cấp",
        "does not pay medical cost, wages, compensation or allowance",
    )


@dataclass(frozen=True, slots=True)
class Fine:
    """The range for a person; None where the amount is not known.

    An organisation pays *organisation_factor* times as much, and None where the breach is a
    worker's alone. *per_worker* ranges count each worker concerned up to *individual_cap_vnd*.
    """

    individual_min_vnd: int | None
    individual_max_vnd: int | None
    organisation_factor: int | None
    per_worker: bool
    individual_cap_vnd: int | None
    basis: Citation

    def of_organisation(self) -> tuple[int, int] | None:
        """Return the least and the most that an organisation pays; None if not known."""
        least, most, factor = (
            self.individual_min_vnd,
            self.individual_max_vnd,
            self.organisation_factor,
        )
        if least is None or most is None or factor is None:
            return None
        return least * factor, most * factor


_MILLION = 1_000_000
_DOUBLE = 2


def _fine(low: int, high: int, basis: Citation, factor: int | None = _DOUBLE) -> Fine:
    return Fine(low, high, factor, per_worker=False, individual_cap_vnd=None, basis=basis)


def _by_worker(low: int | None, high: int | None, basis: Citation) -> Fine:
    cap = 75 * _MILLION
    return Fine(low, high, _DOUBLE, per_worker=True, individual_cap_vnd=cap, basis=basis)


def _fines(basis: Mapping[Breach, Citation]) -> dict[Breach, Fine]:
    """Return the amounts of Decree 12/2022, each resting on its article of *basis*."""
    return {
        Breach.DANGER_NOT_REPORTED: _fine(
            500_000, _MILLION, basis[Breach.DANGER_NOT_REPORTED], factor=None
        ),
        Breach.SAFETY_REPORT: _fine(_MILLION, 3 * _MILLION, basis[Breach.SAFETY_REPORT]),
        Breach.RETURNS: _fine(5 * _MILLION, 10 * _MILLION, basis[Breach.RETURNS]),
        Breach.NOT_DECLARED: _fine(20 * _MILLION, 25 * _MILLION, basis[Breach.NOT_DECLARED]),
        Breach.NOT_INVESTIGATED: _fine(
            20 * _MILLION, 25 * _MILLION, basis[Breach.NOT_INVESTIGATED]
        ),
        Breach.NO_ASSESSMENT: _by_worker(10 * _MILLION, 15 * _MILLION, basis[Breach.NO_ASSESSMENT]),
        Breach.NOT_PAID: _by_worker(None, None, basis[Breach.NOT_PAID]),
    }


def _old(article: str, mark: Mark = Mark.SECOND_HAND) -> Citation:
    return Citation(DECREE_12_2022, article, mark)


def _new(article: str, mark: Mark = Mark.UNSURE) -> Citation:
    return Citation(DECREE_283_2026, article, mark)


_OF_2022 = {
    Breach.DANGER_NOT_REPORTED: _old("Điều 20 khoản 1"),
    Breach.SAFETY_REPORT: _old("Điều 20 khoản 2"),
    Breach.RETURNS: _old("Điều 20 khoản 3"),
    Breach.NOT_DECLARED: _old("Điều 21 khoản 3 điểm đ"),
    Breach.NOT_INVESTIGATED: _old("Điều 21 khoản 3 điểm đ"),
    Breach.NO_ASSESSMENT: _old("Điều 22 khoản 4"),
    Breach.NOT_PAID: _old("Điều 23", Mark.UNSURE),
}
_NOT_SEEN = "số điều, mức phạt chưa đọc được"
_OF_2026 = {
    Breach.DANGER_NOT_REPORTED: _new(f"Điều 31 khoản 1; {_NOT_SEEN}"),
    Breach.SAFETY_REPORT: _new("Điều 31 khoản 2; mức phạt chưa đọc được"),
    Breach.RETURNS: _new(f"Điều 31 khoản 3; {_NOT_SEEN}"),
    Breach.NOT_DECLARED: _new("Điều 32 khoản 3 điểm đ", Mark.SECOND_HAND),
    Breach.NOT_INVESTIGATED: _new("Điều 32 khoản 3 điểm đ; mức phạt chưa đọc được"),
    Breach.NO_ASSESSMENT: _new(_NOT_SEEN),
    Breach.NOT_PAID: _new(_NOT_SEEN),
}

PENALTIES: Provision[Mapping[Breach, Fine]] = Provision(
    "penalties",
    Text("Mức phạt vi phạm hành chính", "Administrative fines"),
    versions=(
        # The first day of Decree 12/2022 is recalled; its amounts were read in other systems.
        Version(
            date(2022, 1, 17),
            _fines(_OF_2022),
            _old("Điều 6, 20-23; ngày có hiệu lực theo hiểu biết chung", Mark.UNSURE),
            CHECKED,
        ),
        # Only the fine for not declaring was seen; the others are kept until they are read.
        Version(
            date(2026, 9, 10),
            _fines(_OF_2026),
            _new("Điều 31-34; mới biết mức phạt không khai báo, mức khác tạm giữ như trước"),
            CHECKED,
        ),
    ),
    shape=Mapping[Breach, Fine],
)
