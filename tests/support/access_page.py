"""Who may do what and sees whom, as a page: the table of grants that the service enforces."""

from collections.abc import Iterable

from osh_incidents.api.schemas.victims import FIELD_CLASSES
from osh_incidents.domain.authority import GRANTS, Permission
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.labels import Labelled

_INTRODUCTION = """# Ai được làm gì và xem gì / *Who may do what, and sees what*

Mỗi tài khoản có một vai trò. Vai trò cho biết tài khoản được gọi gì (quyền), xem vụ nào (phạm vi) \
và loại trường nào. Ngoài quyền thì trả lời 403; trong quyền mà ngoài phạm vi thì trả lời 404, hệt \
như không có vụ đó. Trường không được xem để trống và nêu tên ở `masked_fields`; gửi lại trường đó \
thì bị từ chối.

*Each account has one role. The role says what the account may call (permissions), whose cases it \
sees (reach) and which classes of fields. Beyond the permissions the answer is 403; within them \
but out of reach it is 404, the same as for a case that is not there. A field that may not be seen \
is null and named in `masked_fields`; sending it back is refused.*"""

_REACH = "## Phạm vi và loại trường / *Reach and classes of fields*"
_PERMISSIONS = "## Quyền / *Permissions*"
_FIELDS = "## Loại của các trường về người bị nạn / *Classes of the fields of a victim*"


def page() -> str:
    """Return the page in Markdown."""
    blocks = [_INTRODUCTION, _REACH, _of_roles(), _PERMISSIONS, _of_permissions()]
    return "\n\n".join([*blocks, _FIELDS, _of_fields()]) + "\n"


def _of_roles() -> str:
    heads = ["Vai trò<br>*Role*", "Xem<br>*Sees*", *map(_name, FieldClass)]
    rows = [
        [_name(role), _label(grant.reach), *(_mark(one in grant.sees) for one in FieldClass)]
        for role, grant in GRANTS.items()
    ]
    return _table(heads, rows)


def _of_permissions() -> str:
    heads = ["Quyền<br>*Permission*", *(f"`{role.value}`" for role in GRANTS)]
    rows = [
        [_name(one), *(_mark(one in grant.permissions) for grant in GRANTS.values())]
        for one in Permission
    ]
    return _table(heads, rows)


def _of_fields() -> str:
    rows = [[f"`{name}`", _label(kind)] for name, kind in sorted(FIELD_CLASSES.items())]
    return _table(["Trường<br>*Field*", "Loại<br>*Class*"], rows)


def _name(one: Labelled) -> str:
    return f"`{one.value}`<br>{_label(one)}"


def _label(one: Labelled) -> str:
    return f"{one.label.vi}<br>*{one.label.en}*"


def _mark(holds: bool) -> str:  # noqa: FBT001 - a cell is full or empty
    return "●" if holds else ""


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
