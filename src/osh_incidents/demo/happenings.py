"""What happens in an example accident: by which harm, where, and to whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from osh_incidents.demo import names
from osh_incidents.demo.scene import Scene
from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration import (
    AccidentPart,
    DeclarantPart,
    Declaration,
    VictimPart,
    WorkplacePart,
)
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.vocabulary import (
    CaseKind,
    Declarant,
    InjuryFactor,
    OwnerType,
    Relation,
    Severity,
    SpecialRegime,
)

_F = InjuryFactor
_TOLD = {
    _F.FALL: ("Giàn giáo tầng 3", "Bước hụt khi di chuyển trên giàn giáo và ngã xuống sàn."),
    _F.ELECTRICITY: ("Tủ điện", "Chạm phải phần mang điện khi đấu nối mà chưa cắt nguồn."),
    _F.TRAFFIC: ("Đường giao thông", "Xe va chạm với xe tải trên đường."),
    _F.MACHINE: ("Phân xưởng cơ khí", "Tay bị cuốn vào bộ truyền động không có che chắn."),
    _F.FALLING_OBJECT: ("Bãi vật liệu", "Bó hàng tuột khỏi dây chằng và rơi trúng người."),
    _F.LIFTING: ("Khu vực cẩu hàng", "Mã hàng lắc khi cẩu và ép người vào thành xe."),
    _F.HEAT: ("Khu vực lò", "Kim loại nóng chảy bắn ra khi rót khuôn."),
    _F.CHEMICAL: ("Bể chứa", "Ngạt khí khi vào bể chứa chưa được thông gió."),
    _F.DROWNING: ("Cầu cảng", "Trượt chân khi buộc dây tàu và rơi xuống nước."),
    _F.OTHER: ("Khu vực làm việc", "Trượt ngã trên nền ướt."),
}
_ON_RAILS = ("Ga hàng hóa", "Toa xe đang dồn va vào người móc nối toa.")
_FACTORS = {
    "F": {_F.FALL: 5, _F.FALLING_OBJECT: 2, _F.ELECTRICITY: 2, _F.LIFTING: 1},
    "C": {_F.MACHINE: 5, _F.HEAT: 1, _F.LIFTING: 1, _F.CHEMICAL: 1, _F.FALL: 1},
    "B": {_F.FALLING_OBJECT: 4, _F.MACHINE: 2, _F.FALL: 1},
    "H": {_F.TRAFFIC: 4, _F.LIFTING: 2, _F.FALLING_OBJECT: 2, _F.DROWNING: 1},
    "A": {_F.DROWNING: 4, _F.MACHINE: 1, _F.OTHER: 1},
}
_OTHER_FACTORS = {_F.TRAFFIC: 3, _F.FALL: 2, _F.ELECTRICITY: 2, _F.OTHER: 2}
_OCCUPATIONS = {"F": "7112", "C": "8142", "B": "8111", "H": "8332", "A": "6222"}
_RELATIONS = {Relation.CONTRACT: 92, Relation.LEASED: 3, Relation.APPRENTICE: 5}
_LOWEST_WAGE, _HIGHEST_WAGE, _WAGE_STEP = 60, 180, 100_000
_WAGE_GROWTH, _WAGE_YEAR = 1.05, 2022


@dataclass(frozen=True, slots=True)
class Happening:
    """An accident as it is, before anyone declares it."""

    part: AccidentPart
    victims: tuple[VictimPart, ...]


def accident(
    scene: Scene,
    *conditions: Severity,
    commuting: bool = False,
    regime: SpecialRegime | None = None,
) -> Happening:
    """Let an accident happen now in which one person is hurt for each of *conditions*."""
    weights = _FACTORS.get(scene.enterprise.sector, _OTHER_FACTORS)
    factor = _F.TRAFFIC if commuting or regime else scene.weighted(weights)
    place, told = _ON_RAILS if regime is SpecialRegime.RAIL else _TOLD[factor]
    part = AccidentPart(
        occurred_at=scene.now,
        area_code=scene.enterprise.place.code_on(local_day(scene.now)),
        description=told,
        place=place,
        inside_workplace=not commuting and factor is not _F.TRAFFIC,
        commuting=commuting,
        preliminary_cause=str(scene.rng.randint(1, 9)),
        injury_factor=factor,
        special_regime=regime,
        known_at=scene.soon(5, 50),
        rescue="Sơ cứu tại chỗ, gọi cấp cứu 115",
        scene_kept=scene.chance(90),
    )
    return Happening(part, tuple(victim(scene, condition) for condition in conditions))


def victim(scene: Scene, condition: Severity | None) -> VictimPart:
    """Return somebody hurt just now, or ill if there is no *condition*."""
    rng, day = scene.rng, local_day(scene.now)
    who = names.person(rng, day)
    severe = sorted(SEVERE_INJURIES.on(day).value)
    dead = condition is Severity.FATAL
    relation = Relation.NO_CONTRACT if scene.informal else scene.weighted(_RELATIONS)
    return VictimPart(
        full_name=who.full_name,
        sex=who.sex,
        relation=relation,
        employer_tax_code=scene.offices.leasing if relation is Relation.LEASED else None,
        birth_date=who.birth_date,
        citizen_id=who.citizen_id,
        occupation_code=_OCCUPATIONS.get(scene.enterprise.sector, "9329"),
        condition=condition,
        injury_codes=(rng.choice(severe),) if condition is Severity.SEVERE else (),
        died_at=scene.soon(0, 40) if dead else None,
        treated_at=None if dead else "Bệnh viện Ví Dụ",
        monthly_wage_vnd=None if scene.chance(7) else _wage(scene, day),
        insured=not scene.informal,
        insured_since=None if scene.informal else _month_before(scene, day),
    )


def declared(scene: Scene, happening: Happening, role: Declarant) -> Declaration:
    """Return what is sent to declare *happening*."""
    return Declaration(
        CaseKind.ACCIDENT,
        DeclarantPart(role, names.full_name(scene.rng), "Người phụ trách an toàn"),
        workplace(scene),
        happening.victims,
        accident=happening.part,
    )


def workplace(scene: Scene) -> WorkplacePart:
    """Return the enterprise of *scene* as it is declared now."""
    unit = scene.enterprise
    return WorkplacePart(
        tax_code=unit.tax_code,
        name=unit.name,
        vsic_code=unit.vsic_code,
        owner_type=unit.owner_type,
        area_code=unit.place.code_on(local_day(scene.now)),
        address="Số 1 đường Ví Dụ",
        workers_total=unit.workers,
        workers_female=unit.workers // 3 if unit.owner_type is not OwnerType.HOUSEHOLD else None,
    )


def _wage(scene: Scene, day: date) -> int:
    growth = _WAGE_GROWTH ** (day.year - _WAGE_YEAR)
    return round(scene.rng.randint(_LOWEST_WAGE, _HIGHEST_WAGE) * growth) * _WAGE_STEP


def _month_before(scene: Scene, day: date) -> str:
    since = day - timedelta(days=scene.rng.randint(60, 3_000))
    return f"{since:%Y-%m}"
