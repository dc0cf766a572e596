"""The story of a worker with silicosis: diagnosed, assessed, confirmed, compensated."""

from tests.support import bodies, walks
from tests.support.service import Service


def assessed(service: Service, loss_percent: int) -> str:
    case = service.declare("employer", bodies.disease())["case"]
    assert case["tracks"]["disease"] == "reported"
    assert (case["severity"], case["clocks"]) == (None, [])
    walks.register(service, case["id"])
    service.act("health", case["id"], "disease", action="diagnose", facility="Phòng khám Ví Dụ")
    service.act(
        "health",
        case["id"],
        "disease",
        action="assess",
        loss_percent=loss_percent,
        assessed_on="2026-03-02",
        council="Hội đồng Giám định y khoa",
    )
    return str(case["id"])


def test_a_confirmed_disease_is_always_compensated(service: Service) -> None:
    case_id = assessed(service, 31)
    service.act("health", case_id, "disease", action="confirm")
    ((path, claim),) = walks.claims(service, case_id)

    # (1.5 + 0.4 times 21) months of eleven million đồng; the five days run from the conclusion.
    assert (claim["scheme"], claim["state"]) == ("employer_compensation", "entitled")
    assert claim["minimum_vnd"] == 108_900_000
    assert walks.decide_and_pay(service, path, 108_900_000, 108_900_000)["state"] == "paid"
    walks.handle(service, case_id, kind="no_action", reason="Đã cải thiện thông gió")
    closed = service.act("inspector", case_id, "registration", action="close")

    assert closed["tracks"]["disease"] == "confirmed"
    (clock,) = closed["clocks"]
    assert clock["due_at"] == "2026-03-07T23:59:59.999999+07:00"
    service.clock.advance(days=4)
    coverage = service.figure("compensation-coverage")["total"]["headline"]
    assert (coverage["numerator"], coverage["denominator"]) == (1, 1)


def test_a_disease_that_is_not_occupational_counts_nowhere(service: Service) -> None:
    case_id = assessed(service, 31)

    case = service.act("health", case_id, "disease", action="refuse", reason="Không do lao động")

    assert case["tracks"]["disease"] == "not_confirmed"
    assert walks.claims(service, case_id) == []
    assert service.figure("compensation-coverage")["total"]["counts"]["confirmed_victims"] == 0


def test_a_loss_below_five_percent_entitles_to_nothing(service: Service) -> None:
    case_id = assessed(service, 4)
    service.act("health", case_id, "disease", action="confirm")

    ((_, claim),) = walks.claims(service, case_id)

    assert (claim["state"], claim["not_entitled_reason"]) == ("not_entitled", "below_threshold")
