"""Classes of fields by what their disclosure would do to a person."""

from osh_incidents.domain.labels import Labelled


class FieldClass(Labelled):
    """How sensitive a published field is (Law 91/2025/QH15, Decree 356/2025/NĐ-CP)."""

    PUBLIC = "public", "công khai", "public"
    OPERATIONAL = "operational", "nghiệp vụ", "operational"
    PERSONAL = "personal", "dữ liệu cá nhân", "personal"
    HEALTH = "health", "dữ liệu sức khỏe", "health"
