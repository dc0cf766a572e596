"""What is done to organisations and accounts, as the log of accounts tells it."""

from osh_incidents.domain.labels import Labelled


class AccountAct(Labelled):
    """An act of an administrator or of the operator."""

    ORGANISATION_ENTERED = "organisation_entered", "nhập đơn vị", "organisation entered"
    COMPETENCE_SET = "competence_set", "đặt địa bàn, khu kinh tế", "areas and zones set"
    ACCOUNT_OPENED = "account_opened", "mở tài khoản", "account opened"
    ACCOUNT_DISABLED = "account_disabled", "khóa tài khoản", "account disabled"
    ACCOUNT_ENABLED = "account_enabled", "mở khóa tài khoản", "account enabled"
    SECRET_ADDED = "secret_added", "cấp mật khẩu", "secret added"
    SECRET_REVOKED = "secret_revoked", "thu hồi mật khẩu", "secret revoked"
    KEY_ADDED = "key_added", "thêm khóa công khai", "public key added"
    KEY_REVOKED = "key_revoked", "thu hồi khóa công khai", "public key revoked"
    IDENTITY_ADDED = "identity_added", "thêm danh tính bên ngoài", "outside identity added"
    IDENTITY_REMOVED = "identity_removed", "bỏ danh tính bên ngoài", "outside identity removed"
