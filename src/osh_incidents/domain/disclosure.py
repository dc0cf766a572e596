"""Classes of fields by what their disclosure would do to a person."""

from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.labels import Labelled


class FieldClass(Labelled):
    """How sensitive a published field is (Law 91/2025/QH15, Decree 356/2025/NĐ-CP)."""

    PUBLIC = "public", "công khai", "public"
    OPERATIONAL = "operational", "nghiệp vụ", "operational"
    PERSONAL = "personal", "dữ liệu cá nhân", "personal"
    HEALTH = "health", "dữ liệu sức khỏe", "health"


SENSITIVE = frozenset({FieldClass.PERSONAL, FieldClass.HEALTH})
"""Whoever is shown these is noted."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Sensitive fields of one record that an answer shows: of a case, or of a signal."""

    classes: frozenset[FieldClass]
    case_id: UUID | None
    signal_id: UUID | None = None
