"""What a page shows to whoever visits it. The database lets through one file, and of it some
parts; here the fields are picked that such a reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Table, any_, select

from network.consent.giving import OWN_CONSENT, Care, Giver, age_on, needed
from network.consent.kinds import Basis, Category
from network.own_pages.kinds import Now, Standing, fields_for, is_parent
from network.own_pages.models import Voice
from network.own_pages.safety import is_unsafe
from network.own_pages.sealed import Said, told
from network.own_pages.views import BASES, HOMES, LOOKS, PAGE, REQUESTS, SHARES, STAYS
from network.records import door
from network.records import queries as files
from network.records.door import Part, Value
from network.records.fields import Field
from network.records.queries import EarlierPage
from network.requests.lifecycle import SEEKING, AskState, state_at
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

LOOKS_SHOWN, SOME = 20, 50


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is visited: of whose file, for whom, and how much of it."""

    id: UUID
    person_id: UUID
    reader: Giver
    categories: Sequence[Category]
    names_homes: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as its giver reads it: whether it holds, and what they may do about it."""

    id: UUID
    categories: Sequence[str]
    recipients: Sequence[str]
    ends: date | None
    effective: bool
    mine: bool
    may_agree: bool
    may_withdraw: bool
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class Knows:
    """A home, and what of the file it may look at now, each with the basis and the first look."""

    home: str
    parts: Sequence[tuple[str, str, datetime | None]]


@dataclass(frozen=True, slots=True)
class Looks:
    """The newest looks; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Row[Any]]
    after: UUID | None


def page(scope: Scope) -> Page:
    """The page of the scope, as long as it is open. Raises NotFound."""
    row = db.session.execute(select(PAGE).where(PAGE.c.tenant_id == scope.tenant_id)).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such page of somebody's own."))
    shown = [Category(each) for each in row.categories]
    return Page(row.id, row.person_id, Giver(row.reader), shown, row.names_homes)


def about_me(scope: Scope, mine: Page) -> Mapping[Category, Sequence[tuple[Field, Value]]]:
    """What is written, category by category, of the fields that this reader may see; to a carer
    nothing where contact is unsafe or the parents disagree: a school tells where somebody lives.
    """
    file = door.person(scope, mine.person_id)
    if is_parent(mine.reader) and is_unsafe(scope, file):
        return {}
    wanted = {c: f for c, f in fields_for(mine.reader).items() if c in mine.categories}
    parts = door.read(scope, mine.person_id, *wanted) if wanted else {}
    found = {
        category: [
            (field, parts[category].values[field.name])
            for field in fields
            if parts[category].values.get(field.name)
        ]
        for category, fields in wanted.items()
    }
    return {category: told for category, told in found.items() if told}


def own_words(scope: Scope, mine: Page) -> Part:
    """What the young person wants, does not want and worries about. Raises NotFound for others."""
    if mine.reader is not Giver.YOUNG_PERSON:
        raise NotFound(N_("There is no such page of somebody's own."))
    return door.read(scope, mine.person_id, Category.OWN_WORDS)[Category.OWN_WORDS]


def earlier_words(scope: Scope, mine: Page, before: UUID | None = None) -> EarlierPage:
    """What they wrote before, the newest first. Raises NotFound for others."""
    if mine.reader is not Giver.YOUNG_PERSON:
        raise NotFound(N_("There is no such page of somebody's own."))
    return files.earlier_words(scope, mine.person_id, before=before)


def standing(scope: Scope) -> Standing:
    """How things stand, in the first of the ways that `Now` lists."""
    asks = db.session.execute(_all(scope, REQUESTS)).all()
    stays = db.session.execute(_all(scope, STAYS)).all()
    return _lives([*stays, *asks]) or _seeks(asks) or _left([*stays, *asks])


def _lives(rows: Sequence[Row[Any]]) -> Standing | None:
    for row in rows:
        if row.stay == "resident":
            return Standing(Now.LIVES, row.home, row.place, row.arrived_on)
    for row in rows:
        if row.stay == "expected":
            return Standing(Now.MOVES_IN, row.home, row.place, row.expected_on)
    return None


def _seeks(asks: Sequence[Row[Any]]) -> Standing | None:
    open_ones = [row for row in asks if row.closed_at is None]
    if not open_ones:
        return None
    states = [state_at(row.state, row.hold_until, clock.now()) for row in open_ones if row.state]
    asked = sum(state in SEEKING for state in states)
    offered = states.count(AskState.OFFERED)
    if offered:
        return Standing(Now.OFFERED, asked=asked, offered=offered)
    if asked:
        return Standing(Now.SEARCHING, asked=asked)
    return Standing(Now.PAUSED if open_ones[0].paused_at else Now.WRITTEN)


