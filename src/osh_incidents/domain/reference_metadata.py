"""What a reader of a figure must know of it, in the order of the European structure (ESMS 2.0)."""

from dataclasses import dataclass

from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.fatal_case_investigation import FATAL_CASE_INVESTIGATION
from osh_incidents.domain.indicators.fatal_frequency import FATAL_ACCIDENT_FREQUENCY
from osh_incidents.domain.indicators.model import Indicator
from osh_incidents.domain.labels import Text
from osh_incidents.domain.suppression import SMALLEST_SHOWN


@dataclass(frozen=True, slots=True)
class Concept:
    """One heading of the structure and what it says of a figure."""

    number: str
    code: str
    title: Text
    says: Text


def concepts(indicator: Indicator) -> tuple[Concept, ...]:
    """Return every heading in order, with what it says of *indicator*."""
    own = {
        "stat_pres": indicator.definition,
        "unit_measure": indicator.unit,
        **_OWN[indicator.name],
    }
    return tuple(
        Concept(number, code, title, own.get(code) or _COMMON[code])
        for number, code, title in _HEADINGS
    )


_HEADINGS = (
    ("1", "contact", Text("Liên hệ", "Contact")),
    ("2", "meta_update", Text("Cập nhật siêu dữ liệu", "Metadata update")),
    ("3", "stat_pres", Text("Trình bày thống kê", "Statistical presentation")),
    ("4", "unit_measure", Text("Đơn vị tính", "Unit of measure")),
    ("5", "ref_period", Text("Kỳ tham chiếu", "Reference period")),
    ("6", "inst_mandate", Text("Cơ sở pháp lý", "Institutional mandate")),
    ("7", "conf", Text("Bảo mật", "Confidentiality")),
    ("8", "rel_policy", Text("Chính sách công bố", "Release policy")),
    ("9", "freq_diss", Text("Tần suất phổ biến", "Frequency of dissemination")),
    ("10", "accessibility_clarity", Text("Tiếp cận và rõ ràng", "Accessibility and clarity")),
    ("11", "quality_mgmnt", Text("Quản lý chất lượng", "Quality management")),
    ("12", "relevance", Text("Tính phù hợp", "Relevance")),
    ("13", "accuracy", Text("Độ chính xác", "Accuracy and reliability")),
    ("14", "timeliness_punct", Text("Tính kịp thời", "Timeliness and punctuality")),
    ("15.1", "coherence", Text("Tính nhất quán", "Coherence")),
    ("15.2", "comparability", Text("Tính so sánh được", "Comparability")),
    ("16", "cost_burden", Text("Chi phí và gánh nặng", "Cost and burden")),
    ("17", "data_rev", Text("Sửa đổi số liệu", "Data revision")),
    ("18", "stat_process", Text("Xử lý thống kê", "Statistical processing")),
    ("19", "comment_dset", Text("Ghi chú", "Comment")),
)

