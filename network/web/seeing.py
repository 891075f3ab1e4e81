"""Which home sees what of a request and of the file behind it, for the centre's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from network.consent.kinds import Category
from network.legal_bases.models import LegalBasis
from network.records import door
from network.records.models import YoungPerson
from network.requests import ladder, who_sees
from network.requests.models import Ask, Request
from network.requests.profile import Level
from network.requests.who_sees import Seen, Sees
from network.web.formats import day
from network.web.labels import label
from network.web.words import gettext
from tenants.errors import NotFound
from tenants.scope import Scope

LOOKS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One category of the file: for each home whether it is shown, and on which bases."""

    category: Category
    shown: Sequence[bool]
    bases: str


@dataclass(frozen=True, slots=True)
class Seeing:
    """`live` are the asks whose homes see something; `file` only for whoever opens it, and then
    `rows`. `may` is what the chosen home can be shown next, with the basis for each."""

    live: Sequence[Ask]
    linked: bool
    file: YoungPerson | None
    rows: Sequence[Row]
    may: Sequence[tuple[str, str, str]]
    uncovered: Sequence[Category]
    shows: bool
    looks: Sequence[Seen]


def of_request(scope: Scope, request: Request, asks: Sequence[Ask], chosen: Ask | None) -> Seeing:
    """Everything that the card says."""
    file = _file(scope, request)
    homes = who_sees.homes(scope, request, asks) if file else []
    mine = next((one for one in homes if chosen is not None and one.ask.id == chosen.id), None)
    return Seeing(
        live=[ask for ask in asks if ask.ended_at is None],
        linked=request.person_id is not None,
        file=file,
        rows=_rows(homes),
        may=_may(mine) if mine else [],
        uncovered=_uncovered(mine) if mine else [],
        shows=bool(mine and mine.shown),
        looks=who_sees.seen(scope, asks)[:LOOKS] if file else [],
    )


def _file(scope: Scope, request: Request) -> YoungPerson | None:
    if request.person_id is None:
        return None
    try:
        return door.person(scope, request.person_id)
    except NotFound:
        return None


def _rows(homes: Sequence[Sees]) -> list[Row]:
    return [
        Row(each, [each in home.shown for home in homes], _bases(each, homes))
        for each in ladder.EVERY_PART
        if homes
    ]


def _bases(category: Category, homes: Sequence[Sees]) -> str:
    """On what a row rests, each basis once."""
    said = [_because(home.shown[category]) for home in homes if category in home.shown]
    return ", ".join(dict.fromkeys(said))


def _because(basis: LegalBasis) -> str:
    kind = label(basis.kind, "Basis")
    return (
        gettext("%(basis)s until %(day)s", basis=kind, day=day(basis.ends)) if basis.ends else kind
    )


def _next(home: Sees) -> Sequence[Category]:
    """What is within the next step."""
    level = max(home.ask.level, Level.NEED_PROFILE)
    return [each for each in ladder.up_to(level + 1) if each not in home.shown]


def _may(home: Sees) -> list[tuple[str, str, str]]:
    if home.ask.level < Level.NEED_PROFILE:
        return []
    return [
        (each.value, label(each), _because(home.may[each]))
        for each in _next(home)
        if each in home.may
    ]


def _uncovered(home: Sees) -> list[Category]:
    return [each for each in _next(home) if each not in home.may]
