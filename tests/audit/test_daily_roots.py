"""Signed roots: what they find that nothing inside the database can tell."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from osh_incidents.adapters import root_file
from osh_incidents.adapters.signing import Checker, Signer, new_signing_key
from osh_incidents.domain.roots import SignedRoot
from osh_incidents.domain.verification import Wrong
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import daily_roots, verifying
from tests.support import bodies, releases, tampering, walks
from tests.support.service import Service
from tests.support.tampering import FIRST, Found, almighty, sql
from tests.support.world import SEALER

SIGNER = Signer(new_signing_key())
CHECKER = Checker(SIGNER.public_pem)
ONCE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""What does not depend on the database."""


@pytest.fixture
def kept(service: Service) -> Service:
    """A case with two entries, and one that nobody registered."""
    first = service.declare("employer", bodies.accident())["case"]["id"]
    walks.register(service, first)
    service.declare("employer", bodies.accident(bodies.victim(**bodies.another(2))))
    return service


def sign(service: Service, signer: Signer = SIGNER) -> SignedRoot:
    with transaction(service.database, "hp", SEALER) as uow:
        return daily_roots.sign(uow, "hp", signer, service.clock.moment)


def found_by(uow: UnitOfWork, outside: list[SignedRoot]) -> Found:
    vouched = verifying.signed(one.root for one in outside)
    differences = [
        *daily_roots.compared(daily_roots.kept(uow), outside),
        *daily_roots.flaws(outside, CHECKER),
        *verifying.Check(uow, "hp", vouched).differences(),
    ]
    return {(one.of, one.seq, one.wrong) for one in differences}


def test_a_root_vouches_for_what_is_there(kept: Service) -> None:
    root = sign(kept)

    with transaction(kept.database, "hp", SEALER) as uow:
        assert found_by(uow, [root]) == set()


@ONCE
def test_a_second_root_of_one_day_is_the_first(kept: Service) -> None:
    first = sign(kept)
    kept.declare("employer", bodies.accident(bodies.victim(**bodies.another(3))))

    assert sign(kept) == first


@ONCE
def test_the_root_of_the_next_day_tells_only_what_moved(kept: Service) -> None:
    sign(kept)
    kept.clock.advance(days=1)
    kept.declare("employer", bodies.accident(bodies.victim(**bodies.another(3))))

    root = sign(kept).root

    assert (len(root.moved), root.histories) == (1, 3)


def test_a_re_chained_history_is_another_than_was_signed(kept: Service) -> None:
    root = sign(kept)

    with almighty(kept.database) as session:
        tampering.rechain(session)
        uow = UnitOfWork(session, SEALER)
        assert list(verifying.Check(uow, "hp").differences()) == []
        assert found_by(uow, [root]) == {(FIRST, 2, Wrong.REWRITTEN)}


def test_a_history_cut_off_with_its_head_is_shorter_than_was_signed(kept: Service) -> None:
    root = sign(kept)

    with almighty(kept.database) as session:
        tampering.cut_off(session)
        uow = UnitOfWork(session, SEALER)
        assert list(verifying.Check(uow, "hp").differences()) == []
        assert found_by(uow, [root]) == {(FIRST, 2, Wrong.SHORTER)}


def test_a_case_that_never_had_a_number_does_not_vanish(kept: Service) -> None:
    root = sign(kept)
    unregistered = next(str(of.id) for of, head in root.root.moved.items() if head.seq == 1)

    with almighty(kept.database) as session:
        tampering.remove_whole(session, number=None)
        assert found_by(UnitOfWork(session, SEALER), [root]) == {(unregistered, 1, Wrong.SHORTER)}


def test_an_older_backup_lacks_the_later_roots(kept: Service) -> None:
    first = sign(kept)
    kept.clock.advance(days=1)
    with almighty(kept.database) as session:
        uow = UnitOfWork(session, SEALER)
        later = daily_roots.sign(uow, "hp", SIGNER, kept.clock.moment)

    with transaction(kept.database, "hp", SEALER) as uow:
        assert found_by(uow, [first, later]) == {("2026-03-05", None, Wrong.ROOT_MISSING)}


@ONCE
def test_a_root_signed_by_another_key_is_refused(kept: Service) -> None:
    root = sign(kept, Signer(new_signing_key()))

    assert [one.wrong for one in daily_roots.flaws([root], CHECKER)] == [Wrong.ROOT_FORGED]


@ONCE
def test_a_root_over_other_heads_is_refused(kept: Service) -> None:
    signed = sign(kept)
    altered = replace(signed.root, root="0" * 64)
    again = SignedRoot(altered, SIGNER.sign(altered.canonical))

    assert [one.wrong for one in daily_roots.flaws([again], CHECKER)] == [Wrong.ROOT_DIFFERS]


@ONCE
def test_a_root_taken_out_of_the_row_is_missed_by_the_next(kept: Service) -> None:
    sign(kept)
    kept.clock.advance(days=1)
    kept.declare("employer", bodies.accident(bodies.victim(**bodies.another(3))))
    second = sign(kept)

    wrongs = {one.wrong for one in daily_roots.flaws([second], CHECKER)}

    assert Wrong.ROOT_UNCHAINED in wrongs


def test_nothing_is_signed_once_a_signed_history_is_shorter(kept: Service) -> None:
    sign(kept)

    with almighty(kept.database) as session:
        tampering.cut_off(session)
        with pytest.raises(daily_roots.HistoryLost):
            daily_roots.sign(
                UnitOfWork(session, SEALER), "hp", SIGNER, kept.clock.moment + timedelta(days=1)
            )


def test_the_head_of_a_release_is_signed_for(kept: Service) -> None:
    releases.published(kept)
    root = sign(kept)

    with almighty(kept.database) as session:
        sql("DELETE FROM hp.release_event WHERE state = 'published'")(session)
        assert {wrong for _, _, wrong in found_by(UnitOfWork(session, SEALER), [root])} == {
            Wrong.SHORTER
        }


@ONCE
def test_a_file_gets_each_root_once(kept: Service, tmp_path: Path) -> None:
    root = sign(kept)
    file = tmp_path / "roots.jsonl"

    assert [root_file.append(file, "hp", [root]) for _ in range(2)] == [1, 0]
    assert root_file.read(file, "hp") == [root]
