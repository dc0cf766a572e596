"""The names of the parts of a rule, for people who do not read Python."""

from osh_incidents.domain.labels import Text

PARTS = {
    "allowance_share": Text("Trợ cấp so với bồi thường", "Allowance as a share of compensation"),
    "annual": Text("Báo cáo năm (của năm trước)", "Annual (of the year before)"),
    "audience": Text("Công khai cho", "Posted for"),
    "base_months": Text("Số tháng lương ở mức thấp nhất", "Months of wage at the lowest class"),
    "base_salaries": Text("Số lần mức lương cơ sở", "Times the base salary"),
    "base_salaries_per_day": Text("Lần mức lương cơ sở mỗi ngày", "Times the base salary per day"),
    "base_salaries_per_percent": Text(
        "Thêm cho mỗi 1% (lần mức lương cơ sở)", "More for each 1 % (times the base salary)"
    ),
    "base_until_percent": Text("Mức thấp nhất áp dụng đến", "Lowest class reaches to"),
    "base_vnd": Text("Mức ban đầu", "First amount"),
    "base_year": Text("Năm gốc", "Base year"),
    "basis": Text("Căn cứ", "Basis"),
    "cancers_from_a_disease": Text(
        "Ung thư do bệnh nghề nghiệp", "Cancers that follow an occupational disease"
    ),
    "conditions": Text("Kèm một trong các điều kiện", "With one of these conditions"),
    "content": Text("Nội dung", "Content"),
    "death_vnd": Text("Khi chết", "On death"),
    "decision_form": Text("Mẫu quyết định (NĐ 39)", "Form of the decision (Decree 39)"),
    "declared_if": Text("Khai báo ngay khi", "Declared at once if"),
    "disease": Text("Bệnh", "Disease"),
    "diseases": Text("Bệnh", "Diseases"),
    "existing": Text("Các cấp đang có", "Tiers that exist"),
    "form": Text("Mẫu (phụ lục)", "Form (appendix)"),
    "from_percent": Text("Áp dụng từ mức suy giảm", "From a loss of"),
    "full_from_percent": Text("Mức tối đa áp dụng từ", "Full class starts at"),
    "full_months": Text("Số tháng lương ở mức tối đa", "Months of wage at the full class"),
    "half_year": Text("Báo cáo 6 tháng", "Half-year"),
    "head": Text("Trưởng đoàn", "Head"),
    "icd_10": Text("ICD-10", "ICD-10"),
    "individual_cap_vnd": Text("Cá nhân: tối đa tất cả", "Individual: cap in all"),
    "individual_max_vnd": Text("Cá nhân: đến", "Individual: to"),
    "individual_min_vnd": Text("Cá nhân: từ", "Individual: from"),
    "mark": Text("Mức độ chắc chắn", "Certainty"),
    "members": Text("Thành viên", "Members"),
    "months_per_percent": Text("Thêm cho mỗi 1% (tháng lương)", "More for each 1 % (months)"),
    "most_base_salaries": Text("Tối đa (lần mức lương cơ sở)", "At most (times the base salary)"),
    "most_days": Text("Số ngày tối đa (từ %: ngày)", "Most days (from %: days)"),
    "most_times": Text("Số lần tối đa", "At most (times)"),
    "most_times_a_year": Text("Số lần tối đa mỗi năm", "At most (times a year)"),
    "organisation_factor": Text("Tổ chức: gấp mấy lần cá nhân", "Organisation: times as much"),
    "party": Text("Bên thực hiện", "Borne by"),
    "per_percent_vnd": Text("Thêm cho mỗi 1%", "More for each 1 %"),
    "per_worker": Text("Tính theo từng người lao động", "For each worker concerned"),
    "posted_by": Text("Bên công khai", "Posted by"),
    "recipient": Text("Nơi nhận", "Sent to"),
    "recipients": Text("Nơi nhận", "Told to"),
    "reduced": Text("Mức giảm", "Reduced rate"),
    "replaced_by": Text("Mẫu thay thế", "Replaced by"),
    "set_up_by": Text("Người lập đoàn", "Set up by"),
    "share": Text("Tỷ lệ giảm mỗi năm", "Fall a year"),
    "share_of_fee": Text("Tối đa so với học phí", "At most, of the fee"),
    "ships_left_out": Text("Không áp dụng với", "Does not apply to"),
    "threshold_percent": Text("Bắt đầu từ mức suy giảm", "Starts at a loss of"),
    "told_of_a_death": Text("Cấp nhận khai báo vụ chết người", "Tier told of a death"),
    "towards": Text("Đối với", "Towards"),
    "until_percent": Text("Đến mức suy giảm", "To a loss of"),
    "until_retirement": Text("Đến khi người bị nạn nghỉ hưu", "Until the victim retires"),
    "use": Text("Tình trạng", "State"),
    "usual": Text("Mức chung", "Usual rate"),
    "wages": Text("Lần mức tiền lương đóng BHXH", "Times the insured wage"),
    "wages_per_further_year": Text(
        "Thêm cho mỗi năm đóng tiếp theo (lần tiền lương)", "More for each further year (wages)"
    ),
    "within_days_of_return": Text(
        "Trong số ngày đầu trở lại làm việc", "Within so many days of the return to work"
    ),
    "years": Text("Số năm", "Years"),
}

SHARES = {"allowance_share", "reduced", "share", "share_of_fee", "usual"}
"""Parts that are exact decimals and read as percentages."""

_AT_ONCE = Text("ngay, từng vụ", "at once, each accident")
_NOT_SEEN = Text("chưa rõ", "not known")
ABSENT = {
    "annual": _AT_ONCE,
    "half_year": _AT_ONCE,
    "individual_max_vnd": _NOT_SEEN,
    "individual_min_vnd": _NOT_SEEN,
}
"""What it means that a part is not there; for any other part, that there is nothing."""

NOT_KNOWN = Text("-", "-")

YES_NO = {True: Text("có", "yes"), False: Text("không", "no")}


def part(name: str) -> Text:
    """Return the words for the part *name* of a rule; its own name if it has none yet."""
    plain = name.replace("_", " ")
    return PARTS.get(name, Text(plain, plain))
