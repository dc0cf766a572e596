"""Closed vocabularies of the record: what a case is, who was hurt, how it happened."""

from osh_incidents.domain.labels import Labelled


class CaseKind(Labelled):
    """What a case is about (Law 84/2015 art. 3(8) and 3(9))."""

    ACCIDENT = "accident", "tai nạn lao động", "occupational accident"
    DISEASE = "disease", "bệnh nghề nghiệp", "occupational disease"


class Severity(Labelled):
    """How badly a victim was hurt, or a case's worst victim (Decree 39/2016 art. 9)."""

    FATAL = "fatal", "chết người", "fatal"
    SEVERE = "severe", "nặng", "severe"
    LIGHT = "light", "nhẹ", "light"


class Level(Labelled):
    """Who investigates an accident (Law 84/2015 art. 35(1)-(3))."""

    BASE = "base", "đoàn điều tra cấp cơ sở", "base investigation team"
    PROVINCIAL = "provincial", "đoàn điều tra cấp tỉnh", "provincial investigation team"
    COMMUNE_RECORD = (
        "commune_record",
        "UBND cấp xã lập biên bản ghi nhận",
        "record drawn by the commune People's Committee",
    )
    CENTRAL = "central", "đoàn điều tra cấp trung ương", "central investigation team"
    SPECIAL = (
        "special",
        "cơ quan điều tra theo luật chuyên ngành",
        "body that investigates under the law of the field",
    )


class Relation(Labelled):
    """What bound the victim to the work."""

    CONTRACT = "contract", "có hợp đồng lao động", "labour contract"
    NO_CONTRACT = "no_contract", "không theo hợp đồng lao động", "no labour contract"
    LEASED = "leased", "lao động thuê lại", "leased worker"
    APPRENTICE = "apprentice", "học nghề, tập nghề, thử việc", "apprentice, trainee or probationer"
    FORMER = "former", "đã thôi việc, nghỉ hưu", "former worker, retired or gone elsewhere"


class Sex(Labelled):
    """Sex of a victim, as on the citizen card."""

    FEMALE = "female", "nữ", "female"
    MALE = "male", "nam", "male"


class OwnerType(Labelled):
    """Ownership of the unit where the accident happened."""

    STATE = "state", "doanh nghiệp nhà nước", "state enterprise"
    PRIVATE = "private", "doanh nghiệp tư nhân, TNHH, cổ phần", "private enterprise"
    FOREIGN = "foreign", "doanh nghiệp có vốn đầu tư nước ngoài", "foreign-invested enterprise"
    COOPERATIVE = "cooperative", "hợp tác xã", "cooperative"
    HOUSEHOLD = "household", "hộ kinh doanh, cá thể", "household business"
    PUBLIC = "public", "cơ quan, đơn vị sự nghiệp", "public body"


class Declarant(Labelled):
    """On whose duty a declaration is sent (Law 84/2015 art. 34(1)(b), (d))."""

    EMPLOYER = "employer", "người sử dụng lao động", "employer"
    COMMUNE = "commune", "UBND cấp xã", "commune People's Committee"
    AUTHORITY = "authority", "cơ quan lao động phát hiện", "found by the labour department"


class Origin(Labelled):
    """How a version of a declaration came about."""

    DECLARED = "declared", "khai báo", "declared"
    COMPLETED = "completed", "bổ sung", "completed by the declarant"
    CORRECTED = "corrected", "đính chính", "corrected"
    DEVELOPED = "developed", "diễn biến mới", "changed by news of a victim"


class InjuryFactor(Labelled):
    """What did the harm; groups of the ministry's yearly notices."""

    FALL = "fall", "ngã từ trên cao, đổ sập", "fall from height, collapse"
    ELECTRICITY = "electricity", "điện giật", "electric shock"
    TRAFFIC = "traffic", "tai nạn giao thông", "traffic"
    MACHINE = "machine", "máy, thiết bị cán, kẹp, cuốn, cắt, va đập", "machine or equipment"
    FALLING_OBJECT = (
        "falling_object",
        "vật rơi, văng bắn, vùi dập",
        "falling, flying or burying object",
    )
    LIFTING = "lifting", "thiết bị nâng, thang máy", "lifting gear or lift"
    PRESSURE = "pressure", "thiết bị áp lực", "pressure equipment"
    HEAT = "heat", "nhiệt, bỏng", "heat or burn"
    CHEMICAL = "chemical", "hóa chất, ngạt khí", "chemical or asphyxia"
    EXPLOSION = "explosion", "nổ", "explosion"
    DROWNING = "drowning", "chết đuối", "drowning"
    OTHER = "other", "khác", "other"


