"""Who may do what, and whose cases each sees: one table."""

from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.labels import Labelled


class Role(Labelled):
    """The role of an account."""

    EMPLOYER = "employer", "doanh nghiệp, cơ sở", "employer"
    COMMUNE = "commune", "UBND cấp xã", "commune People's Committee"
    INSPECTOR = "inspector", "cán bộ an toàn lao động của Sở", "labour inspector"
    SUPERVISOR = "supervisor", "phụ trách đơn vị an toàn lao động", "head of the inspectors"
    INSURANCE = "insurance", "cơ quan bảo hiểm xã hội", "social-insurance agency"
    HEALTH = "health", "ngành y tế", "health department"
    POLICE = "police", "công an cấp xã", "commune police"
    ZONE_AUTHORITY = "zone_authority", "Ban Quản lý Khu kinh tế", "economic-zone authority"
    UNION = "union", "Liên đoàn Lao động", "trade-union federation"
    AGENCY = "agency", "cơ quan khác", "other agency"
    ADMIN = "admin", "quản trị hệ thống", "operator"


class Permission(Labelled):
    """What an account may be allowed to do."""

    DECLARATIONS_CREATE = "declarations:create", "gửi khai báo", "send a declaration"
    DECLARATIONS_READ = "declarations:read", "đọc khai báo", "read declarations"
    CASES_READ = "cases:read", "đọc vụ", "read cases"
    CASES_REGISTER = "cases:register", "tiếp nhận, trả lại, đóng vụ", "register and close cases"
    CASES_CORRECT = "cases:correct", "đính chính vụ", "correct the facts of cases"
    CASES_REPORT = "cases:report", "báo diễn biến của người bị nạn", "report news of victims"
    CASES_LINK = "cases:link", "liên kết khai báo trùng", "link declarations of one case"
    CASES_APPROVE = (
        "cases:approve",
        "duyệt đính chính, hủy, mở lại vụ",
        "approve corrections, voiding and reopening",
    )
    NOTICES_RECORD = "notices:record", "ghi việc thông báo", "record notices to other bodies"
    NOTICES_ACKNOWLEDGE = "notices:acknowledge", "xác nhận đã nhận tin", "acknowledge notices"
    SIGNALS_SEND = "signals:send", "gửi tin báo", "send signals"
    SIGNALS_HANDLE = "signals:handle", "xử lý tin báo", "handle signals"
    INVESTIGATIONS_BASE = "investigations:base", "điều tra cấp cơ sở", "investigate at base level"
    INVESTIGATIONS_PROVINCIAL = (
        "investigations:provincial",
        "điều tra cấp tỉnh",
        "investigate at provincial level",
    )
    INVESTIGATIONS_APPROVE = (
        "investigations:approve",
        "duyệt gia hạn điều tra",
        "approve extensions of investigations",
    )
    INVESTIGATIONS_HAND_OVER = (
        "investigations:hand_over",
        "chuyển cấp điều tra",
        "hand investigations over",
    )
    INVESTIGATIONS_RECORD = (
        "investigations:record",
        "lập biên bản ghi nhận",
        "draw the commune's record",
    )
    DISEASES_ASSESS = "diseases:assess", "xác định bệnh nghề nghiệp", "assess diseases"
    HANDLING_RUN = "handling:run", "xử lý vụ", "handle cases"
    CLAIMS_ASSESS = "claims:assess", "ghi kết quả giám định", "record assessments"
    CLAIMS_PAY = "claims:pay", "quyết định và chi trả", "decide and pay claims"
    WORKFORCE_READ = "workforce:read", "đọc số lao động", "read workforce numbers"
    WORKFORCE_WRITE = "workforce:write", "ghi số lao động", "write workforce numbers"
    WORKPLACES_READ = "workplaces:read", "đọc danh sách cơ sở", "read workplaces"
    WORKPLACES_WRITE = "workplaces:write", "ghi cơ sở", "write workplaces"
    IMPORTS_CREATE = "imports:create", "nạp tệp dữ liệu", "import files"
    INDICATORS_READ = "indicators:read", "đọc chỉ tiêu", "read indicators"
    RELEASES_PREPARE = "releases:prepare", "lập bản công bố số liệu", "prepare releases of figures"
    RELEASES_PUBLISH = "releases:publish", "công bố số liệu", "publish figures"
    READS_READ = "reads:read", "xem ai đã đọc hồ sơ", "see who read what"
    PERSONS_EXPORT = (
        "persons:export",
        "trích dữ liệu của một người cho người đó",
        "export what is held on a person",
    )
    RULES_READ = "rules:read", "đọc quy định", "read the rules of law"
    RULES_AMEND = "rules:amend", "sửa, thêm quy định", "amend the rules of law"
    ACCOUNTS_MANAGE = (
        "accounts:manage",
        "quản lý đơn vị, tài khoản",
        "manage organisations and accounts",
    )
    CHANGES_READ = "changes:read", "đọc dòng thay đổi", "read the feed of changes"
    WEBHOOKS_MANAGE = "webhooks:manage", "quản lý địa chỉ nhận tin", "manage webhooks"
    INDICATORS_CASES = (
        "indicators:cases",
        "xem danh sách vụ của chỉ tiêu",
        "list the cases behind an indicator",
    )


