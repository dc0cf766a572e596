"""What a reader must know of a figure, and the structure of the SDMX data."""

from typing import Any

import msgspec
import pytest
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage

from osh_incidents.domain.indicators.registry import INDICATORS
from tests.support.service import Service

# The concepts of the Euro SDMX Metadata Structure 2.0 at the first level, in its order; the
# fifteenth is given in its two halves.
ESMS = [
    "contact",
    "meta_update",
    "stat_pres",
    "unit_measure",
    "ref_period",
    "inst_mandate",
    "conf",
    "rel_policy",
    "freq_diss",
    "accessibility_clarity",
    "quality_mgmnt",
    "relevance",
    "accuracy",
    "timeliness_punct",
    "coherence",
    "comparability",
    "cost_burden",
    "data_rev",
    "stat_process",
    "comment_dset",
]


@pytest.mark.parametrize("name", INDICATORS)
def test_the_metadata_follow_the_european_structure_in_both_languages(
    service: Service, name: str
) -> None:
    found = service.get("agency", f"/indicators/{name}/metadata").json()

    assert [one["code"] for one in found["concepts"]] == ESMS
    for one in found["concepts"]:
        for words in (one["title"], one["text"]):
            assert words["vi"].strip()
            assert words["en"].strip()


def test_an_indicator_that_is_not_has_no_metadata(service: Service) -> None:
    assert service.get("agency", "/indicators/happiness/metadata").status_code == 404


def structure(service: Service) -> Any:
    """Return the structure as a library of the SDMX community reads it."""
    content = service.get("agency", "/sdmx/structure").content
    return msgspec.json.decode(content, type=JsonStructureMessage).to_model()


def test_a_reader_of_sdmx_reads_the_structure(service: Service) -> None:
    found = structure(service)

    (described,) = found.get_data_structure_definitions()
    assert [one.id for one in described.components.measures] == ["OBS_VALUE"]
    assert {one.id for one in found.get_dataflows()} == {
        "DF_FATAL_ACCIDENT_FREQUENCY",
        "DF_COMPENSATION_COVERAGE",
        "DF_FATAL_CASE_INVESTIGATION",
    }
    lists = {one.id: {code.id for code in one.items} for one in found.get_codelists()}
    assert lists["CL_OBS_STATUS"] == {"A", "P", "R", "O", "Q"}
    assert lists["CL_CONF_STATUS"] == {"F", "C"}
    assert {"_T", "11311"} <= lists["CL_REF_AREA"]


def test_the_structure_of_a_day_is_the_same_all_day(service: Service) -> None:
    first = service.get("agency", "/sdmx/structure")
    service.clock.advance(minutes=5)
    headers = service.headers("agency") | {"If-None-Match": first.headers["etag"]}

    assert service.client.get("/api/v1/sdmx/structure", headers=headers).status_code == 304
