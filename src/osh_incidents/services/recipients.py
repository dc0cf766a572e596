"""The bodies that must be told of a case: each has a notice of its own."""

from datetime import datetime

from osh_incidents.domain.classification import Classification
from osh_incidents.domain.deliveries import Channel, Delivery
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.declaration import Body
from osh_incidents.domain.law.disease_recipients import DISEASE_RECIPIENTS, DiseaseNews
from osh_incidents.domain.law.instruments import decree_39
from osh_incidents.domain.law.leased import LEASED_WORKERS
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.territory import concrete
from osh_incidents.domain.vocabulary import Relation
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import RecipientRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import reference
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import present

OWN_BODY = "labour_department"
"""The body on whose behalf this service receives declarations."""


def tell(uow: UnitOfWork, case: CaseRow, found: Classification, received_at: datetime) -> None:
    """Add every body that must be told of *case* by its facts, and forget none told before."""
    place = reference.place(uow, case.area_code, case.occurred_on)
    for body in concrete(found.recipients.value, place):
        _add(case, body, found.recipients.because, received_at)
    for tax_code, because in _employers(uow, case).items():
        name = Text(
            f"Người sử dụng lao động của người bị nạn, mã số thuế {tax_code}",
            f"Employer of a victim, tax code {tax_code}",
        )
        _add(case, Body(f"employer:{tax_code}", name), because, received_at)


def tell_of_disease(uow: UnitOfWork, case: CaseRow, received_at: datetime) -> None:
    """Add every body that must be told of the disease of *case*, and forget none told before."""
    law = law_of(uow)
    because = law.because(DISEASE_RECIPIENTS, case.occurred_on)
    bodies = law.on(DISEASE_RECIPIENTS, case.occurred_on).value
    insured = any(victim.insured for victim in present(case))
    told = (DiseaseNews.ANY, DiseaseNews.INSURED) if insured else (DiseaseNews.ANY,)
    for news in told:
        for body in bodies.get(news, ()):
            _add(case, body, because, received_at)


def add_receiving_authority(case: CaseRow, name: str, now: datetime) -> None:
    """Add the authority to which *case* is transferred; it has to be told like any other."""
    because = Because("transfer", case.occurred_on, decree_39("Điều 10"))
    _add(case, Body("receiving_authority", Text(name, name)), because, now)


def _employers(uow: UnitOfWork, case: CaseRow) -> dict[str, Because]:
    """Return the employers of victims who work for another unit than the one declared, and why.

    The host of a leased worker tells the firm at once (Law 84/2015 art. 65); the unit where the
    accident happened invites a victim's own employer to its team (Decree 39/2016 art. 11(1)).
    """
    leased = law_of(uow).because(LEASED_WORKERS, case.occurred_on)
    invited = Because("victims-employer", leased.since, decree_39("Điều 11 khoản 1"))
    return {
        victim.employer_tax_code: leased if victim.relation is Relation.LEASED else invited
        for victim in present(case)
        if victim.employer_tax_code and victim.employer_tax_code != case.tax_code
    }


def _add(case: CaseRow, body: Body, because: Because, received_at: datetime) -> None:
    known = next((told for told in case.recipients if told.body == body.code), None)
    if known is not None:
        if known.delivery is Delivery.PENDING:
            known.name_vi, known.name_en = body.name.vi, body.name.en
        return
    mine = body.code == OWN_BODY
    case.recipients.append(
        RecipientRow(
            id=new_id(),
            case_id=case.id,
            body=body.code,
            name_vi=body.name.vi,
            name_en=body.name.en,
            rule=because.rule,
            rule_since=because.since,
            rule_source=str(because.source),
            rule_mark=because.source.mark,
            delivery=Delivery.DELIVERED if mine else Delivery.PENDING,
            delivered_at=received_at if mine else None,
            channel=Channel.SERVICE if mine else None,
            attempts=0,
        )
    )