class Reach(Labelled):
    """Whose cases a role sees."""

    OWN = "own", "vụ của đơn vị mình", "its own cases"
    AREA = "area", "vụ trong địa bàn", "cases in its areas"
    FATAL_IN_AREA = (
        "fatal_in_area",
        "vụ chết người, vụ phải báo công an trong địa bàn",
        "cases in its areas that are fatal or told to the police",
    )
    ZONE = "zone", "vụ trong khu kinh tế", "cases in its zones"
    FUND = "fund", "người có hồ sơ hưởng quỹ", "victims with a fund claim"
    MEDICAL = "medical", "bệnh nghề nghiệp, người được giám định", "diseases, assessed victims"
    TEAM = "team", "vụ có tham gia đoàn", "cases whose team it sits on"
    AUTHORITY = "authority", "toàn tỉnh, thành phố", "the whole province"
    NOTHING = "nothing", "không xem nội dung vụ", "no case content"


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the policy: permissions, whose cases, and which classes of fields."""

    permissions: frozenset[Permission]
    reach: Reach
    sees: frozenset[FieldClass]


def _grant(reach: Reach, sees: str, *permissions: Permission) -> Grant:
    return Grant(
        frozenset({*permissions, *_EVERYBODY}),
        reach,
        frozenset(FieldClass(name) for name in sees.split()),
    )


_P = Permission
_EVERYBODY = (_P.CHANGES_READ, _P.WEBHOOKS_MANAGE)
"""What shows nothing by itself: each sees through it what it may see anyway."""

_INSPECTOR = (
    _P.DECLARATIONS_CREATE,
    _P.DECLARATIONS_READ,
    _P.CASES_READ,
    _P.CASES_REGISTER,
    _P.CASES_CORRECT,
    _P.CASES_REPORT,
    _P.CASES_LINK,
    _P.NOTICES_RECORD,
    _P.SIGNALS_SEND,
    _P.SIGNALS_HANDLE,
    _P.INVESTIGATIONS_HAND_OVER,
    _P.INVESTIGATIONS_PROVINCIAL,
    _P.HANDLING_RUN,
    _P.CLAIMS_ASSESS,
    _P.WORKFORCE_READ,
    _P.RULES_READ,
    _P.INDICATORS_READ,
    _P.INDICATORS_CASES,
    _P.RELEASES_PREPARE,
    _P.WORKPLACES_READ,
    _P.WORKPLACES_WRITE,
    _P.IMPORTS_CREATE,
)
_EVERYTHING = "public operational personal health"

# fmt: off
GRANTS: dict[Role, Grant] = {
    Role.EMPLOYER: _grant(Reach.OWN, _EVERYTHING, _P.DECLARATIONS_CREATE, _P.DECLARATIONS_READ, _P.CASES_READ, _P.CASES_CORRECT, _P.CASES_REPORT, _P.SIGNALS_SEND, _P.INVESTIGATIONS_BASE, _P.INVESTIGATIONS_HAND_OVER, _P.CLAIMS_PAY, _P.RULES_READ, _P.INDICATORS_READ, _P.WORKPLACES_READ, _P.WORKPLACES_WRITE, _P.IMPORTS_CREATE),
    Role.COMMUNE: _grant(Reach.AREA, _EVERYTHING, _P.DECLARATIONS_CREATE, _P.DECLARATIONS_READ, _P.CASES_READ, _P.CASES_CORRECT, _P.CASES_REPORT, _P.SIGNALS_SEND, _P.INVESTIGATIONS_RECORD, _P.INVESTIGATIONS_HAND_OVER, _P.RULES_READ, _P.INDICATORS_READ, _P.IMPORTS_CREATE),
    Role.INSPECTOR: _grant(Reach.AUTHORITY, _EVERYTHING, *_INSPECTOR),
    Role.SUPERVISOR: _grant(Reach.AUTHORITY, _EVERYTHING, *_INSPECTOR, _P.INVESTIGATIONS_APPROVE, _P.CASES_APPROVE, _P.RELEASES_PUBLISH, _P.READS_READ, _P.PERSONS_EXPORT),
    Role.INSURANCE: _grant(Reach.FUND, "public operational personal", _P.CASES_READ, _P.SIGNALS_SEND, _P.RULES_READ, _P.INDICATORS_READ),
    Role.HEALTH: _grant(Reach.MEDICAL, _EVERYTHING, _P.DECLARATIONS_READ, _P.CASES_READ, _P.CASES_REPORT, _P.SIGNALS_SEND, _P.DISEASES_ASSESS, _P.CLAIMS_ASSESS, _P.RULES_READ, _P.INDICATORS_READ),
    Role.POLICE: _grant(Reach.FATAL_IN_AREA, "public operational personal", _P.CASES_READ, _P.CASES_REPORT, _P.NOTICES_ACKNOWLEDGE, _P.SIGNALS_SEND, _P.RULES_READ, _P.INDICATORS_READ),
    Role.ZONE_AUTHORITY: _grant(Reach.ZONE, "public operational", _P.CASES_READ, _P.SIGNALS_SEND, _P.RULES_READ, _P.INDICATORS_READ),
    Role.UNION: _grant(Reach.TEAM, "public operational personal", _P.CASES_READ, _P.SIGNALS_SEND, _P.RULES_READ, _P.INDICATORS_READ),
    Role.AGENCY: _grant(Reach.NOTHING, "public", _P.RULES_READ, _P.INDICATORS_READ),
    Role.ADMIN: _grant(Reach.NOTHING, "public operational", _P.WORKFORCE_READ, _P.WORKFORCE_WRITE, _P.RULES_READ, _P.RULES_AMEND, _P.INDICATORS_READ, _P.ACCOUNTS_MANAGE, _P.READS_READ, _P.WORKPLACES_READ, _P.WORKPLACES_WRITE, _P.IMPORTS_CREATE),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Actor:
    """The account that acts, for which organisation, and where it is competent today.

    *scope* is what its token is for; None if no token narrows what the role holds.
    """

    account_id: UUID
    organisation_id: UUID
    role: Role
    authority: str
    tax_code: str | None = None
    area_codes: frozenset[str] = frozenset()
    zone_codes: frozenset[str] = frozenset()
    scope: frozenset[str] | None = None

    @property
    def grant(self) -> Grant:
        """Return the row of the policy that holds for this account."""
        return GRANTS[self.role]

    def may(self, permission: Permission) -> bool:
        """Whether the role of this account holds *permission*, and its token is for it."""
        meant = self.scope is None or permission.value in self.scope
        return meant and permission in self.grant.permissions
