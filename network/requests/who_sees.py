"""Which home sees what of a file, on which basis, and what it has seen: for the centre it is of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from network.consent.decision import Wish, covered, without
from network.consent.kinds import Basis, Category
from network.legal_bases import queries as bases
from network.legal_bases.models import LegalBasis
from network.records import restricting
from network.requests import ladder, papers, shares
from network.requests.models import Ask, Disclosure, Request
from network.requests.papers import Along
from network.requests.profile import Level
from network.requests.shares import DocumentOpening, PartSighting, SharedPart
from tenants import clock
from tenants.database import db
from tenants.errors import NotFound
from tenants.scope import Scope

OPENINGS = 25


@dataclass(frozen=True, slots=True)
class Sees:
    """One home: what it may be shown, and of it what it is shown, each with the basis for it; and
    which documents it can open."""

    ask: Ask
    may: Mapping[Category, LegalBasis]
    shown: Mapping[Category, LegalBasis]
    documents: Sequence[Along]


@dataclass(frozen=True, slots=True)
class Seen:
    """The first look of a home at something of a file, and when it said that it uses it no more."""

    category: Category
    ask: Ask
    seen_at: datetime
    seen_by: str
    stopped_at: datetime | None
    stopped_by: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What the end of a basis closes for one home, and what another basis keeps open."""

    ask: Ask
    closes: frozenset[Category]
    stays: Mapping[Category, LegalBasis]


def homes(scope: Scope, request: Request, asks: Sequence[Ask]) -> list[Sees]:
    """Each live ask of the request with what its home may see and sees. Empty without a file, or
    for whoever does not open it."""
    grants = _grants(scope, request.person_id)
    if grants is None:
        return []
    held = _is_restricted(scope, request.person_id)
    live = [ask for ask in asks if ask.ended_at is None]
    parts = _open_parts(scope, live)
    along = papers.shown_now(scope, {ask.id: ask for ask in live})
    return [_sees(ask, grants, set() if held else parts, along.get(ask.id, ())) for ask in live]


def _sees(
    ask: Ask, grants: Sequence[LegalBasis], parts: set[tuple[UUID, str]], along: Sequence[Along]
) -> Sees:
    may = covered(_wish(ask, ladder.EVERY_PART), grants)
    shown = {c: may[c] for c in may if (ask.id, c.value) in parts and _within(ask, c)}
    opens = [one for one in along if Category.DOCUMENTS in shown and one.category in may]
    return Sees(ask, may, shown, opens)


def rests_on(scope: Scope, asks: Sequence[Ask]) -> Mapping[Level, Sequence[Basis]]:
    """The bases on which these homes are shown the request itself, by level: each once."""
    rows = db.session.execute(
        select(Disclosure.level, Disclosure.basis)
        .where(
            Disclosure.tenant_id == scope.tenant_id,
            Disclosure.ask_id.in_([ask.id for ask in asks]),
            Disclosure.closed_at.is_(None),
        )
        .group_by(Disclosure.level, Disclosure.basis)
        .order_by(Disclosure.level, Disclosure.basis)
    )
    found: dict[Level, list[Basis]] = {}
    for level, basis in rows:
        found.setdefault(Level(level), []).append(Basis(basis))
    return found


def seen(scope: Scope, asks: Sequence[Ask]) -> list[Seen]:
    """Everything of the file that homes have ever looked at under these asks, the latest first."""
    by_id = {ask.id: ask for ask in asks}
    rows = db.session.scalars(
        select(PartSighting)
        .where(PartSighting.tenant_id == scope.tenant_id, PartSighting.ask_id.in_(by_id))
        .order_by(PartSighting.seen_at.desc(), PartSighting.part_id)
    )
    return [
        Seen(
            Category(row.category),
            by_id[row.ask_id],
            row.seen_at,
            row.seen_by,
            row.stopped_at,
            row.stopped_by,
        )
        for row in rows
    ]


def openings(scope: Scope, asks: Sequence[Ask], most: int = OPENINGS) -> Sequence[DocumentOpening]:
    """The last times that homes opened documents of the file under these asks."""
    return papers.openings(scope, {ask.id: ask for ask in asks}, most)


def shown_of(scope: Scope, person_id: UUID) -> dict[Ask, frozenset[Category]]:
    """What is shown of a file at this moment, by the ask under which it is. Raises NotFound."""
    grants = _effective(scope, person_id)
    if _is_restricted(scope, person_id):
        return {}
    standing = _standing(scope, person_id).items()
    return {ask: frozenset(covered(_wish(ask, parts), grants)) for ask, parts in standing}


def shown_asks(scope: Scope, person_id: UUID) -> Sequence[Ask]:
    """The live asks under which something of a file was shown and not closed since, also to whoever
    decides about the file and does not open it."""
    return list(_standing(scope, person_id))


def closings(scope: Scope, basis: LegalBasis) -> list[Closing]:
    """What each home would see no more if this basis ended now, and what it would go on seeing
    because another basis covers it. Raises NotFound."""
    grants = _effective(scope, basis.person_id)
    found = []
    for ask, parts in _standing(scope, basis.person_id).items():
        effect = without(basis.id, _wish(ask, parts), grants)
        found.append(Closing(ask, effect.closes, effect.stays))
    return found


def _is_restricted(scope: Scope, person_id: UUID | None) -> bool:
    """Nothing of a restricted file is shown (GDPR article 18), whatever covers it."""
    return person_id is not None and restricting.in_force(scope, person_id) is not None


def _standing(scope: Scope, person_id: UUID) -> dict[Ask, set[Category]]:
    """What was shown under live asks and not closed since, whether a basis covers it or not."""
    rows = db.session.execute(
        select(Ask, SharedPart.category, SharedPart.created_at)
        .join(SharedPart, (SharedPart.tenant_id == Ask.tenant_id) & (SharedPart.ask_id == Ask.id))
        .where(
            SharedPart.tenant_id == scope.tenant_id,
            SharedPart.person_id == person_id,
            SharedPart.closed_at.is_(None),
            Ask.ended_at.is_(None),
        )
        .order_by(Ask.id)
    )
    found: dict[Ask, set[Category]] = {}
    for ask, category, at in rows:
        if shares.stands(ask, at) and _within(ask, Category(category)):
            found.setdefault(ask, set()).add(Category(category))
    return found


def _effective(scope: Scope, person_id: UUID) -> Sequence[LegalBasis]:
    return [one for one in bases.of_file(scope, person_id) if one.effective]


def _grants(scope: Scope, person_id: UUID | None) -> Sequence[LegalBasis] | None:
    if person_id is None:
        return None
    try:
        return _effective(scope, person_id)
    except NotFound:
        return None


def _wish(ask: Ask, categories: Collection[Category]) -> Wish:
    purpose = ladder.purpose_of(programme=ask.programme_id is not None)
    return Wish(frozenset(categories), ask.recipient_id, purpose.value, clock.today())


def _within(ask: Ask, category: Category) -> bool:
    return ladder.level_of(category) <= ask.level


def _open_parts(scope: Scope, asks: Sequence[Ask]) -> set[tuple[UUID, str]]:
    rows = db.session.execute(
        select(SharedPart.ask_id, SharedPart.category, SharedPart.created_at).where(
            SharedPart.tenant_id == scope.tenant_id,
            SharedPart.ask_id.in_([ask.id for ask in asks]),
            SharedPart.closed_at.is_(None),
        )
    )
    by_id = {ask.id: ask for ask in asks}
    return {(ask_id, what) for ask_id, what, at in rows if shares.stands(by_id[ask_id], at)}
