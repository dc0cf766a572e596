"""What is missing or at odds in what is asked of a calculation, word by word."""

from datetime import date
from typing import Any

import pytest

from osh_incidents.domain.compensation.asking import Asked, Benefit, faults
from osh_incidents.domain.investigation_vocabulary import Fault
from osh_incidents.domain.law.catalogue import SHIPPED

MARCH = date(2026, 3, 1)


def found(scheme: Benefit, **known: Any) -> list[tuple[str, str, str, str]]:
    asked = Asked(scheme, MARCH, **known)
    return [
        (fault.pointer, fault.code, fault.detail.vi, fault.detail.en)
        for fault in faults(asked, SHIPPED)
    ]


@pytest.mark.parametrize(
    ("scheme", "known", "missing"),
    [
        (Benefit.EMPLOYER_COMPENSATION, {}, "loss_percent monthly_wage_vnd"),
        (Benefit.EMPLOYER_ALLOWANCE, {"loss_percent": 15}, "monthly_wage_vnd"),
        (Benefit.EMPLOYER_COMPENSATION, {"monthly_wage_vnd": 1}, "loss_percent"),
        (Benefit.EMPLOYER_COMPENSATION, {"death": True}, "monthly_wage_vnd"),
        (Benefit.FUND_LUMP_SUM, {}, "loss_percent insured_wage_vnd insured_years"),
        (Benefit.FUND_LUMP_SUM, {"death": True}, "loss_percent insured_wage_vnd insured_years"),
        (Benefit.FUND_MONTHLY, {"loss_percent": 45, "insured_years": 0}, "insured_wage_vnd"),
        (Benefit.FUND_ATTENDANCE, {}, "loss_percent condition"),
        (Benefit.FUND_ATTENDANCE, {"death": True}, "loss_percent condition"),
        (Benefit.FUND_DEATH, {}, ""),
    ],
)
def test_everything_missing_is_told_at_its_field_in_both_languages(
    scheme: Benefit, known: dict[str, Any], missing: str
) -> None:
    vi = f"Cần có để tính: {scheme.label.vi}."
    en = f"Needed to calculate: {scheme.label.en}."
    told = [(f"/{name}", "required", vi, en) for name in missing.split()]

    assert found(scheme, **known) == told


@pytest.mark.parametrize(
    ("scheme", "known", "vi", "en"),
    [
        (
            Benefit.EMPLOYER_COMPENSATION,
            {"commuting": True, "fault": Fault.WORKER_WHOLLY},
            "Tai nạn trên đường đi và về được hưởng trợ cấp (Điều 39 khoản 2): employer_allowance.",
            "A commuting accident entitles to the allowance (art. 39(2)): employer_allowance.",
        ),
        (
            Benefit.EMPLOYER_COMPENSATION,
            {"fault": Fault.WORKER_WHOLLY},
            (
                "Hoàn toàn do lỗi của người lao động thì hưởng trợ cấp (Điều 38 khoản 5): "
                "employer_allowance."
            ),
            "Wholly the worker's fault entitles to the allowance (art. 38(5)): employer_allowance.",
        ),
        (
            Benefit.EMPLOYER_ALLOWANCE,
            {"fault": Fault.NOT_WORKER_WHOLLY},
            (
                "Không hoàn toàn do lỗi của người lao động thì hưởng bồi thường (Điều 38 khoản 4): "
                "employer_compensation."
            ),
            (
                "Not wholly the worker's fault entitles to compensation (art. 38(4)): "
                "employer_compensation."
            ),
        ),
        (
            Benefit.FUND_LUMP_SUM,
            {"loss_percent": 31},
            "Suy giảm từ 31 % trở lên thì hưởng trợ cấp hằng tháng: fund_monthly.",
            "A loss of 31 % or more entitles to the monthly allowance: fund_monthly.",
        ),
        (
            Benefit.FUND_MONTHLY,
            {"loss_percent": 30},
            "Suy giảm dưới 31 % thì hưởng trợ cấp một lần: fund_lump_sum.",
            "A loss below 31 % entitles to the one-off allowance: fund_lump_sum.",
        ),
    ],
)
def test_another_scheme_is_told_with_its_article(
    scheme: Benefit, known: dict[str, Any], vi: str, en: str
) -> None:
    plain = {"loss_percent": 20, "monthly_wage_vnd": 1, "insured_wage_vnd": 1, "insured_years": 1}

    assert found(scheme, **(plain | known)) == [("/scheme", "other_scheme", vi, en)]
