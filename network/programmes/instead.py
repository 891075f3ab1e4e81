"""Programmes without placement that fit somebody for whom a place is sought: instead of it, beside
it, or while one waits. The rule is pure; `offered` reads the catalogue for it.

The least restrictive that fits stands first, then what is near (product, promise 5; the least
intrusive measure first, domain 2.2).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from network.programmes.kinds import Audience, ProgrammeKind
from network.programmes.published import PublishedProgramme, published_programmes
from network.programmes.search import ORDER
from tenants.scope import Scope

MOST_OFFERED = 5
MOST_MEANWHILE = 3
# What somebody needs a place for, or to have left one: no help instead of it.
AFTER_A_PLACE = frozenset(
    {
        ProgrammeKind.BESIDE_PLACEMENT,
        ProgrammeKind.PREPARING_RETURN,
        ProgrammeKind.AFTERCARE,
        ProgrammeKind.YOUTH_FLAT,
    }
)


class Because(StrEnum):
    """Why a programme is offered."""

    AGE = "age"
    NEEDS = "needs"
    REGION = "region"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Seeker:
    """What is known of whom a place is sought for; what is not known excludes nothing."""

    age: int | None = None
    region: str | None = None
    needs: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Offered:
    """A programme that fits, why, and which of the needs it answers by name."""

    programme: PublishedProgramme
    because: tuple[Because, ...]
    needs: tuple[str, ...]


def fitting(
    programmes: Iterable[PublishedProgramme], seeker: Seeker, most: int = MOST_OFFERED
) -> list[Offered]:
    """At most so many of those that fit, the mildest first among those that answer a need by name,
    then the mildest among those that are open to every need."""
    found = [_offered(each, seeker) for each in programmes if _fits(each, seeker)]
    return sorted(found, key=lambda each: _place(each, seeker))[:most]


def offered(
    scope: Scope,
    seeker: Seeker,
    *,
    network_id: UUID | None = None,
    but: Collection[UUID] = (),
    most: int = MOST_OFFERED,
) -> list[Offered]:
    """The same of the catalogue as it stands now, without programmes of the own house and `but`
    those that were asked for already. One query."""
    found = [
        each
        for each in published_programmes(scope)
        if each.tenant_id != scope.tenant_id
        and each.id not in but
        and network_id in (None, each.network_id)
    ]
    return fitting(found, seeker, most)


def _fits(programme: PublishedProgramme, seeker: Seeker) -> bool:
    return (
        programme.open
        and ProgrammeKind(programme.kind) not in AFTER_A_PLACE
        and set(programme.audience) != {Audience.SCHOOL.value}
        and (seeker.age is None or programme.age_from <= seeker.age <= programme.age_to)
        and (not seeker.region or not programme.regions or seeker.region in programme.regions)
        and (not seeker.needs or not programme.needs or bool(_shared(programme, seeker)))
        and (programme.free > 0 or programme.waiting_list)
    )


def _shared(programme: PublishedProgramme, seeker: Seeker) -> tuple[str, ...]:
    return tuple(each for each in programme.needs if each in seeker.needs)


def _offered(programme: PublishedProgramme, seeker: Seeker) -> Offered:
    shared = _shared(programme, seeker)
    told = {
        Because.AGE: seeker.age is not None,
        Because.NEEDS: bool(shared),
        Because.REGION: bool(seeker.region) and seeker.region in programme.regions,
        Because.FREE: programme.free > 0,
    }
    return Offered(programme, tuple(each for each, true in told.items() if true), shared)


def _place(each: Offered, seeker: Seeker) -> tuple[bool, bool, int, bool, str, str]:
    programme = each.programme
    return (
        not each.needs,
        not programme.free,
        ORDER[programme.stage],
        seeker.region not in programme.regions,
        programme.name.casefold(),
        str(programme.id),
    )
