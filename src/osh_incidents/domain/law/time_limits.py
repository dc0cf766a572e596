"""The time limits of single acts: at the scene, after publication, with the insurance."""

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, decree_39, law_84
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.law.periods import Period, Unit


def _limit(key: str, title: Text, period: Period, source: Citation) -> Provision[Period]:
    return Provision(key, title, (Version(IN_FORCE, period, source, CHECKED),), shape=Period)


SCENE_WITHIN = _limit(
    "scene-within",
    Text("Thời hạn cử người đến hiện trường", "Time limit to send people to the scene"),
    Period(2, Unit.HOURS),
    decree_39("Điều 11 khoản 2"),
)

EXPERT_WITHIN = _limit(
    "investigate-within-assessment",
    Text(
        "Thời hạn điều tra khi cần giám định kỹ thuật, giám định pháp y",
        "Time limit of an investigation that needs a technical or forensic assessment",
    ),
    Period(60, Unit.DAYS, extension=60),
    law_84("Điều 35 khoản 6 điểm d"),
)

HANDOVER_WITHIN = _limit(
    "handover-within",
    Text(
        "Thời hạn cơ quan điều tra chuyển lại hồ sơ khi không khởi tố vụ án",
        "Time limit of the investigation agency to hand the file back when it does not prosecute",
    ),
    Period(5, Unit.DAYS),
    law_84("Điều 35 khoản 7"),
)

POLICE_OPINION_WITHIN = _limit(
    "police-opinion-within",
    Text(
        "Thời hạn đoàn điều tra cấp tỉnh gửi ý kiến đến cơ quan điều tra và viện kiểm sát",
        "Time limit of the provincial team's opinion to the investigation agency and procuracy",
    ),
    Period(10, Unit.WORKING_DAYS),
    decree_39("Điều 14"),
)

SEND_MINUTES_WITHIN = _limit(
    "send-minutes-within",
    Text("Thời hạn gửi biên bản sau cuộc họp công bố", "Time limit to send the minutes"),
    Period(3, Unit.WORKING_DAYS),
    # The text was read for the central level; the same words at the others are recalled.
    decree_39("Điều 13, 14, 15", Mark.RECALLED),
)

COMPLAIN_WITHIN = _limit(
    "complain-within",
    Text(
        "Thời hạn khiếu nại, tố cáo về kết quả điều tra",
        "Window for a complaint or denunciation of an investigation's result",
    ),
    Period(90, Unit.DAYS),
    decree_39("Điều 17 khoản 1"),
)

COMPLAINT_ANSWERED_WITHIN = _limit(
    "complaint-answered-within",
    Text(
        "Thời hạn cơ quan lập đoàn điều tra giải quyết đơn khiếu nại, tố cáo",
        "Time limit to handle a petition, of the body that set up the team",
    ),
    Period(10, Unit.WORKING_DAYS),
    decree_39("Điều 17 khoản 1 điểm a"),
)

FUND_FILE_WITHIN = _limit(
    "fund-file-within",
    Text(
        "Thời hạn người sử dụng lao động nộp hồ sơ cho cơ quan bảo hiểm xã hội",
        "Time limit of the employer to file with the social insurance agency",
    ),
    Period(30, Unit.DAYS),
    law_84("Điều 59 khoản 1"),
)

FUND_DECIDES_WITHIN = _limit(
    "fund-decides-within",
    Text(
        "Thời hạn cơ quan bảo hiểm xã hội giải quyết hưởng chế độ",
        "Time limit of the social insurance agency to decide",
    ),
    Period(10, Unit.DAYS),
    law_84("Điều 59 khoản 2"),
)

REST_LIST_WITHIN = _limit(
    "convalescence-list-within",
    Text(
        "Thời hạn người sử dụng lao động lập danh sách dưỡng sức",
        "Time limit of the employer's list of workers who convalesce",
    ),
    Period(10, Unit.DAYS),
    law_84("Điều 60"),
)

REST_DECIDED_WITHIN = _limit(
    "convalescence-decided-within",
    Text(
        "Thời hạn cơ quan bảo hiểm xã hội giải quyết dưỡng sức",
        "Time limit of the social insurance agency to decide on convalescence",
    ),
    Period(10, Unit.DAYS),
    law_84("Điều 60"),
)

REST_PAID_WITHIN = _limit(
    "convalescence-paid-within",
    Text(
        "Thời hạn người sử dụng lao động chi trả tiền dưỡng sức",
        "Time limit of the employer to pay for convalescence",
    ),
    Period(5, Unit.DAYS),
    law_84("Điều 60"),
)

REASSESS_AFTER = _limit(
    "reassess-after",
    Text(
        "Thời gian ít nhất giữa hai lần giám định mức suy giảm khả năng lao động",
        "Least time between two assessments of the loss of working capacity",
    ),
    Period(24, Unit.MONTHS),
    law_84("Điều 47 khoản 3"),
)

KEEP_FATAL_FOR = _limit(
    "keep-fatal-file-for",
    Text(
        "Thời gian người sử dụng lao động lưu hồ sơ tai nạn chết người",
        "Time for which the employer keeps the file of a fatal accident",
    ),
    Period(180, Unit.MONTHS),
    decree_39("Điều 18 khoản 8"),
)
