"""How far a proposed version of a provision has come."""

from osh_incidents.domain.labels import Labelled


class AmendmentState(Labelled):
    """The state of a version that an administrator proposed."""

    PROPOSED = "proposed", "chờ người thứ hai duyệt", "awaiting a second administrator"
    APPROVED = "approved", "đã duyệt", "approved"
    REFUSED = "refused", "không duyệt", "refused"