class SpecialRegime(Labelled):
    """Fields whose accidents are declared under laws of their own (Law 84/2015 art. 34(1)(c))."""

    RADIATION = "radiation", "phóng xạ", "radiation"
    OIL_GAS = "oil_gas", "dầu khí", "oil and gas"
    RAIL = "rail", "đường sắt", "rail"
    WATERWAY = "waterway", "đường thủy", "waterway"
    ROAD = "road", "đường bộ", "road"
    AIR = "air", "hàng không", "air"
    ARMED_FORCES = "armed_forces", "lực lượng vũ trang", "armed forces"
    MARITIME = "maritime", "hàng hải", "maritime"


class Ship(Labelled):
    """Ships that the circular on seafarers tells apart (Circular 13/2017/TT-BLĐTBXH)."""

    INTERNATIONAL = "international", "tàu tuyến quốc tế", "ship on an international route"
    COASTAL = "coastal", "tàu biển nội địa", "coastal ship"
    FISHING = "fishing", "tàu cá", "fishing ship"
    PUBLIC_DUTY = "public_duty", "tàu công vụ", "ship on public duty"
    MILITARY = "military", "tàu quân sự", "military ship"


class DeathLink(Labelled):
    """How a death hangs together with the accident (Decree 39/2016 art. 9)."""

    AT_SCENE = "at_scene", "chết tại nơi xảy ra", "died at the scene"
    EMERGENCY = "emergency", "chết khi cấp cứu", "died on the way to or in emergency care"
    TREATMENT = "treatment", "chết trong thời gian điều trị", "died in treatment"
    RECURRENCE = "recurrence", "chết do tái phát vết thương", "died of the wound's recurrence"
    COURT_DECLARED = "court_declared", "Tòa án tuyên bố là đã chết", "declared dead by a court"
    NOT_FROM_ACCIDENT = (
        "not_from_accident",
        "chết không phải do tai nạn",
        "death not from the accident",
    )


class Scheme(Labelled):
    """Under which rule a victim is paid."""

    EMPLOYER_COMPENSATION = (
        "employer_compensation",
        "bồi thường của người sử dụng lao động",
        "compensation by the employer",
    )
    EMPLOYER_ALLOWANCE = (
        "employer_allowance",
        "trợ cấp của người sử dụng lao động",
        "allowance by the employer",
    )
    FUND_LUMP_SUM = "fund_lump_sum", "trợ cấp một lần của quỹ", "one-off allowance of the fund"
    FUND_MONTHLY = "fund_monthly", "trợ cấp hằng tháng của quỹ", "monthly allowance of the fund"
    FUND_DEATH = "fund_death", "trợ cấp khi chết của quỹ", "death allowance of the fund"
    VOLUNTARY = "voluntary", "bảo hiểm TNLĐ tự nguyện", "voluntary accident insurance"


class NotEntitled(Labelled):
    """Why a victim is not entitled (Law 84/2015 art. 38, 40)."""

    PERSONAL_CONFLICT = "personal_conflict", "mâu thuẫn cá nhân (Điều 40.1.a)", "personal conflict"
    SELF_HARM = "self_harm", "cố ý tự hủy hoại sức khỏe (Điều 40.1.b)", "intentional self-harm"
    DRUGS = "drugs", "sử dụng ma túy, chất gây nghiện (Điều 40.1.c)", "illegal drugs"
    BELOW_THRESHOLD = (
        "below_threshold",
        "suy giảm khả năng lao động dưới mức tối thiểu",
        "loss of working capacity below the threshold",
    )
    NOT_OCCUPATIONAL = "not_occupational", "không phải do lao động", "not occupational"
    NO_EMPLOYER_DUTY = (
        "no_employer_duty",
        "quan hệ không phát sinh nghĩa vụ của người sử dụng lao động",
        "relation without employer duty",
    )


class HandlingKind(Labelled):
    """How a case is handled."""

    SANCTION = "sanction", "xử phạt vi phạm hành chính", "administrative sanction"
    REMEDIES = "remedies", "yêu cầu khắc phục", "remedies ordered"
    REFERRAL = "referral", "chuyển cơ quan điều tra", "referred to the investigation agency"
    NO_ACTION = "no_action", "không xử lý, có lý do", "no action, with reason"


class Rejection(Labelled):
    """Why a declaration is rejected."""

    DUPLICATE = "duplicate", "trùng với vụ khác", "duplicate of another case"
    NOT_AN_ACCIDENT_AT_WORK = (
        "not_an_accident_at_work",
        "không phải tai nạn lao động",
        "not an accident at work",
    )
    OUTSIDE_JURISDICTION = (
        "outside_jurisdiction",
        "ngoài thẩm quyền",
        "outside the authority's jurisdiction",
    )
