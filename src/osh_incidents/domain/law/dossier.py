"""The dossier of an accident: its pieces, how long it is kept, and what proves a commute."""

from collections.abc import Mapping
from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, decree_39, law_84
from osh_incidents.domain.law.model import Provision, Version


class Piece(Labelled):
    """What may lie in a dossier; there is one dossier for each victim."""

    SKETCH = "scene_sketch", "sơ đồ hiện trường", "sketch of the scene"
    PHOTOS = "photos", "ảnh hiện trường và ảnh nạn nhân", "photos of the scene and of the victim"
    BODY_MINUTES = (
        "body_examination_minutes",
        "biên bản khám nghiệm tử thi hoặc khám nghiệm thương tích",
        "minutes of the autopsy or of the examination of injuries",
    )
    STATEMENTS = "statements", "biên bản lấy lời khai", "statements taken"
    MINUTES = "investigation_minutes", "biên bản điều tra", "investigation minutes"
    MEETING_MINUTES = (
        "meeting_minutes",
        "biên bản cuộc họp công bố biên bản điều tra",
        "minutes of the publication meeting",
    )
    SCENE_MINUTES = (
        "scene_examination_minutes",
        "biên bản khám nghiệm hiện trường",
        "minutes of the examination of the scene",
    )
    EXPERTISE = (
        "expert_assessment",
        "kết luận giám định kỹ thuật, pháp y hoặc tư pháp",
        "technical, forensic or judicial assessment",
    )
    INJURY_CERTIFICATE = "injury_certificate", "giấy chứng nhận thương tích", "injury certificate"
    DISCHARGE = "hospital_discharge", "giấy ra viện", "hospital discharge paper"


class Need(Labelled):
    """Whether a piece must be there."""

    ALWAYS = "always", "bắt buộc", "required"
    UNLESS_MISSING = (
        "unless_missing",
        "bắt buộc, trừ trường hợp Tòa án tuyên bố mất tích, chết",
        "required, unless the victim went missing and a court declared it",
    )
    IF_ANY = "if_any", "nếu có", "if there is one"


DOSSIER: Provision[Mapping[Piece, Need]] = Provision(
    "dossier-pieces",
    Text(
        "Hồ sơ vụ tai nạn lao động (mỗi người bị nạn một bộ)",
        "Dossier of an accident (one for each victim)",
    ),
    versions=(
        Version(
            IN_FORCE,
            {
                Piece.SKETCH: Need.ALWAYS,
                Piece.PHOTOS: Need.ALWAYS,
                Piece.BODY_MINUTES: Need.UNLESS_MISSING,
                Piece.STATEMENTS: Need.ALWAYS,
                Piece.MINUTES: Need.ALWAYS,
                Piece.MEETING_MINUTES: Need.ALWAYS,
                Piece.SCENE_MINUTES: Need.IF_ANY,
                Piece.EXPERTISE: Need.IF_ANY,
                Piece.INJURY_CERTIFICATE: Need.IF_ANY,
                Piece.DISCHARGE: Need.IF_ANY,
            },
            decree_39("Điều 16"),
            CHECKED,
        ),
    ),
    shape=Mapping[Piece, Need],
)


class Outcome(Labelled):
    """What an accident ended in, as far as keeping its dossier asks."""

    FATAL = "fatal", "vụ chết người", "fatal accident"
    OTHER = "other", "vụ khác", "any other accident"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the employer keeps a dossier: some years, or until the victim retires."""

    years: int | None
    until_retirement: bool


RETENTION: Provision[Mapping[Outcome, Retention]] = Provision(
    "dossier-retention",
    Text(
        "Thời gian người sử dụng lao động lưu giữ hồ sơ", "How long the employer keeps the dossier"
    ),
    versions=(
        Version(
            IN_FORCE,
            {
                Outcome.FATAL: Retention(years=15, until_retirement=False),
                Outcome.OTHER: Retention(years=None, until_retirement=True),
            },
            decree_39("Điều 18 khoản 8"),
            CHECKED,
        ),
    ),
    shape=Mapping[Outcome, Retention],
)


class CommuteProof(Labelled):
    """What proves an accident on the way to or from work."""

    SCENE = (
        "scene_minutes_and_sketch",
        "biên bản khám nghiệm hiện trường kèm sơ đồ hiện trường",
        "minutes of the examination of the scene, with its sketch",
    )
    TRAFFIC = (
        "traffic_minutes",
        "biên bản điều tra tai nạn giao thông",
        "minutes of the traffic-accident investigation",
    )
    POLICE = (
        "police_confirmation",
        "văn bản xác nhận của công an cấp xã",
        "written confirmation by the commune police",
    )


class Standing(Labelled):
    """When a proof is accepted."""

    ALONE = "alone", "một trong các giấy tờ này là đủ", "one of these is enough"
    FAILING_OTHERS = (
        "failing_others",
        "chỉ khi không có giấy tờ khác; người bị nạn hoặc thân nhân đề nghị",
        "only failing the others, at the request of the worker or relatives",
    )


COMMUTE_PROOFS: Provision[Mapping[CommuteProof, Standing]] = Provision(
    "commute-evidence",
    Text("Giấy tờ chứng minh tai nạn trên đường đi làm", "Evidence of an accident on the commute"),
    versions=(
        Version(
            IN_FORCE,
            {
                CommuteProof.SCENE: Standing.ALONE,
                CommuteProof.TRAFFIC: Standing.ALONE,
                CommuteProof.POLICE: Standing.FAILING_OTHERS,
            },
            law_84("Điều 35 khoản 5"),
            CHECKED,
        ),
    ),
    shape=Mapping[CommuteProof, Standing],
)
