"""The tracks of a case with their states and actions."""

from osh_incidents.domain.labels import Labelled


class Track(Labelled):
    """What runs side by side on one case."""

    REGISTRATION = "registration", "tiếp nhận", "registration"
    INVESTIGATION = "investigation", "điều tra", "investigation"
    DISEASE = "disease", "xác định bệnh nghề nghiệp", "disease"
    HANDLING = "handling", "xử lý", "handling"
    COMPENSATION = "compensation", "bồi thường, trợ cấp", "compensation"


class State(Labelled):
    """Every state of every track."""

    DECLARED = "declared", "đã khai báo", "declared"
    RETURNED = "returned", "trả lại để bổ sung", "returned to complete"
    REGISTERED = "registered", "đã tiếp nhận", "registered"
    REJECTED = "rejected", "từ chối", "rejected"
    CLOSED = "closed", "đã đóng", "closed"
    REOPENED = "reopened", "đã mở lại", "reopened"
    VOIDED = "voided", "đã hủy", "voided"

    PENDING = "pending", "chờ lập đoàn", "pending"
    TEAM_FORMED = "team_formed", "đã lập đoàn", "team formed"
    IN_PROGRESS = "in_progress", "đang điều tra", "in progress"
    WITH_POLICE = "with_police", "hồ sơ ở cơ quan điều tra", "with the police"
    CONCLUDED = "concluded", "đã kết luận", "concluded"
    PUBLISHED = "published", "đã công bố biên bản", "minutes published"
    MINUTES_SENT = "minutes_sent", "đã gửi biên bản", "minutes sent"
    RECORDED = "recorded", "đã ghi nhận", "recorded"
    HANDED_OVER = "handed_over", "đã chuyển cấp", "handed over"
    REINVESTIGATION = "reinvestigation", "điều tra lại", "investigated again"

    REPORTED = "reported", "đã báo", "reported"
    DIAGNOSED = "diagnosed", "đã chẩn đoán", "diagnosed"
    ASSESSED = "assessed", "đã giám định", "assessed"
    CONFIRMED = "confirmed", "xác nhận bệnh nghề nghiệp", "confirmed"
    NOT_CONFIRMED = "not_confirmed", "không phải bệnh nghề nghiệp", "not confirmed"

    OPEN = "open", "chưa xử lý", "open"
    DECIDED = "decided", "đã quyết định", "decided"
    REMEDIES_DUE = "remedies_due", "chờ khắc phục", "remedies due"
    DONE = "done", "đã xong", "done"

    AWAITING_TREATMENT = "awaiting_treatment", "đang điều trị", "awaiting end of treatment"
    AWAITING_ASSESSMENT = "awaiting_assessment", "chờ giám định", "awaiting assessment"
    ENTITLED = "entitled", "được hưởng", "entitled"
    NOT_ENTITLED = "not_entitled", "không được hưởng", "not entitled"
    PART_PAID = "part_paid", "chi trả một phần", "part paid"
    PAID = "paid", "đã chi trả", "paid"
    DISPUTED = "disputed", "đang tranh chấp", "disputed"


class Do(Labelled):
    """Every action of every track, in the imperative."""

    REGISTER = "register", "tiếp nhận", "register"
    RETURN = "return", "trả lại", "return to complete"
    COMPLETE = "complete", "bổ sung", "complete"
    REJECT = "reject", "từ chối", "reject"
    TRANSFER = "transfer", "chuyển nơi có thẩm quyền", "transfer to the competent authority"
    CLOSE = "close", "đóng", "close"
    REQUEST_REOPEN = "request_reopen", "đề nghị mở lại", "request to reopen"
    REOPEN = "reopen", "mở lại", "reopen"
    REFUSE_REOPEN = "refuse_reopen", "không mở lại", "refuse to reopen"
    REOPEN_BY_NEWS = (
        "reopen_by_news",
        "mở lại vì diễn biến mới của người bị nạn",
        "reopened by news of a victim",
    )
    REQUEST_VOID = "request_void", "đề nghị hủy", "request to void"
    APPROVE_VOID = "approve_void", "duyệt hủy", "approve the voiding"
    REFUSE_VOID = "refuse_void", "không hủy", "refuse the voiding"

    FORM_TEAM = "form_team", "lập đoàn điều tra", "form the team"
    START = "start", "bắt đầu điều tra", "start"
    REQUEST_ASSESSMENT = "request_assessment", "trưng cầu giám định", "request an assessment"
    RECEIVE_ASSESSMENT = "receive_assessment", "nhận kết quả giám định", "receive the assessment"
    REQUEST_EXTENSION = "request_extension", "xin gia hạn điều tra", "request an extension"
    APPROVE_EXTENSION = "approve_extension", "duyệt gia hạn", "approve the extension"
    REFUSE_EXTENSION = "refuse_extension", "không duyệt gia hạn", "refuse the extension"
    REFER_TO_POLICE = "refer_to_police", "chuyển cơ quan điều tra", "refer to the police"
    POLICE_RETURNED = "police_returned", "nhận lại hồ sơ", "receive the file back"
    OPEN_CRIMINAL_CASE = "open_criminal_case", "khởi tố vụ án", "open a criminal case"
    CLOSE_CRIMINAL_CASE = (
        "close_criminal_case",
        "kết thúc vụ án hình sự",
        "take in how the criminal case ended",
    )
    CONCLUDE = "conclude", "kết luận", "conclude"
    PUBLISH_MINUTES = "publish_minutes", "công bố biên bản", "publish the minutes"
    SEND_MINUTES = "send_minutes", "gửi biên bản", "send the minutes"
    RECORD = "record", "lập biên bản ghi nhận", "draw the record"
    HAND_OVER = "hand_over", "chuyển cấp điều tra", "hand the file over"
    RECEIVE_PETITION = "receive_petition", "nhận đơn khiếu nại", "receive a petition"
    REFUSE_PETITION = "refuse_petition", "không điều tra lại", "refuse to investigate again"
    OPEN_REINVESTIGATION = "open_reinvestigation", "điều tra lại", "investigate again"

    DIAGNOSE = "diagnose", "chẩn đoán", "diagnose"
    ASSESS = "assess", "giám định", "assess"
    REASSESS = "reassess", "giám định lại", "assess again"
    CONFIRM = "confirm", "xác nhận", "confirm"
    REFUSE = "refuse", "không xác nhận", "refuse"

    DECIDE = "decide", "quyết định", "decide"
    ORDER_REMEDIES = "order_remedies", "yêu cầu khắc phục", "order remedies"
    CONFIRM_REMEDIES = "confirm_remedies", "xác nhận đã khắc phục", "confirm remedies"
    FINISH = "finish", "kết thúc xử lý", "finish"

    END_TREATMENT = "end_treatment", "kết thúc điều trị", "end treatment"
    RECORD_ASSESSMENT = "record_assessment", "ghi kết quả giám định", "record the assessment"
    ENTITLE = "entitle", "xác nhận được hưởng", "confirm entitlement"
    DENY = "deny", "xác nhận không được hưởng", "deny entitlement"
    PAY = "pay", "chi trả", "pay"
    RECALCULATE = "recalculate", "tính lại", "compute anew"
    DISPUTE = "dispute", "tranh chấp", "dispute"
    SETTLE_DISPUTE = "settle_dispute", "giải quyết tranh chấp", "settle the dispute"
