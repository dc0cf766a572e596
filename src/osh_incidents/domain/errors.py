"""What the service refuses: each refusal has a slug and a title of its own, and knows no HTTP."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from osh_incidents.domain.labels import Labelled, Text


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing wrong with one field; *pointer* is a JSON pointer (RFC 6901) into the body."""

    pointer: str
    code: str
    detail: Text

    def written(self) -> dict[str, str]:
        """Return it as it is kept: in both languages, since nobody knows who will read it."""
        words = {"vi": self.detail.vi, "en": self.detail.en}
        return {"pointer": self.pointer, "code": self.code, **words}


class DomainError(Exception):
    """A refusal. *detail* tells what stands in the way; *members* are further facts of it."""

    slug: ClassVar[str]
    title: ClassVar[Text]

    def __init__(
        self,
        detail: Text | None = None,
        *,
        errors: Sequence[FieldFault] = (),
        members: Mapping[str, object] | None = None,
    ) -> None:
        """Refuse with *detail*, or with the title alone."""
        super().__init__(self.slug)
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.members = dict(members or {})


class NotAuthenticated(DomainError):
    """The request carries no access token that this service accepts now."""

    slug = "not-authenticated"
    title = Text("Chưa xác thực", "Not authenticated")


class InvalidClient(DomainError):
    """The client id or its secret is wrong, or the account is disabled."""

    slug = "invalid-client"
    title = Text("Tài khoản hoặc mật khẩu không đúng", "Unknown client or wrong secret")


class InvalidScope(DomainError):
    """A scope was asked for that does not exist, or that the role of the account does not hold."""

    slug = "invalid-scope"
    title = Text("Phạm vi không hợp lệ", "Invalid scope")


class InsufficientScope(DomainError):
    """The role of the account may do this, but the access token was asked for other things."""

    slug = "insufficient-scope"
    title = Text("Mã truy cập không có phạm vi này", "The token is not for this scope")


class TooManyAttempts(DomainError):
    """Too many wrong secrets came from this address; it has to wait, others need not."""

    slug = "too-many-attempts"
    title = Text("Sai quá nhiều lần, hãy đợi", "Too many failed attempts, wait")


class NotPermitted(DomainError):
    """The role of the account does not hold the permission that this operation needs."""

    slug = "not-permitted"
    title = Text("Không có quyền", "Not permitted")


class NotFound(DomainError):
    """Nothing is there, or the account may not see it: the answer is the same for both."""

    slug = "not-found"
    title = Text("Không tìm thấy", "Not found")


class InvalidFields(DomainError):
    """The request was read, but fields of it are missing, malformed or contradict each other."""

    slug = "invalid-fields"
    title = Text("Dữ liệu không hợp lệ", "Invalid fields")


class Unreadable(DomainError):
    """The body is not readable as the media type it claims to be."""

    slug = "unreadable-body"
    title = Text("Không đọc được nội dung", "Unreadable body")


class ActionNotAllowed(DomainError):
    """The track is not in a state from which this action is lawful; the allowed ones are listed."""

    slug = "action-not-allowed"
    title = Text("Không thể thực hiện ở trạng thái này", "Action not allowed in this state")

    @classmethod
    def told(
        cls,
        of: Text,
        state: Labelled,
        action: Labelled,
        allowed: Iterable[Labelled],
        **members: object,
    ) -> "ActionNotAllowed":
        """Refuse *action* while what is named by *of* is in *state*, and list what is *allowed*."""
        return cls(
            Text(
                "Không thể «{vi}» khi {of_vi} ở trạng thái «{state_vi}».",
                "“{en}” is not possible while {of_en} is “{state_en}”.",
            ).within(
                vi=action.label.vi,
                en=action.label.en,
                of_vi=of.vi,
                of_en=of.en,
                state_vi=state.label.vi,
                state_en=state.label.en,
            ),
            members={
                **members,
                "state": state.value,
                "action": action.value,
                "allowed_actions": [do.value for do in allowed],
            },
        )


class GuardsUnmet(DomainError):
    """The state allows the action, but the case lacks something; every lacking thing is listed."""

    slug = "guards-unmet"
    title = Text("Chưa đủ điều kiện", "Requirements not met")


class ChangedMeanwhile(DomainError):
    """Another request changed the same record first; read it again and decide anew."""

    slug = "changed-meanwhile"
    title = Text("Hồ sơ vừa được thay đổi", "Changed by another request")


class PreconditionRequired(DomainError):
    """A change must say in `If-Match` on which version of the thing it was decided."""

    slug = "precondition-required"
    title = Text("Thiếu phiên bản trong If-Match", "The version is missing in If-Match")


class ChangedSince(DomainError):
    """The thing is not as it was when the caller decided to change it; the version is told."""

    slug = "changed-since"
    title = Text("Hồ sơ đã khác phiên bản bạn đọc", "Changed since the version you read")


class KeyReused(DomainError):
    """The idempotency key was used for another request; nothing was done."""

    slug = "key-reused"
    title = Text("Khóa Idempotency-Key đã dùng cho yêu cầu khác", "Key of another request")


class ShownOnce(DomainError):
    """The request was done under this key; its answer held a secret and is not kept."""

    slug = "shown-once"
    title = Text("Đã thực hiện; mật khẩu chỉ hiện một lần", "Done; the secret was shown once")


class NoRuleInForce(DomainError):
    """No version of the legal rule is known for that day; a guess would be a wrong duty."""

    slug = "no-rule-in-force"
    title = Text("Không có quy định cho ngày này", "No rule in force on that day")


class Unavailable(DomainError):
    """The database cannot be reached now; nothing was stored, and the request may be repeated."""

    slug = "unavailable"
    title = Text("Tạm thời không phục vụ được", "Temporarily unavailable")