_COMMON = {
    "contact": Text(
        "Đơn vị phụ trách an toàn lao động của cơ quan mà số liệu thuộc về. Hệ thống không lưu số "
        "điện thoại, địa chỉ của đơn vị này.",
        "The occupational-safety unit of the authority whose figures these are. The service keeps "
        "no telephone number or address of it.",
    ),
    "meta_update": Text(
        "Siêu dữ liệu đi cùng phiên bản định nghĩa: định nghĩa thay đổi thì có phiên bản mới.",
        "The metadata belong to the version of the definition; a changed definition is a new "
        "version.",
    ),
    "ref_period": Text(
        "Năm dương lịch hoặc nửa năm (1/1-30/6, 1/7-31/12), theo ngày xảy ra tai nạn hoặc ngày "
        "chẩn đoán bệnh; người xem được vụ có thể chọn ngày khai báo hoặc ngày tiếp nhận.",
        "A calendar year or half-year (1 January-30 June, 1 July-31 December), by the day of the "
        "accident or diagnosis; those who may see cases can choose the day of declaration or "
        "registration.",
    ),
    "conf": Text(
        f"Người xem được vụ thấy mọi con số. Người khác không thấy số từ 1 đến "
        f"{SMALLEST_SHOWN - 1}, và không thấy số nào mà nhờ nó tính ra được các "
        "số ấy: mỗi năm, các "
        f"vụ chia thành khối ít nhất {SMALLEST_SHOWN} vụ, chỉ công bố tổng của các khối trọn vẹn, "
        "mỗi lần phân tổ theo một chiều, theo số liệu biết đến đầu quý.",
        f"Those who may see cases see every number. Others see no number from 1 to "
        f"{SMALLEST_SHOWN - 1}, and none from which it could be worked out: the "
        "cases of a year lie "
        f"in blocks of at least {SMALLEST_SHOWN}, and only sums of whole blocks are told, broken "
        "down by one dimension at a time, as known when the quarter began.",
    ),
    "rel_policy": Text(
        "Số liệu tính theo yêu cầu không phải số công bố. Bản công bố do một người lập, người khác "
        "duyệt, và không bao giờ bị sửa; số mới là bản sửa đổi.",
        "Figures computed on request are not published ones. A release is prepared by one person "
        "and published by another, and is never edited; new numbers are a revision.",
    ),
    "freq_diss": Text(
        "Người xem được vụ: tính khi hỏi. Người khác: cập nhật mỗi quý.",
        "For those who may see cases: computed when asked. For others: renewed every quarter.",
    ),
    "accessibility_clarity": Text(
        "Qua giao diện lập trình có xác thực: JSON, CSV, SDMX-CSV 2.0 và gói dữ liệu Frictionless; "
        "cấu trúc SDMX và bảng mã ở /api/v1/sdmx/structure.",
        "By an authenticated interface: JSON, CSV, SDMX-CSV 2.0 and a Frictionless data package; "
        "the SDMX structure with its code lists is at /api/v1/sdmx/structure.",
    ),
    "quality_mgmnt": Text(
        "Con số và danh sách vụ đứng sau nó dùng chung một điều kiện. Khai báo "
        "trùng được phát hiện "
        "và liên kết; mọi thay đổi đều ghi nhật ký có mã băm nối tiếp.",
        "The number and the list of cases behind it come from one condition. Duplicate "
        "declarations are detected and linked; every change is in a log chained by hashes.",
    ),
    "accuracy": Text(
        "Đếm toàn bộ hồ sơ, không chọn mẫu, nên không có sai số chọn mẫu. Vụ không khai báo và "
        "không ai báo tin thì thiếu; hệ thống không ước lượng phần thiếu.",
        "All records are counted, there is no sample and no sampling error. A case that nobody "
        "declares or reports is missing; the service does not estimate how many are.",
    ),
    "timeliness_punct": Text(
        "Khai báo có hiệu lực trong số liệu ngay khi nhận; người không xem được vụ thấy từ đầu quý "
        "sau. Hệ thống không ấn định ngày công bố.",
        "A declaration counts as soon as it is received; those who may not see cases see it from "
        "the next quarter on. The service sets no dates of publication.",
    ),
    "coherence": Text(
        "Ba chỉ tiêu tính từ cùng một bộ hồ sơ. Phân tổ theo đặc điểm người bị nạn, một vụ tính ở "
        "mỗi nhóm có người bị nạn, nên tổng các nhóm có thể lớn hơn tổng chung.",
        "The three figures come from the same records. Broken down by a property of victims, a "
        "case counts in each group that has one, so that groups may add up to more than the total.",
    ),
    "comparability": Text(
        "Địa bàn theo đơn vị hành chính hiện nay; vụ trước 1/7/2025 xếp vào đơn vị kế thừa.",
        "Areas are the present units; cases before 1 July 2025 are placed in the unit that "
        "succeeded.",
    ),
    "cost_burden": Text(
        "Không thu thập thêm gì ngoài hồ sơ mà luật đã buộc khai báo, và số lao động của từng ô.",
        "Nothing is collected beyond the records that the law requires, and the number of workers "
        "of each cell.",
    ),
    "data_rev": Text(
        "Số liệu thay đổi khi có khai báo muộn, kết luận, đính chính, hủy hoặc "
        "liên kết. Số đã biết "
        "ở một thời điểm luôn tính lại được. Số sơ bộ mang mã P: kỳ chưa kết thúc hoặc còn vụ chưa "
        "có kết luận.",
        "Figures change by late declarations, conclusions, corrections, "
        "voiding and links. What was "
        "known at a moment can always be computed again. Provisional numbers "
        "bear P: the period has "
        "not ended, or a case has no conclusion yet.",
    ),
    "stat_process": Text(
        "Nguồn: hồ sơ vụ và số lao động do cơ quan nhập. Không gán giá trị, không điều chỉnh mùa "
        "vụ; tử số và mẫu số là số nguyên chính xác, giá trị làm tròn sáu chữ số thập phân.",
        "Source: case records and workforce numbers entered by the authority. "
        "Nothing is imputed or "
        "seasonally adjusted; numerators and denominators are exact, values rounded to six places.",
    ),
}