def _left(rows: Sequence[Row[Any]]) -> Standing:
    days = [row.left_on for row in rows if row.stay == "departed" and row.left_on]
    return Standing(Now.LEFT, day=max(days)) if days else Standing(Now.NOTHING)


def knows(scope: Scope) -> Sequence[Knows]:
    """Which homes may look at what now. Empty where homes are not to be named."""
    rows = db.session.execute(_all(scope, SHARES).order_by(SHARES.c.home, SHARES.c.category)).all()
    homes: dict[str, list[tuple[str, str, datetime | None]]] = {}
    for row in rows:
        homes.setdefault(row.home, []).append((row.category, row.basis, row.seen_at))
    return [Knows(home, parts) for home, parts in homes.items()]


def looked(scope: Scope, before: UUID | None = None) -> Looks:
    """Who looked at the file and to whom it was shown, the newest first. Empty where homes are not
    to be named."""
    chosen = _all(scope, LOOKS)
    if before is not None:
        chosen = chosen.where(LOOKS.c.id < before)
    found = db.session.execute(chosen.order_by(LOOKS.c.id.desc()).limit(LOOKS_SHOWN + 1)).all()
    rows = found[:LOOKS_SHOWN]
    return Looks(rows, rows[-1].id if len(found) > LOOKS_SHOWN else None)


def consents(scope: Scope, mine: Page) -> Sequence[Consent]:
    """The consents that hold or wait for somebody's word, and what this reader said no to, the
    newest first."""
    rows = db.session.execute(
        _all(scope, BASES)
        .where(BASES.c.kind == Basis.CONSENT, BASES.c.withdrawn_at.is_(None))
        .where(~BASES.c.dissent | (any_(BASES.c.givers) == mine.reader.value))
        .where((BASES.c.ends.is_(None)) | (BASES.c.ends >= clock.today()))
        .order_by(BASES.c.id.desc())
        .limit(SOME)
    ).all()
    decides = whose_word_counts(scope, mine) if rows else frozenset()
    return [_consent(row, mine.reader, decides) for row in rows]


def _consent(row: Row[Any], reader: Giver, decides: frozenset[Giver]) -> Consent:
    given = reader.value in row.givers
    return Consent(
        row.id,
        row.categories,
        row.recipients,
        row.ends,
        row.effective,
        given,
        dissent=row.dissent,
        may_agree=not row.effective and not given and reader in decides,
        may_withdraw=given or (reader is Giver.YOUNG_PERSON and reader in decides),
    )


def homes(scope: Scope) -> Sequence[Row[Any]]:
    """The homes that are or were asked, by name. Empty where homes are not to be named."""
    return db.session.execute(_all(scope, HOMES).order_by(HOMES.c.home)).all()


def whose_word_counts(scope: Scope, mine: Page) -> frozenset[Giver]:
    """Everybody whose word is asked for, by age and parental responsibility; nobody as long as the
    file does not say when the young person was born."""
    born, family = _facts(scope, mine)
    if born is None:
        return frozenset()
    care = Care(str(family.get("parental_care") or Care.BOTH))
    return frozenset().union(*needed(born, clock.today(), care, bool(family["parents_disagree"])))


def decides_alone(scope: Scope, mine: Page) -> bool:
    """Whether the young person is old enough to decide (ZVOP-2 article 8)."""
    born, _ = _facts(scope, mine)
    return born is not None and age_on(born, clock.today()) >= OWN_CONSENT


def _facts(scope: Scope, mine: Page) -> tuple[date | None, Mapping[str, Value]]:
    file = door.person(scope, mine.person_id)
    parts = door.kept(scope, file, (Category.IDENTITY, Category.FAMILY))
    said: dict[str, Value] = {"parents_disagree": False}
    for part in parts.values():
        said |= part.values
    born = said.get("birth_date")
    return (born if isinstance(born, date) else None), said


def _all(scope: Scope, view: Table) -> Select[Any]:
    return select(view).where(view.c.tenant_id == scope.tenant_id)


def voices(scope: Scope) -> Sequence[Said]:
    """What this reader said on their page, with the answers, the newest first."""
    mine = select(Voice).where(Voice.tenant_id == scope.tenant_id)
    found = db.session.scalars(mine.order_by(Voice.id.desc()).limit(SOME)).all()
    return told(scope, found)
