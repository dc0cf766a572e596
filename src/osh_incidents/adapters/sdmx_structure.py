"""What the SDMX data consist of, as SDMX-JSON 2.0: code lists, concepts, structure, dataflows."""

from collections.abc import Iterable, Mapping
from typing import Any

from osh_incidents.adapters import sdmx
from osh_incidents.domain.indicators.model import Basis, Count, Dimension, Indicator
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.observation import ConfStatus, ObsStatus
from osh_incidents.domain.sectors import SECTORS
from osh_incidents.domain.territory import Boundary
from osh_incidents.domain.vocabulary import OwnerType, Relation, Severity, Sex

MEDIA_TYPE = "application/vnd.sdmx.structure+json; version=2.0.0"
_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop/structure-message/tools/"
    "schemas/2.0.0/sdmx-json-structure-schema.json"
)
_URN = "urn:sdmx:org.sdmx.infomodel."
_TOTAL = {sdmx.TOTAL: Text("tổng số", "total")}
_UNITS = {
    "CASES": Text("vụ", "cases"),
    "PERSONS": Text("người", "persons"),
    "PER_1": Text("tỷ lệ (phần của 1)", "share (part of one)"),
    "PER_1000": Text("trên 1.000 người lao động", "per 1,000 workers"),
    "PER_100000": Text("trên 100.000 người lao động", "per 100,000 workers"),
}
_NAMES = {
    "FREQ": Text("kỳ", "frequency"),
    "MEASURE": Text("số đếm hoặc tỷ số", "count or ratio"),
    "DATE_BASIS": Text("ngày dùng để xếp kỳ", "date that places a case in a period"),
    "TIME_PERIOD": Text("thời kỳ", "time period"),
    "OBS_VALUE": Text("giá trị", "value"),
    "UNIT_MEASURE": Text("đơn vị", "unit of measure"),
    "OBS_STATUS": Text("tình trạng số liệu", "observation status"),
    "CONF_STATUS": Text("mức giữ kín", "confidentiality status"),
    "NUMERATOR": Text("tử số chính xác", "exact numerator"),
    "DENOMINATOR": Text("mẫu số chính xác", "exact denominator"),
    "DEFINITION_VERSION": Text("phiên bản định nghĩa", "version of the definition"),
    "AS_KNOWN_AT": Text("biết đến lúc nào", "as known at"),
    **{sdmx.DIMENSION_IDS[one]: one.label for one in Dimension},
}
_TYPES = {"NUMERATOR": "Integer", "DENOMINATOR": "Integer"}
Codes = Mapping[str, Text]


def structure(areas: Codes, prepared: str) -> dict[str, Any]:
    """Return the structure message; *areas* are the units of the territory by their code."""
    lists = _code_lists(areas)
    return {
        "meta": {
            "id": "OSH_STRUCTURE",
            "prepared": prepared,
            "sender": {"id": sdmx.AGENCY},
            "contentLanguages": ["vi", "en"],
            "schema": _SCHEMA,
        },
        "data": {
            "codelists": [
                _maintained(f"CL_{name}", _NAMES[name], codes=_items(codes))
                for name, codes in lists.items()
            ],
            "conceptSchemes": [
                _maintained("CS_OSH", Text("khái niệm", "concepts"), concepts=_items(_NAMES))
            ],
            "dataflows": [_dataflow(one) for one in INDICATORS.values()],
            "dataStructures": [
                _maintained(
                    "DSD_OSH",
                    Text("cấu trúc của các chỉ tiêu", "structure of the indicators"),
                    dataStructureComponents=_components(lists),
                )
            ],
        },
    }


def _code_lists(areas: Codes) -> dict[str, Codes]:
    ratios = (ratio for one in INDICATORS.values() for ratio in one.ratios)
    measures = {
        **{count.value.upper(): count.label for count in Count},
        **{ratio.name.upper(): ratio.text for ratio in ratios},
    }
    return {
        "FREQ": {"A": Text("năm", "annual"), "S": Text("nửa năm", "half-yearly")},
        "MEASURE": measures,
        "REF_AREA": {**_TOTAL, **areas},
        "ACTIVITY": {**_TOTAL, **SECTORS},
        "WORK_RELATION": {**_TOTAL, **_labels(Relation)},
        "SEX": {**_TOTAL, **_labels(Sex)},
        "SEVERITY": {**_TOTAL, **_NONE, **_labels(Severity)},
        "OWNERSHIP": {**_TOTAL, **_labels(OwnerType)},
        "BOUNDARY": {**_TOTAL, **_labels(Boundary)},
        "DATE_BASIS": _labels(Basis),
        "UNIT_MEASURE": _UNITS,
        "OBS_STATUS": _labels(ObsStatus),
        "CONF_STATUS": _labels(ConfStatus),
    }


_NONE = {"none": Text("không có", "none")}


def _labels(vocabulary: Iterable[Labelled]) -> Codes:
    return {one.value: one.label for one in vocabulary}


def _components(lists: Mapping[str, Codes]) -> dict[str, Any]:
    dimensions = [_component(name, lists) for name in sdmx.DIMENSIONS]
    attributes = [
        {
            **_component(name, lists),
            "attributeRelationship": {"observation": {}},
            "measureRelationship": ["OBS_VALUE"],
        }
        for name in sdmx.ATTRIBUTES
    ]
    time = {**_component("TIME_PERIOD", lists), **_format("ObservationalTimePeriod")}
    measure = {**_component("OBS_VALUE", lists), **_format("Double")}
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": dimensions,
            "timeDimension": time,
        },
        "measureList": {"id": "MeasureDescriptor", "measures": [measure]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
    }


def _component(name: str, lists: Mapping[str, Codes]) -> dict[str, Any]:
    scheme = f"{_URN}conceptscheme.Concept={sdmx.AGENCY}:CS_OSH({sdmx.VERSION})"
    named = {"id": name, "conceptIdentity": f"{scheme}.{name}"}
    if name not in lists:
        return {**named, **_format(_TYPES.get(name, "String"))}
    listed = f"{_URN}codelist.Codelist={sdmx.AGENCY}:CL_{name}({sdmx.VERSION})"
    return {**named, "localRepresentation": {"enumeration": listed}}


def _format(kind: str) -> dict[str, Any]:
    return {"localRepresentation": {"format": {"dataType": kind}}}


def _dataflow(indicator: Indicator) -> dict[str, Any]:
    structured = f"{_URN}datastructure.DataStructure={sdmx.AGENCY}:DSD_OSH({sdmx.VERSION})"
    return _maintained(sdmx.dataflow_id(indicator.name), indicator.title, structure=structured)


def _maintained(identity: str, name: Text, **content: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "agencyID": sdmx.AGENCY,
        "version": sdmx.VERSION,
        **_named(name),
        **content,
    }


def _items(found: Codes) -> list[dict[str, Any]]:
    return [{"id": code, **_named(name)} for code, name in found.items()]


def _named(name: Text) -> dict[str, Any]:
    return {"name": name.en, "names": {"vi": name.vi, "en": name.en}}
