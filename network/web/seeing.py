"""Which home sees what of a request and of the file behind it, for the centre's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from network.consent.kinds import Category
from network.documents import queries as documents
from network.documents.kinds import DocumentKind
from network.legal_bases.models import LegalBasis
from network.programmes.kinds import Referrer
from network.records import door
from network.records.models import YoungPerson
from network.requests import ladder, papers, who_sees
from network.requests.models import Ask, Request
from network.requests.profile import Level, RequestKind
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
class DocumentRow:
    """One document of the file that some home sees, and the asks under which it is shown."""

    document_id: UUID
    kind: DocumentKind
    title: str
    asks: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """Documents that the chosen home can be shown next, those that it is shown already, those that
    can be sent with a message, and what the others would need a basis for."""

    options: Sequence[tuple[str, str, str]] = ()
    shown: Sequence[str] = ()
    to_send: Sequence[tuple[str, str]] = ()
    uncovered: Sequence[Category] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A home has opened a document."""

    kind: str
    opened_by: str
    ask: Ask
    at: datetime


@dataclass(frozen=True, slots=True)
class Seeing:
    """`live` are the asks whose homes see something; `rests_on` the bases on which they are shown
    the request itself, by level; `file` only for whoever opens it, and then `rows`. `may` is what
    the chosen home can be shown next, with the basis for each; `needed` what homes want to see
    with a request, each with whether the file holds it."""

    live: Sequence[Ask]
    rests_on: Mapping[Level, str]
    linked: bool
    file: YoungPerson | None
    rows: Sequence[Row]
    documents: Sequence[DocumentRow]
    may: Sequence[tuple[str, str, str]]
    uncovered: Sequence[Category]
    shows: bool
    looks: Sequence[Seen]
    papers: PaperChoice
    openings: Sequence[Opening]
    needed: Sequence[tuple[DocumentKind, bool]]


def of_request(scope: Scope, request: Request, asks: Sequence[Ask], chosen: Ask | None) -> Seeing:
    """Everything that the card says."""
    file = _file(scope, request)
    homes = who_sees.homes(scope, request, asks) if file else []
    mine = next((one for one in homes if chosen is not None and one.ask.id == chosen.id), None)
    live = [ask for ask in asks if ask.ended_at is None]
    return Seeing(
        live=live,
        rests_on=_rests_on(scope, live),
        linked=request.person_id is not None,
        file=file,
        rows=_rows(homes),
        documents=_documents(scope, file, homes) if file else [],
        may=_may(mine) if mine else [],
        uncovered=_uncovered(mine) if mine else [],
        shows=bool(mine and mine.shown),
        looks=who_sees.seen(scope, asks)[:LOOKS] if file else [],
        papers=_papers(scope, file, mine) if file and mine else PaperChoice(),
        openings=_openings(scope, asks) if file else [],
        needed=_needed(scope, file, request) if file else [],
    )


def _rests_on(scope: Scope, live: Sequence[Ask]) -> Mapping[Level, str]:
    if not live:
        return {}
    found = who_sees.rests_on(scope, live)
    return {
        level: ", ".join(label(one, "Basis") for one in bases) for level, bases in found.items()
    }


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


def _documents(scope: Scope, file: YoungPerson, homes: Sequence[Sees]) -> list[DocumentRow]:
    """A line for each document that a home sees, in the order in which they were put in."""
    asks: dict[UUID, set[UUID]] = {}
    for home in homes:
        for one in home.documents:
            asks.setdefault(one.document_id, set()).add(home.ask.id)
    listed = documents.to_show(scope, file.id) if asks else ()
    return [
        DocumentRow(id_, DocumentKind(one.document.kind), one.title, frozenset(asks[id_]))
        for one in reversed(listed)
        if (id_ := one.document.id) in asks
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
        if each in home.may and each is not Category.DOCUMENTS
    ]


def _uncovered(home: Sees) -> list[Category]:
    return [each for each in _next(home) if each not in home.may]


def _papers(scope: Scope, file: YoungPerson, home: Sees) -> PaperChoice:
    """Documents once the home knows who it is about; those that nothing covers are counted out."""
    if home.ask.level < Level.IDENTITY or Category.DOCUMENTS not in home.may:
        return PaperChoice()
    listed = documents.to_show(scope, file.id)
    given = papers.shown_now(scope, {home.ask.id: home.ask}).get(home.ask.id, ())
    shown = [str(one.document_id) for one in given]
    options = [
        (str(one.document.id), label(one.document.kind, "DocumentKind"), one.title)
        for one in listed
        if papers.about(one) in home.may
    ]
    return PaperChoice(
        options=options,
        shown=shown,
        to_send=[
            (id_, ", ".join(filter(None, said))) for id_, *said in options if id_ not in shown
        ],
        uncovered=[each for each in Category if _bars(each, listed, home)],
    )


def _bars(category: Category, listed: Sequence[documents.Listed], home: Sees) -> bool:
    return category not in home.may and any(papers.about(one) is category for one in listed)


def _openings(scope: Scope, asks: Sequence[Ask]) -> list[Opening]:
    by_id = {ask.id: ask for ask in asks}
    return [
        Opening(one.kind, one.opened_by, by_id[one.ask_id], one.created_at)
        for one in who_sees.openings(scope, asks, LOOKS)
    ]


def _needed(
    scope: Scope, file: YoungPerson, request: Request
) -> Sequence[tuple[DocumentKind, bool]]:
    try:
        if request.requested_by == Referrer.SCHOOL:
            return documents.helped(scope, file.id)
        if request.kind == RequestKind.PROGRAMME:
            return []
        return documents.needed(scope, file.id, request.legal_group)
    except door.Erased:
        return []
