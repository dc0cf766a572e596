"""Closed vocabularies of an investigation: its team, its course, what it concludes."""

from osh_incidents.domain.labels import Labelled


class ExpertAssessment(Labelled):
    """What an investigation may have to wait for (Law 84/2015 art. 35(6)(d))."""

    TECHNICAL = "technical", "giám định kỹ thuật", "technical assessment"
    FORENSIC = "forensic", "giám định pháp y", "forensic assessment"


class ExtensionState(Labelled):
    """How far a request to extend an investigation has come."""

    REQUESTED = "requested", "chờ duyệt", "requested"
    APPROVED = "approved", "đã duyệt", "approved"
    REFUSED = "refused", "không duyệt", "refused"


class Conclusion(Labelled):
    """What investigation minutes may conclude (Decree 39/2016, form IX)."""

    OCCUPATIONAL_ACCIDENT = "occupational_accident", "là tai nạn lao động", "occupational accident"
    ALLOWANCE_CASE = (
        "allowance_case",
        "được hưởng trợ cấp theo khoản 2 Điều 39",
        "accident entitled to allowance under article 39(2)",
    )
    NOT_OCCUPATIONAL = (
        "not_occupational",
        "không phải là tai nạn lao động",
        "not an occupational accident",
    )


class Fault(Labelled):
    """Whose fault the accident was, as far as compensation asks (Law 84/2015 art. 38(4)-(5))."""

    WORKER_WHOLLY = (
        "worker_wholly",
        "hoàn toàn do lỗi của người lao động",
        "wholly the worker's fault",
    )
    NOT_WORKER_WHOLLY = (
        "not_worker_wholly",
        "không hoàn toàn do lỗi của người lao động",
        "not wholly the worker's fault",
    )


class TeamSeat(Labelled):
    """On whose behalf a member sits in an investigation team (Law 84/2015 art. 35)."""

    EMPLOYER = "employer", "người sử dụng lao động", "employer or delegate"
    BASE_UNION = (
        "base_union",
        "công đoàn cơ sở, đại diện tập thể",
        "base union or workers' delegate",
    )
    SAFETY_OFFICER = "safety_officer", "người làm công tác an toàn", "safety officer"
    HEALTH_OFFICER = "health_officer", "người làm công tác y tế", "health officer"
    LABOUR_DEPARTMENT = "labour_department", "Sở Nội vụ", "labour department"
    HEALTH_DEPARTMENT = "health_department", "Sở Y tế", "health department"
    UNION_FEDERATION = "union_federation", "Liên đoàn Lao động", "trade-union federation"
    LABOUR_MINISTRY = "labour_ministry", "Bộ Nội vụ", "labour ministry"
    HEALTH_MINISTRY = "health_ministry", "Bộ Y tế", "health ministry"
    CONFEDERATION = (
        "confederation",
        "Tổng Liên đoàn Lao động Việt Nam",
        "general confederation of labour",
    )
    OTHER = "other", "thành phần khác", "other"


class Opening(Labelled):
    """Why a round of investigation was opened."""

    NEWS = "news", "nhận tin tai nạn", "news of the accident"
    HANDED_OVER = "handed_over", "chuyển lên cấp có thẩm quyền", "handed over"
    REINVESTIGATION = "reinvestigation", "điều tra lại", "re-investigation"


class Petitioner(Labelled):
    """Who asks to investigate again (Decree 39/2016 art. 17, Law 84/2015 art. 56(2)(c))."""

    VICTIM = "victim", "người bị nạn, thân nhân", "victim or relatives"
    EMPLOYER = "employer", "người sử dụng lao động", "employer"
    OTHER = "other", "người khác", "another person"
    INSURANCE = "insurance", "cơ quan bảo hiểm xã hội", "social-insurance agency"


class Petition(Labelled):
    """How far a petition to investigate again has come."""

    RECEIVED = "received", "đã nhận đơn", "received"
    GRANTED = "granted", "điều tra lại", "granted"
    REFUSED = "refused", "không điều tra lại, có lý do", "refused with reason"


class CriminalOutcome(Labelled):
    """How a criminal case about the accident ended (Decree 39/2016 art. 28)."""

    NO_CULPRIT = "no_culprit", "hết thời hạn, chưa xác định bị can", "no culprit found"
    SUSPENDED = "suspended", "đình chỉ vụ án", "case suspended"
    OTHER_ACCUSED = (
        "other_accused",
        "bị can không phải người bị nạn",
        "somebody else than the victim is accused",
    )
    VICTIM_ACCUSED = "victim_accused", "bị can là người bị nạn", "the victim is accused"

    @property
    def clears_victim(self) -> bool:
        """Whether it is paid as if the accident was not wholly the worker's fault (art. 28)."""
        return self is not CriminalOutcome.VICTIM_ACCUSED


class CommutingEvidence(Labelled):
    """What proves an accident on the way to or from work (Law 84/2015 art. 35(5))."""

    SCENE_MINUTES = (
        "scene_minutes",
        "biên bản khám nghiệm, sơ đồ hiện trường",
        "scene-examination minutes and sketch",
    )
    TRAFFIC_MINUTES = (
        "traffic_minutes",
        "biên bản điều tra tai nạn giao thông",
        "traffic-accident minutes",
    )
    POLICE_CONFIRMATION = (
        "police_confirmation",
        "xác nhận của công an cấp xã",
        "written confirmation of the commune police",
    )
