"""A declaration as it is sent, with nested serializers, and a case as it is answered."""

from django.core.validators import RegexValidator
from rest_framework import serializers

from incidents import rules
from incidents.models import Case, Clock, Victim
from incidents.models.usual import DECLARANTS


class DeclarantSerializer(serializers.Serializer):
    """On whose duty it is sent, and the person who signs."""

    role = serializers.ChoiceField(choices=DECLARANTS.choices)
    name = serializers.CharField(max_length=300)
    position = serializers.CharField(max_length=300, required=False, allow_null=True)
    phone = serializers.CharField(
        required=False, allow_null=True, validators=[RegexValidator(r"^\+?[0-9 .-]{8,20}$")]
    )


class WorkplaceSerializer(serializers.ModelSerializer):
    """The employer's unit; its facts of the day stand in the case."""

    name = serializers.CharField(max_length=300, source="employer_name")

    class Meta:
        """Which columns of the case these are."""

        model = Case
        fields = (
            "tax_code",
            "name",
            "vsic_code",
            "owner_type",
            "area_code",
            "address",
            "workers_total",
            "workers_female",
        )


class AccidentSerializer(serializers.ModelSerializer):
    """What happened, where and when."""

    class Meta:
        """Which columns of the case these are."""

        model = Case
        fields = (
            "occurred_at",
            "area_code",
            "place",
            "inside_workplace",
            "commuting",
            "description",
            "preliminary_cause",
            "injury_factor",
            "special_regime",
            "ship",
            "technical_incident",
            "casualties_unclear",
            "known_at",
            "rescue",
            "scene_kept",
        )


class VictimSerializer(serializers.ModelSerializer):
    """One person hurt or killed."""

    birth_year = serializers.IntegerField(
        min_value=1900, max_value=2100, required=False, allow_null=True
    )
    injury_codes = serializers.ListField(
        child=serializers.RegexField(r"^[0-9]{3,4}$"), max_length=20, required=False, default=list
    )

    class Meta:
        """Which columns are sent."""

        model = Victim
        fields = (
            "full_name",
            "sex",
            "birth_date",
            "birth_year",
            "citizen_id",
            "occupation_code",
            "relation",
            "employer_tax_code",
            "condition",
            "injury_codes",
            "died_at",
            "death_link",
            "treated_at",
            "monthly_wage_vnd",
            "insured",
            "insured_since",
        )


class DeclarationSerializer(serializers.Serializer):
    """An accident with all its victims."""

    kind = serializers.ChoiceField(choices=["accident"])
    declarant = DeclarantSerializer()
    workplace = WorkplaceSerializer()
    accident = AccidentSerializer()
    victims = VictimSerializer(many=True, max_length=500)

    def validate(self, attrs):
        """Check the rules across fields and tell every fault at once."""
        if faults := rules.faults(attrs):
            raise serializers.ValidationError(faults)
        return attrs


class ClockSerializer(serializers.ModelSerializer):
    """A time limit with the rule it follows from."""

    class Meta:
        """All of it."""

        model = Clock
        fields = ("duty", "status", "holder", "rule", "rule_source", "started_at", "due_at")


class CaseSummarySerializer(serializers.ModelSerializer):
    """A case as it stands in a list."""

    clocks = ClockSerializer(many=True)
    victims_total = serializers.IntegerField()

    class Meta:
        """What the service's list shows."""

        model = Case
        fields = (
            "id",
            "version",
            "number",
            "severity",
            "level",
            "registration",
            "investigation",
            "handling",
            "declared_at",
            "registered_at",
            "occurred_on",
            "area_code",
            "area_name",
            "employer_name",
            "tax_code",
            "vsic_code",
            "owner_type",
            "victims_total",
            "clocks",
        )


class CaseSerializer(CaseSummarySerializer):
    """A case as it is answered to who declared it."""

    class Meta:
        """More of it."""

        model = Case
        fields = (
            *CaseSummarySerializer.Meta.fields,
            "occurred_at",
            "place",
            "inside_workplace",
            "commuting",
            "special_regime",
            "ship",
            "technical_incident",
            "casualties_unclear",
        )
