"""What the employer owes at the scene and afterwards (Decree 39/2016 art. 18)."""

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, decree_39
from osh_incidents.domain.law.model import Provision, Version


class SceneDuty(Labelled):
    """A duty of the employer of the unit where the accident happened."""

    FIRST_AID = "first_aid", "sơ cứu, cấp cứu kịp thời người bị nạn", "give first aid at once"
    DECLARE = "declare", "khai báo tai nạn", "declare the accident"
    KEEP_SCENE = (
        "keep_scene",
        (
            "giữ nguyên hiện trường vụ chết người, vụ nặng; nếu phải xáo trộn để cứu người thì vẽ "
            "sơ đồ, lập biên bản, chụp ảnh hoặc quay phim"
        ),
        (
            "keep the scene of a fatal or severe accident; if rescue disturbs it, draw a sketch, "
            "write minutes and take photos or video"
        ),
    )
    CLEAR_ON_CONSENT = (
        "clear_on_consent",
        (
            "chỉ xóa hiện trường, mai táng tử thi khi đã xong các bước điều tra tại chỗ và được "
            "đoàn điều tra cấp tỉnh hoặc công an đồng ý bằng văn bản"
        ),
        (
            "clear the scene and bury the dead only after the investigation there and on written "
            "consent of the provincial team or the police"
        ),
    )
    HAND_OVER = (
        "hand_over_documents",
        "cung cấp tài liệu, đồ vật liên quan cho đoàn điều tra",
        "hand documents and objects to the team",
    )
    LET_WITNESSES_TALK = (
        "let_witnesses_talk",
        "tạo điều kiện để người liên quan cung cấp thông tin",
        "let witnesses talk to the team",
    )
    SET_UP_TEAM = "set_up_team", "lập đoàn điều tra cấp cơ sở", "set up the base team"
    INFORM_WORKERS = (
        "inform_workers",
        "thông báo vụ tai nạn đến người lao động của cơ sở",
        "inform all workers of the unit",
    )
    KEEP_DOSSIER = (
        "keep_dossier",
        "hoàn chỉnh và lưu giữ hồ sơ",
        "complete and keep the dossier",
    )
    PAY_COSTS = (
        "pay_costs",
        "chịu chi phí điều tra, kể cả điều tra lại, trừ khi cơ quan BHXH yêu cầu điều tra lại",
        "pay for the investigation, also a second one, unless the social insurance asked for it",
    )
    REMEDY = (
        "remedy",
        "khắc phục hậu quả, xử lý người có lỗi",
        "remedy the consequences and discipline those at fault",
    )


SCENE_DUTIES: Provision[tuple[SceneDuty, ...]] = Provision(
    "scene-duties",
    Text(
        "Trách nhiệm của người sử dụng lao động khi xảy ra tai nạn",
        "Duties of the employer when an accident happens",
    ),
    versions=(Version(IN_FORCE, tuple(SceneDuty), decree_39("Điều 18"), CHECKED),),
    shape=tuple[SceneDuty, ...],
)
