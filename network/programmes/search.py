"""What somebody looks for in the catalogue, and what of it fits."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from network.programmes.kinds import PathStage
from network.programmes.published import PublishedProgramme

AFTER = str.maketrans({"č": "c~", "ć": "c~~", "đ": "d~", "š": "s~", "ž": "z~"})
ORDER = {stage: place for place, stage in enumerate(PathStage)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whatever is left out excludes nothing. Of several audiences one is enough; every word of
    `text` has to stand somewhere in what is said of a programme."""

    stage: PathStage | None = None
    text: str = ""
    age: int | None = None
    audience: frozenset[str] = frozenset()
    region: str | None = None
    language: str | None = None
    venue: str | None = None
    kind: str | None = None
    tenant_id: UUID | None = None
    referrer: str | None = None
    free: bool = False


def fitting(programmes: Iterable[PublishedProgramme], wanted: Wanted) -> list[PublishedProgramme]:
    """Those that fit: along the path, then those one can join today, then by name."""
    return sorted((each for each in programmes if fits(each, wanted)), key=order)


def by_stage(programmes: Sequence[PublishedProgramme], wanted: Wanted) -> dict[PathStage, int]:
    """How many fit at each place of the path, whichever of them is looked at."""
    found = [each.stage for each in fitting(programmes, replace(wanted, stage=None))]
    return {stage: found.count(stage) for stage in PathStage}


def fits(programme: PublishedProgramme, wanted: Wanted) -> bool:
    """Whether nothing that is wanted speaks against the programme."""
    return (
        wanted.stage in (None, programme.stage)
        and (wanted.age is None or programme.age_from <= wanted.age <= programme.age_to)
        and (not wanted.audience or not wanted.audience.isdisjoint(programme.audience))
        and (wanted.region is None or not programme.regions or wanted.region in programme.regions)
        and (wanted.language is None or wanted.language in programme.languages)
        and (wanted.venue is None or wanted.venue in programme.venues)
        and wanted.kind in (None, programme.kind)
        and wanted.tenant_id in (None, programme.tenant_id)
        and (wanted.referrer is None or wanted.referrer in programme.referrers)
        and (not wanted.free or (programme.open and programme.free > 0))
        and _says(programme, wanted.text)
    )


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
