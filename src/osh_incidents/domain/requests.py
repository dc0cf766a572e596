"""What one person asks for and another decides: nobody approves their own request."""

from osh_incidents.domain.labels import Labelled


class CaseRequest(Labelled):
    """What may be asked for a whole case."""

    VOID = "void", "hủy vụ", "void the case"
    REOPEN = "reopen", "mở lại vụ", "reopen the case"


class RequestState(Labelled):
    """How far a request to correct a case has come."""

    REQUESTED = "requested", "chờ duyệt", "requested"
    APPROVED = "approved", "đã duyệt", "approved"
    REFUSED = "refused", "không duyệt", "refused"
