"""Lines of business: sections of VSIC 2018 (Decision 27/2018/QĐ-TTg), which follow ISIC Rev. 4."""

from osh_incidents.domain.labels import Text

_DIVISIONS = {
    "A": range(1, 4),
    "B": range(5, 10),
    "C": range(10, 34),
    "D": range(35, 36),
    "E": range(36, 40),
    "F": range(41, 44),
    "G": range(45, 48),
    "H": range(49, 54),
    "I": range(55, 57),
    "J": range(58, 64),
    "K": range(64, 67),
    "L": range(68, 69),
    "M": range(69, 76),
    "N": range(77, 83),
    "O": range(84, 85),
    "P": range(85, 86),
    "Q": range(86, 89),
    "R": range(90, 94),
    "S": range(94, 97),
    "T": range(97, 99),
    "U": range(99, 100),
}
_SECTION_OF_DIVISION = {
    f"{division:02}": letter for letter, divisions in _DIVISIONS.items() for division in divisions
}

SECTORS = {
    "A": Text("Nông nghiệp, lâm nghiệp và thủy sản", "Agriculture, forestry and fishing"),
    "B": Text("Khai khoáng", "Mining and quarrying"),
    "C": Text("Công nghiệp chế biến, chế tạo", "Manufacturing"),
    "D": Text("Sản xuất và phân phối điện, khí đốt", "Electricity and gas supply"),
    "E": Text("Cung cấp nước, quản lý và xử lý rác thải", "Water supply and waste management"),
    "F": Text("Xây dựng", "Construction"),
    "G": Text("Bán buôn và bán lẻ, sửa chữa xe", "Trade and repair of vehicles"),
    "H": Text("Vận tải, kho bãi", "Transportation and storage"),
    "I": Text("Lưu trú và ăn uống", "Accommodation and food service"),
    "J": Text("Thông tin và truyền thông", "Information and communication"),
    "K": Text("Tài chính, ngân hàng, bảo hiểm", "Finance and insurance"),
    "L": Text("Bất động sản", "Real estate"),
    "M": Text("Chuyên môn, khoa học, công nghệ", "Professional and scientific activities"),
    "N": Text("Hành chính và dịch vụ hỗ trợ", "Administrative and support service"),
    "O": Text("Quản lý nhà nước, an ninh quốc phòng", "Public administration and defence"),
    "P": Text("Giáo dục và đào tạo", "Education"),
    "Q": Text("Y tế và trợ giúp xã hội", "Human health and social work"),
    "R": Text("Nghệ thuật, vui chơi, giải trí", "Arts, entertainment and recreation"),
    "S": Text("Dịch vụ khác", "Other services"),
    "T": Text("Làm thuê trong hộ gia đình", "Activities of households"),
    "U": Text("Tổ chức quốc tế", "Extraterritorial organisations"),
}


def section_of(vsic_code: str) -> str | None:
    """Return the section letter of a VSIC code of two to five digits, or None if there is none."""
    return _SECTION_OF_DIVISION.get(vsic_code[:2])
