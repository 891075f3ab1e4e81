"""What somebody looks for in the catalogue, and what of it fits."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from network.availability.profile import Region
from network.programmes.kinds import AGES, AgeGroup, PathStage, When
from network.programmes.outlook import Chance, outlook
from network.programmes.published import PublishedProgramme
from tenants import clock

SOON = timedelta(days=30)

AFTER = str.maketrans({"č": "c~", "ć": "c~~", "đ": "d~", "š": "s~", "ž": "z~"})
ORDER = {stage: place for place, stage in enumerate(PathStage)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whatever is left out excludes nothing. Of several ages, audiences, regions or times one is
    enough; every word of `text` has to stand somewhere in what is said of a programme. `free` asks
    for a seat whenever, `when` for one until then."""

    stage: PathStage | None = None
    text: str = ""
    age: int | None = None
    ages: frozenset[str] = frozenset()
    audience: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    language: str | None = None
    venue: str | None = None
    kind: str | None = None
    tenant_id: UUID | None = None
    referrer: str | None = None
    free: bool = False
    when: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many would fit with each of the ages, regions and times, whatever of them is chosen."""

    ages: Mapping[str, int]
    regions: Mapping[str, int]
    when: Mapping[str, int]


def fitting(programmes: Iterable[PublishedProgramme], wanted: Wanted) -> list[PublishedProgramme]:
    """Those that fit: along the path, then those one can join today, then by name."""
    return sorted((each for each in programmes if fits(each, wanted)), key=order)


def by_stage(programmes: Sequence[PublishedProgramme], wanted: Wanted) -> dict[PathStage, int]:
    """How many fit at each place of the path, whichever of them is looked at."""
    found = [each.stage for each in fitting(programmes, replace(wanted, stage=None))]
    return {stage: found.count(stage) for stage in PathStage}


def counts(programmes: Sequence[PublishedProgramme], wanted: Wanted) -> Counts:
    """What each choice of ages, regions and times would show; each beside what is chosen of the
    other two."""
    none: frozenset[str] = frozenset()
    rest = replace(wanted, ages=none, regions=none, when=none)
    among = [each for each in programmes if fits(each, rest)]
    chosen = Wanted(ages=wanted.ages, regions=wanted.regions, when=wanted.when)

    return Counts(
        {each: _number(among, replace(chosen, ages=frozenset({each}))) for each in AgeGroup},
        {each: _number(among, replace(chosen, regions=frozenset({each}))) for each in Region},
        {each: _number(among, replace(chosen, when=frozenset({each}))) for each in When},
    )


def _number(programmes: Sequence[PublishedProgramme], wanted: Wanted) -> int:
    return sum(fits(each, wanted) for each in programmes)


def fits(programme: PublishedProgramme, wanted: Wanted) -> bool:
    """Whether nothing that is wanted speaks against the programme."""
    return (
        wanted.stage in (None, programme.stage)
        and (wanted.age is None or programme.age_from <= wanted.age <= programme.age_to)
        and (not wanted.audience or _meet(wanted.audience, programme.audience))
        and (not wanted.ages or any(_of_age(programme, group) for group in wanted.ages))
        and (
            not wanted.regions or not programme.regions or _meet(wanted.regions, programme.regions)
        )
        and (not wanted.when or any(FREE[When(each)](programme) for each in wanted.when))
        and (wanted.language is None or wanted.language in programme.languages)
        and (wanted.venue is None or wanted.venue in programme.venues)
        and wanted.kind in (None, programme.kind)
        and wanted.tenant_id in (None, programme.tenant_id)
        and (wanted.referrer is None or wanted.referrer in programme.referrers)
        and (not wanted.free or (programme.open and programme.free > 0))
        and _says(programme, wanted.text)
    )


def _meet(some: frozenset[str], others: Iterable[str]) -> bool:
    return not some.isdisjoint(others)


def _held_in(programme: PublishedProgramme, regions: frozenset[str]) -> bool:
    return not programme.regions or _meet(regions, programme.regions)


def _of_age(programme: PublishedProgramme, group: str) -> bool:
    first, last = AGES[AgeGroup(group)]
    return programme.age_from <= last and first <= programme.age_to


def _now(programme: PublishedProgramme) -> bool:
    return outlook(programme, clock.today()).chance is Chance.NOW


def _soon(programme: PublishedProgramme) -> bool:
    seen = outlook(programme, clock.today())
    begins = seen.day if seen.chance is Chance.SOON else None
    return seen.chance is Chance.NOW or (begins is not None and begins <= clock.today() + SOON)


FREE: dict[When, Callable[[PublishedProgramme], bool]] = {When.NOW: _now, When.IN_30_DAYS: _soon}


def order(programme: PublishedProgramme) -> tuple[int, bool, bool, str, str]:
    """Where a programme stands among others; each has a place of its own."""
    waits, name = (not programme.open, not programme.free), alphabetical(programme.name)
    return ORDER[programme.stage], *waits, name, str(programme.id)


def alphabetical(name: str) -> str:
    """What sorts names as the Slovenian alphabet has it: č stands between c and d."""
    return name.casefold().translate(AFTER)


def _says(programme: PublishedProgramme, text: str) -> bool:
    words = _plain(text).split()
    said = (programme.name, programme.summary, programme.description, programme.tenant_name)
    where = (programme.town, *programme.partners)
    return not words or all(word in _plain(" ".join((*said, *where))) for word in words)


def _plain(text: str) -> str:
    """Small letters without their marks: who looks for "sola" means "šola"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
