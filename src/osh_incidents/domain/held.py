"""What is held on a person in words: the kinds of records, and the fields of each."""

from collections.abc import Mapping

from osh_incidents.domain.labels import Text

RECORDS: Mapping[str, Text] = {
    "case": Text("vụ", "case"),
    "victim": Text("người bị nạn", "victim"),
    "disease": Text("bệnh nghề nghiệp", "disease"),
    "claim": Text("quyền lợi", "claim"),
    "payment": Text("lần chi trả", "payment"),
    "assessment": Text("giám định y khoa", "medical assessment"),
    "declaration": Text("khai báo", "declaration"),
    "correction": Text("đề nghị đính chính", "requested correction"),
    "signal": Text("tin báo", "signal"),
    "read": Text("lượt xem", "reading of the record"),
}

FIELDS: Mapping[str, Mapping[str, Text]] = {
    "case": {
        "kind": Text("loại vụ", "kind"),
        "severity": Text("mức độ", "severity"),
        "occurred_on": Text("ngày xảy ra", "day it happened"),
        "area_name": Text("địa bàn", "area"),
        "place": Text("nơi xảy ra", "place"),
        "employer_name": Text("người sử dụng lao động", "employer"),
        "registration": Text("trạng thái hồ sơ", "state of the file"),
        "anonymised_at": Text("ẩn danh lúc", "anonymous since"),
    },
    "victim": {
        "full_name": Text("họ tên", "full name"),
        "sex": Text("giới tính", "sex"),
        "birth_date": Text("ngày sinh", "date of birth"),
        "birth_year": Text("năm sinh", "year of birth"),
        "citizen_id": Text("số định danh cá nhân", "citizen id"),
        "occupation_code": Text("mã nghề", "code of the occupation"),
        "relation": Text("quan hệ lao động", "relation to the employer"),
        "declared_condition": Text("tình trạng khai báo", "condition as declared"),
        "severity": Text("mức độ thương tật", "severity"),
        "dead": Text("đã chết", "dead"),
        "died_at": Text("chết lúc", "died at"),
        "death_link": Text("liên hệ của cái chết", "link of the death"),
        "forensic_reference": Text("văn bản giám định pháp y", "forensic paper"),
        "injury_codes": Text("mã chấn thương", "codes of injuries"),
        "treated_at": Text("nơi điều trị", "treated at"),
        "monthly_wage_vnd": Text("tiền lương tháng (đồng)", "monthly wage (đồng)"),
        "insured": Text("tham gia bảo hiểm", "insured"),
        "insured_since": Text("tham gia từ", "insured since"),
        "withdrawn_at": Text("rút khỏi vụ lúc", "withdrawn at"),
    },
    "disease": {
        "list_no": Text("số trong danh mục", "number in the list"),
        "icd10": Text("mã ICD-10", "ICD-10 code"),
        "diagnosed_on": Text("ngày chẩn đoán", "day of the diagnosis"),
        "facility": Text("cơ sở khám", "clinic"),
        "loss_percent": Text("suy giảm khả năng lao động (%)", "loss of ability to work (%)"),
        "council": Text("hội đồng giám định", "council"),
    },
    "claim": {
        "scheme": Text("chế độ", "scheme"),
        "state": Text("trạng thái", "state"),
        "monthly_wage_vnd": Text("tiền lương tháng (đồng)", "monthly wage (đồng)"),
        "loss_percent": Text("suy giảm khả năng lao động (%)", "loss of ability to work (%)"),
        "council": Text("hội đồng giám định", "council"),
        "not_entitled_reason": Text("lý do không được hưởng", "why not entitled"),
        "decided_vnd": Text("số tiền quyết định (đồng)", "amount decided (đồng)"),
        "decision_no": Text("số quyết định", "number of the decision"),
        "decided_on": Text("ngày quyết định", "day of the decision"),
        "paid_vnd": Text("đã trả (đồng)", "paid (đồng)"),
        "dispute_reason": Text("lý do khiếu nại", "reason of the dispute"),
    },
    "payment": {
        "amount_vnd": Text("số tiền (đồng)", "amount (đồng)"),
        "paid_on": Text("ngày trả", "paid on"),
        "reference": Text("chứng từ", "reference"),
    },
    "assessment": {
        "loss_percent": Text("suy giảm khả năng lao động (%)", "loss of ability to work (%)"),
        "assessed_on": Text("ngày giám định", "assessed on"),
        "council": Text("hội đồng giám định", "council"),
    },
    "declaration": {
        "received_at": Text("nhận lúc", "received at"),
        "version": Text("lần khai", "version"),
        "content": Text("phần khai về người này", "what it told of this person"),
    },
    "correction": {
        "requested_at": Text("đề nghị lúc", "requested at"),
        "state": Text("trạng thái", "state"),
        "content": Text("giá trị đề nghị", "values asked for"),
    },
    "signal": {
        "source": Text("nguồn", "source"),
        "received_at": Text("nhận lúc", "received at"),
        "content": Text("phần báo về người này", "what it told of this person"),
    },
    "read": {
        "at": Text("lúc", "at"),
        "role": Text("vai trò người xem", "role of the reader"),
        "classes": Text("loại dữ liệu", "classes of fields"),
        "purpose": Text("mục đích", "purpose"),
    },
}
