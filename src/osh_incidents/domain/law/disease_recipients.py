"""Who is told of an occupational disease (Law 84/2015 art. 37)."""

from collections.abc import Mapping

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.declaration import Body
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Mark, Provision, Version


class DiseaseNews(Labelled):
    """Of which diseases a body is told."""

    ANY = "any", "mọi trường hợp bệnh nghề nghiệp", "any occupational disease"
    INSURED = "insured", "người bệnh tham gia bảo hiểm", "the worker is insured"


_HEALTH = Body("health_department", Text("Sở Y tế", "Department of Health"))
_INSURANCE = Body("social_insurance", Text("Bảo hiểm xã hội", "Social Insurance"))

# Article 37 has employers count diseases and report them every year to the health department. That
# each one is told when it is declared, and to the insurance too, is read into it and not in it.
DISEASE_RECIPIENTS: Provision[Mapping[DiseaseNews, tuple[Body, ...]]] = Provision(
    "disease-recipients",
    Text("Cơ quan được báo bệnh nghề nghiệp", "Bodies that are told of a disease"),
    versions=(
        Version(
            IN_FORCE,
            {DiseaseNews.ANY: (_HEALTH,), DiseaseNews.INSURED: (_INSURANCE,)},
            law_84("Điều 37", Mark.UNSURE),
            CHECKED,
        ),
    ),
    shape=Mapping[DiseaseNews, tuple[Body, ...]],
)
