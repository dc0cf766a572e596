"""What can be wrong with a history, and how each difference is named."""

from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled


class Wrong(Labelled):
    """What a check of the histories found."""

    CHANGED = "changed", "nội dung khác mã băm của nó", "the content is not that of its hash"
    UNCHAINED = (
        "unchained",
        "không nối tiếp mục trước",
        "does not follow from the entry before",
    )
    MISSING = "missing", "thiếu mục", "entries are missing"
    END_MISSING = "end_missing", "thiếu các mục cuối", "the last entries are missing"
    BEYOND = "beyond", "mục thêm vào sau mục cuối", "an entry after the last one known"
    HEAD_DIFFERS = "head_differs", "mục cuối khác với đã ghi", "the head is another than kept"
    NO_HEAD = "no_head", "không ghi mục cuối", "no head is kept"
    NO_HISTORY = "no_history", "vụ không có nhật ký", "a case without any history"
    NO_CASE = "no_case", "có dữ liệu nhưng không có vụ", "records of a case that is not there"
    NUMBER_MISSING = "number_missing", "thiếu số vụ đã cấp", "no case has this number, once given"
    STATE_DIFFERS = (
        "state_differs",
        "trạng thái khác với nhật ký",
        "the state is not the one that the log gives",
    )
    RELEASE_CHANGED = (
        "release_changed",
        "bản công bố khác mã SHA-256 của nó",
        "the release is not that of its SHA-256",
    )
    REWRITTEN = "rewritten", "khác với gốc đã ký", "another than was signed for"
    SHORTER = (
        "shorter",
        "lịch sử ngắn hơn gốc đã ký",
        "the history is shorter than was signed for",
    )
    ROOT_FORGED = "root_forged", "chữ ký của gốc sai", "the signature of the root is wrong"
    ROOT_DIFFERS = (
        "root_differs",
        "gốc không đúng với các mục của nó",
        "the root is not that of its heads",
    )
    ROOT_UNCHAINED = (
        "root_unchained",
        "gốc không nối tiếp gốc trước",
        "the root does not follow from the one before",
    )
    ROOT_MISSING = (
        "root_missing",
        "cơ sở dữ liệu không có gốc này",
        "the database does not have this root",
    )
    ROOT_UNKNOWN = (
        "root_unknown",
        "tệp không có gốc này",
        "the file does not have this root",
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it must be.

    *of* is the number of the case, its id while it has none, or the day of a root; *detail* is what
    of it, as a code: a track, a span of numbers, a day.
    """

    authority: str
    of: str
    seq: int | None
    wrong: Wrong
    detail: str = ""

    def told(self) -> str:
        """Return it as one line."""
        seq = f" #{self.seq}" if self.seq is not None else ""
        detail = f" ({self.detail})" if self.detail else ""
        label = self.wrong.label
        return (
            f"{self.authority} {self.of}{seq} {self.wrong.value}{detail}: {label.vi} / {label.en}"
        )
