"""What the service stores besides: units, facts of figures, the chained log, repetition, news."""

from django.db import models


class Workplace(models.Model):
    """A unit of an employer at one place."""

    tax_code = models.CharField(max_length=14)
    area_code = models.CharField(max_length=10)
    name = models.CharField(max_length=300)
    name_folded = models.CharField(max_length=300, db_index=True)
    vsic_code = models.CharField(max_length=5)
    owner_type = models.CharField(max_length=20)
    created_at = models.DateTimeField()

    class Meta:
        """One unit at one place."""

        constraints = [models.UniqueConstraint("tax_code", "area_code", name="one_unit")]


class Fact(models.Model):
    """What figures know of one victim since a moment."""

    case_id = models.BigIntegerField()
    victim_id = models.BigIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    kind = models.CharField(max_length=10)
    standing = models.CharField(max_length=20)
    leads = models.BooleanField()
    case_severity = models.CharField(max_length=10)
    severity = models.CharField(max_length=10)
    occurred_on = models.DateField()
    declared_on = models.DateField()
    registered_on = models.DateField(null=True)
    commuting = models.BooleanField()
    area_code = models.CharField(max_length=10)
    boundary = models.CharField(max_length=30, null=True)
    sector = models.CharField(max_length=1)
    owner_type = models.CharField(max_length=20)
    relation = models.CharField(max_length=20)
    sex = models.CharField(max_length=10)
    declared_by_duty = models.BooleanField()
    declared_in_time = models.BooleanField()
    declaration_owed_by = models.CharField(max_length=20)
    declaration_due_at = models.DateTimeField()
    investigation_due_at = models.DateTimeField()
    investigation_owed_by = models.CharField(max_length=20)
    entitlement = models.CharField(max_length=20)
    paid_late = models.BooleanField()
    underpaid = models.BooleanField()

    class Meta:
        """By the same columns as the service's, without its partial ones."""

        indexes = [
            models.Index(fields=["case_id", "known_until"]),
            models.Index(fields=["occurred_on", "known_until"]),
        ]


class Tally(models.Model):
    """A number to be added up: half a year, area and line of business."""

    year = models.SmallIntegerField()
    half = models.SmallIntegerField()
    area_code = models.CharField(max_length=10)
    sector = models.CharField(max_length=1)
    facts = models.IntegerField()
    accidents = models.IntegerField()
    victims = models.IntegerField()
    deaths = models.IntegerField()
    severely_hurt = models.IntegerField()


class Action(models.Model):
    """An entry in the log of a case, with the hash of the one before."""

    case = models.ForeignKey("incidents.Case", models.PROTECT)
    seq = models.IntegerField()
    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    track = models.CharField(max_length=20)
    action = models.CharField(max_length=40)
    data = models.JSONField()
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """One entry at one place."""

        constraints = [models.UniqueConstraint("case", "seq", name="one_entry")]


class ChainHead(models.Model):
    """Where the log of a case ends."""

    case = models.OneToOneField("incidents.Case", models.PROTECT, primary_key=True)
    seq = models.IntegerField()
    hash = models.CharField(max_length=64)


class Outbox(models.Model):
    """A change that others will be told of."""

    at = models.DateTimeField()
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    number = models.IntegerField()
    type = models.CharField(max_length=100)

    class Meta:
        """In the order of each case."""

        indexes = [models.Index(fields=["subject_id", "number"])]


class Answer(models.Model):
    """What was answered under an idempotency key."""

    key_digest = models.CharField(max_length=64, unique=True)
    request_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_index=True)
    status = models.IntegerField(null=True)
    body_sealed = models.BinaryField(null=True)


class DuplicatePair(models.Model):
    """Two cases that look like one."""

    first = models.ForeignKey("incidents.Case", models.PROTECT, related_name="+")
    second = models.ForeignKey("incidents.Case", models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        """Each pair once."""

        constraints = [models.UniqueConstraint("first", "second", name="one_pair")]