_OWN = {
    FATAL_ACCIDENT_FREQUENCY.name: {
        "inst_mandate": Text(
            "Mục tiêu 1 của Chương trình an toàn, vệ sinh lao động; khai báo theo "
            "Luật 84/2015/QH13 "
            "Điều 34.",
            "Target 1 of the programme on occupational safety and health; declarations under Law "
            "84/2015/QH13 article 34.",
        ),
        "relevance": Text(
            "Cho biết mục tiêu giảm tần suất tai nạn chết người có đạt không.",
            "Tells whether the target of fewer fatal accidents per worker is met.",
        ),
        "comment_dset": Text(
            "Tổ chức Lao động Quốc tế gọi đại lượng này là tỷ lệ mới mắc. Thiếu số lao động thì "
            "không tính, không ước lượng.",
            "The ILO calls this an incidence rate. Without a number of workers it is not computed "
            "and not estimated.",
        ),
    },
    COMPENSATION_COVERAGE.name: {
        "inst_mandate": Text(
            "Mục tiêu 7 của Chương trình an toàn, vệ sinh lao động; bồi thường, trợ cấp theo Luật "
            "84/2015/QH13 Điều 38 và Điều 39.",
            "Target 7 of the programme on occupational safety and health; compensation and "
            "allowances under Law 84/2015/QH13 articles 38 and 39.",
        ),
        "relevance": Text(
            "Cho biết người bị nạn có nhận đủ phần luật định không.",
            "Tells whether victims receive in full what the law gives them.",
        ),
        "comment_dset": Text(
            "Mỗi người tính một lần, kể cả khi có nhiều chế độ; người chưa đến hạn nêu riêng.",
            "Each person counts once, whatever the number of schemes; those not yet due are apart.",
        ),
    },
    FATAL_CASE_INVESTIGATION.name: {
        "inst_mandate": Text(
            "Mục tiêu 8 của Chương trình an toàn, vệ sinh lao động; điều tra theo Luật "
            "84/2015/QH13 Điều 35.",
            "Target 8 of the programme on occupational safety and health; investigation under Law "
            "84/2015/QH13 article 35.",
        ),
        "relevance": Text(
            "Cho biết mọi vụ chết người có được khai báo, điều tra, xử lý không.",
            "Tells whether every fatal accident is declared, investigated and handled.",
        ),
        "comment_dset": Text(
            "Luật không ấn định thời hạn xử lý; mốc dùng ở đây là tiêu chuẩn phục vụ.",
            "The law sets no time to handle a case; the one used is a service standard.",
        ),
    },
}
