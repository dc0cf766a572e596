"""One figure in four forms, and what tells a caller that it has it already."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from frictionless import Package
from httpx2 import Response
from pysdmx.io import get_datasets
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage

from osh_incidents.adapters.csv_tables import COLUMNS, harmless, written
from tests.support import bodies
from tests.support.service import Service

FREQUENCY = "/indicators/fatal-accident-frequency"
FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "sdmx.csv": "application/vnd.sdmx.data+csv; version=2.0.0",
    "zip": "application/zip",
}


def some_city(service: Service) -> None:
    """Six accidents of one person each, two of whom died; half an example city."""
    for place in range(6):
        dead = place < 2
        one = bodies.another(place)
        hurt = bodies.dead(**one) if dead else bodies.victim(**one)
        service.declare("employer", bodies.accident(hurt))
    number = {"period": "2026", "source": "Số giả định", "workers": 4_000}
    assert service.put("admin", "/workforce", {"numbers": [number]}).status_code == 200


def rows(answer: Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))


def asking(service: Service, path: str, login: str = "inspector", **headers: str) -> Response:
    return service.client.get(f"/api/v1{path}", headers=service.headers(login) | headers)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_asked_for_in_three_ways(service: Service, form: str) -> None:
    suffix = "" if form == "json" else f".{form}"
    asked = [
        asking(service, f"{FREQUENCY}?format={form}"),
        asking(service, f"{FREQUENCY}{suffix}"),
        asking(service, FREQUENCY, accept=FORMS[form]),
    ]

    assert {one.headers["content-type"] for one in asked} == {FORMS[form]}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "json"),
        ("image/png", "json"),
        ("text/csv;q=0.5, application/zip", "zip"),
        ("text/csv, application/json", "csv"),
        ("text/csv;q=0, application/json", "json"),
        ("text/csv;q=many", "json"),
    ],
)
def test_the_form_that_is_liked_best_is_given(service: Service, accept: str, expected: str) -> None:
    answer = asking(service, FREQUENCY, accept=accept)

    assert answer.headers["content-type"] == FORMS[expected]


def test_an_unknown_form_is_refused(service: Service) -> None:
    assert asking(service, f"{FREQUENCY}?format=xls").status_code == 422
    assert asking(service, f"{FREQUENCY}.xls").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_who_has_the_answer_is_not_sent_it_again(service: Service, form: str) -> None:
    first = asking(service, f"{FREQUENCY}?format={form}")
    tag = first.headers["etag"]
    again = asking(service, f"{FREQUENCY}?format={form}", **{"If-None-Match": f'"x", {tag}'})
    some_city(service)
    later = asking(service, f"{FREQUENCY}?format={form}", **{"If-None-Match": tag})

    # Weak, for an answer also tells at which moment it was computed.
    assert tag.startswith('W/"')
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert (later.status_code, later.headers["etag"] != tag) == (200, True)
    for answer in (first, again):
        assert answer.headers["vary"] == "Accept, Authorization, Accept-Encoding"
        assert answer.headers["cache-control"].startswith("private")


def test_the_table_holds_each_number_of_the_figure(service: Service) -> None:
    some_city(service)
    figure = service.figure("fatal-accident-frequency")
    found = rows(asking(service, f"{FREQUENCY}.csv"))

    total = {row["measure"]: row for row in found if row["scope"] == "total"}
    assert {name: int(total[name]["value"]) for name in figure["total"]["counts"]} == (
        figure["total"]["counts"]
    )
    rate = total["fatal_accidents_per_1000"]
    # Two accidents among four thousand workers are half an accident in a thousand.
    assert (rate["value"], rate["numerator"], rate["denominator"]) == ("0.500000", "2", "4000")
    assert (rate["unit"], rate["per"]) == ("PER_1000", "1000")
    assert (total["deaths"]["unit"], total["accidents"]["unit"]) == ("PERSONS", "CASES")


def test_the_header_is_for_good(service: Service) -> None:
    first = asking(service, f"{FREQUENCY}.csv").content.split(b"\r\n", 1)[0]

    assert first.decode() == (
        "indicator,definition_version,scope,period,area,sector,relation,sex,severity,owner_type,"
        "zone,boundary,measure,value,numerator,denominator,per,unit,obs_status,conf_status,"
        "date_basis,as_known_at"
    )
    assert first.decode().split(",") == [name for name, *_ in COLUMNS]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd",
        "-A1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\0=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A",
    ],
)
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("number", ["-0.250000", "-3", "12", "0.5", -3, None])
def test_a_number_is_left_as_it_is(number: object) -> None:
    assert harmless(number) == number


def test_a_text_with_commas_quotes_and_breaks_is_quoted() -> None:
    assert written(["a", "b"], [['x,"y"', "u\nv"]]) == b'a,b\r\n"x,""y""","u\nv"\r\n'


