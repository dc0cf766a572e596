"""What every such service stores: the case, its victims, the declaration, its clocks."""

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

SEVERITIES = models.TextChoices("SEVERITIES", "fatal severe light")
RELATIONS = models.TextChoices("RELATIONS", "contract no_contract leased apprentice former")
SEXES = models.TextChoices("SEXES", "female male")
OWNERS = models.TextChoices("OWNERS", "state private foreign cooperative household public")
DECLARANTS = models.TextChoices("DECLARANTS", "employer commune authority")
DEATH_LINKS = models.TextChoices(
    "DEATH_LINKS", "at_scene emergency treatment recurrence court_declared not_from_accident"
)
FACTORS = models.TextChoices(
    "FACTORS",
    "fall electricity traffic machine falling_object lifting pressure heat chemical explosion "
    "drowning other",
)
REGIMES = models.TextChoices(
    "REGIMES", "radiation oil_gas rail waterway road air armed_forces maritime"
)

SHIPS = models.TextChoices("SHIPS", "international coastal fishing public_duty military")

area_code = RegexValidator(r"^[0-9]{5}$")
tax_code = RegexValidator(r"^([0-9]{10}(-?[0-9]{3})?|[0-9]{12})$")
vsic_code = RegexValidator(r"^[0-9]{2,5}$")
cause_code = RegexValidator(r"^[0-9]{1,2}$")
citizen_id = RegexValidator(r"^[0-9]{12}$")
occupation_code = RegexValidator(r"^[0-9]{1,5}$")
month = RegexValidator(r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")


class Area(models.Model):
    """A unit of the administration, from a day until before another."""

    code = models.CharField(max_length=10, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)
    name = models.CharField(max_length=100)


class Case(models.Model):
    """One accident with the facts of its day."""

    version = models.IntegerField(default=1)
    number = models.CharField(max_length=20, null=True, unique=True)
    declared_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    registration = models.CharField(max_length=40, default="declared")
    investigation = models.CharField(max_length=40, default="pending")
    handling = models.CharField(max_length=40, default="open")
    severity = models.CharField(max_length=10, choices=SEVERITIES.choices)
    level = models.CharField(max_length=20)
    occurred_at = models.DateTimeField()
    occurred_on = models.DateField(db_index=True)
    area_code = models.CharField(max_length=10, validators=[area_code])
    area_name = models.CharField(max_length=100)
    place = models.CharField(max_length=300, null=True, blank=True)
    inside_workplace = models.BooleanField(null=True)
    commuting = models.BooleanField(default=False)
    description = models.TextField(max_length=8000)
    preliminary_cause = models.CharField(
        max_length=3, null=True, blank=True, validators=[cause_code]
    )
    injury_factor = models.CharField(max_length=20, null=True, blank=True, choices=FACTORS.choices)
    special_regime = models.CharField(max_length=20, null=True, blank=True, choices=REGIMES.choices)
    ship = models.CharField(max_length=30, null=True, blank=True, choices=SHIPS.choices)
    technical_incident = models.BooleanField(default=False)
    casualties_unclear = models.BooleanField(default=False)
    known_at = models.DateTimeField(null=True, blank=True)
    rescue = models.TextField(max_length=8000, null=True, blank=True)
    scene_kept = models.BooleanField(null=True)
    tax_code = models.CharField(max_length=14, validators=[tax_code])
    employer_name = models.CharField(max_length=300)
    search_folded = models.CharField(max_length=1000)
    vsic_code = models.CharField(max_length=5, validators=[vsic_code])
    sector = models.CharField(max_length=1)
    owner_type = models.CharField(max_length=20, choices=OWNERS.choices)
    address = models.CharField(max_length=300, null=True, blank=True)
    workers_total = models.IntegerField(null=True, blank=True, validators=[MinValueValidator(0)])
    workers_female = models.IntegerField(null=True, blank=True, validators=[MinValueValidator(0)])
    workplace = models.ForeignKey("incidents.Workplace", models.PROTECT, null=True)

    class Meta:
        """By what cases are looked for."""

        indexes = [
            models.Index(fields=["declared_at", "id"]),
            models.Index(fields=["tax_code", "declared_at", "id"]),
            models.Index(fields=["area_code", "declared_at", "id"]),
        ]


class Victim(models.Model):
    """One person; sealed columns are used by the version that seals, open ones by the other."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="victims")
    ordinal = models.IntegerField()
    full_name = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=200, db_index=True)
    sex = models.CharField(max_length=10, choices=SEXES.choices)
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.IntegerField(null=True, blank=True)
    citizen_id = models.CharField(
        max_length=12, null=True, blank=True, validators=[citizen_id], db_index=True
    )
    citizen_id_sealed = models.BinaryField(null=True)
    citizen_id_index = models.BinaryField(null=True, db_index=True)
    occupation_code = models.CharField(
        max_length=10, null=True, blank=True, validators=[occupation_code]
    )
    relation = models.CharField(max_length=20, choices=RELATIONS.choices)
    employer_tax_code = models.CharField(
        max_length=14, null=True, blank=True, validators=[tax_code]
    )
    condition = models.CharField(max_length=10, null=True, blank=True, choices=SEVERITIES.choices)
    severity = models.CharField(max_length=10)
    dead = models.BooleanField()
    died_at = models.DateTimeField(null=True, blank=True)
    death_link = models.CharField(max_length=30, null=True, blank=True, choices=DEATH_LINKS.choices)
    injury_codes = models.JSONField(null=True)
    treated_at = models.CharField(max_length=300, null=True, blank=True)
    health_sealed = models.BinaryField(null=True)
    monthly_wage_vnd = models.BigIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    insured = models.BooleanField(null=True)
    insured_since = models.CharField(max_length=7, null=True, blank=True, validators=[month])

    class Meta:
        """Each has a place in the list."""

        constraints = [models.UniqueConstraint("case", "ordinal", name="victim_place")]


class Declaration(models.Model):
    """What was sent, open or sealed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="declarations")
    tracking_no = models.CharField(max_length=32, unique=True)
    version = models.IntegerField(default=1)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    declarant_role = models.CharField(max_length=20, choices=DECLARANTS.choices)
    received_at = models.DateTimeField()
    body = models.JSONField(null=True)
    body_sealed = models.BinaryField(null=True)
    warnings = models.JSONField(default=list)


class Clock(models.Model):
    """A time limit that runs on a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    duty = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    holder = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    rule_source = models.CharField(max_length=700)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """By what is overdue."""

        indexes = [
            models.Index(fields=["holder", "status", "due_at"]),
            models.Index(fields=["status", "due_at"]),
        ]
