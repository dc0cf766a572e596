"""Lines of business: sections of VSIC 2018 (Decision 27/2018/QĐ-TTg), which follow ISIC Rev. 4."""

from osh_incidents.domain.labels import Text

_FIRST_DIVISIONS = (
    (1, "A"),
    (5, "B"),
    (10, "C"),
    (35, "D"),
    (36, "E"),
    (41, "F"),
    (45, "G"),
    (49, "H"),
    (55, "I"),
    (58, "J"),
    (64, "K"),
    (68, "L"),
    (69, "M"),
    (77, "N"),
    (84, "O"),
    (85, "P"),
    (86, "Q"),
    (90, "R"),
    (94, "S"),
    (97, "T"),
    (99, "U"),
)

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
    division = int(vsic_code[:2])
    section = None
    for first, letter in _FIRST_DIVISIONS:
        if division >= first:
            section = letter
    return section