def test_a_filter_stands_in_each_line(service: Service) -> None:
    some_city(service)

    found = rows(asking(service, f"{FREQUENCY}.csv?area=11311&by=sector"))

    assert {row["area"] for row in found} == {"11311"}
    assert {row["sector"] for row in found} == {"", "C"}


def test_what_is_not_told_is_empty_in_every_form(service: Service) -> None:
    some_city(service)
    service.clock.advance(days=40)

    table = rows(asking(service, f"{FREQUENCY}.csv", "agency"))
    sdmx = rows(asking(service, f"{FREQUENCY}.sdmx.csv", "agency"))

    (dead, *_) = [row for row in table if row["measure"] == "deaths"]
    assert (dead["value"], dead["obs_status"], dead["conf_status"]) == ("", "Q", "C")
    (dead,) = [row for row in sdmx if row["MEASURE"] == "DEATHS"]
    assert (dead["OBS_VALUE"], dead["OBS_STATUS"], dead["CONF_STATUS"]) == ("", "Q", "C")
    (all_of_them,) = [row for row in sdmx if row["MEASURE"] == "ACCIDENTS"]
    assert (all_of_them["OBS_VALUE"], all_of_them["CONF_STATUS"]) == ("6", "F")


def test_a_period_is_provisional_until_it_has_ended_and_all_is_concluded(
    service: Service,
) -> None:
    def status(period: str) -> Any:
        return service.figure("fatal-accident-frequency", **{"from": period})["total"]["obs_status"]

    assert (status("2025"), status("2026")) == ("A", "P")
    some_city(service)
    service.clock.advance(days=365)
    # Nobody has concluded any of the accidents.
    assert status("2026") == "P"


def described(service: Service) -> Any:
    """Return the structure of the data as a library of the SDMX community reads it."""
    content = asking(service, "/sdmx/structure").content
    found = msgspec.json.decode(content, type=JsonStructureMessage).to_model()
    return found.get_data_structure_definitions()[0].components


QUERIES = ["by=sector,relation", "from=2026-H1&to=2026-H2", "by=sex,owner_type", "from=2024"]


@pytest.mark.parametrize("query", QUERIES)
def test_the_data_are_as_their_structure_says(service: Service, query: str) -> None:
    some_city(service)

    components = described(service)
    answer = asking(service, f"{FREQUENCY}.sdmx.csv?{query}")
    found = rows(answer)

    header = answer.content.decode().split("\r\n", 1)[0].split(",")
    assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert set(header[3:]) == {one.id for one in components}
    keys = [tuple(row[one.id] for one in components.dimensions) for row in found]
    assert len(set(keys)) == len(keys) > 0
    for one in components:
        if one.enumeration is not None:
            assert {row[one.id] for row in found} <= {code.id for code in one.enumeration.items}


@pytest.mark.parametrize("query", QUERIES)
def test_a_reader_of_sdmx_reads_the_data_by_their_structure(
    service: Service, tmp_path: Path, query: str
) -> None:
    pytest.importorskip("pyarrow", reason="the reader of data needs the extras data and json")
    some_city(service)
    data, structure = tmp_path / "data.csv", tmp_path / "structure.json"
    data.write_bytes(asking(service, f"{FREQUENCY}.sdmx.csv?{query}").content)
    structure.write_bytes(asking(service, "/sdmx/structure").content)

    (found,) = get_datasets(data, structure)

    assert {one.id for one in described(service)} <= {*found.data.columns, *found.attributes}
    assert len(found.data) == len(rows(asking(service, f"{FREQUENCY}.sdmx.csv?{query}")))


def test_a_half_year_bears_the_code_of_sdmx(service: Service) -> None:
    found = rows(asking(service, f"{FREQUENCY}.sdmx.csv?from=2026-H1&to=2026-H2"))

    assert {(row["FREQ"], row["TIME_PERIOD"]) for row in found} == {
        ("S", "2026-S1"),
        ("S", "2026-S2"),
    }


def test_the_package_is_valid_and_says_where_it_is_from(service: Service, tmp_path: Path) -> None:
    some_city(service)
    with zipfile.ZipFile(io.BytesIO(asking(service, f"{FREQUENCY}.zip").content)) as archive:
        archive.extractall(tmp_path)

    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()

    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert package.licenses
    assert package.sources
    (table,) = package.resources
    assert table.path == "data.csv"
    metadata = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["indicator"] == "fatal-accident-frequency"


def test_the_address_of_the_cases_does_not_keep_the_form(service: Service) -> None:
    some_city(service)
    figure = asking(service, f"{FREQUENCY}?format=json").json()

    answer = service.client.get(figure["total"]["cases"], headers=service.headers("inspector"))

    assert answer.status_code == 200
    assert len(answer.json()["items"]) == 2
