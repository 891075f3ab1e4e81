"""Aftercare on the page of a young person: who keeps in touch with them, what they agreed on, and
what they ask for. Their own page at the house that follows them, and nobody else's."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.aftercare import beforehand, facts, later, queries, wishes
from network.aftercare.agreeing import Plan, plan_of
from network.aftercare.beforehand import OwnFares, SaidOfMe
from network.aftercare.facts import AgreementFacts
from network.aftercare.later import FollowUp
from network.aftercare.lifecycle import AftercareState
from network.aftercare.models import Aftercare, AftercareAgreement
from network.aftercare.wishes import AftercareWish, CareWish
from network.clocks import queries as clocks
from network.clocks.kinds import ClockKind
from network.consent.giving import Giver
from network.notices import actions as notices
from network.notices.kinds import NoticeKind
from network.own_pages import house as houses
from network.own_pages import looking
from network.placements.filing import PlacementFile
from network.records import door
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from network.words import door as words
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.scope import Scope

NOTHING = N_("Nobody follows you after a stay here.")
CARE_PATH = "/aftercare/{}"


@dataclass(frozen=True, slots=True)
class Wished:
    """Something asked for, in the clear, with the answer; empty where there is none."""

    row: AftercareWish
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class Cared:
    """How somebody is followed. `next_on` is by when somebody is in touch again, `asked` the
    look-back that can be answered for now; `stages` when the home looks back, and what the young
    person said before it."""

    aftercare: Aftercare
    house: str
    responsible: str
    next_on: date | None
    agreed: AftercareAgreement | None
    plan: Plan
    asked: FollowUp | None
    stages: Sequence[tuple[FollowUp, date, SaidOfMe | None]]
    wishes: Sequence[Wished]

    @property
    def state(self) -> AftercareState:
        return AftercareState(self.aftercare.state)

    @property
    def waiting(self) -> set[str]:
        """What was asked for and nobody has settled yet."""
        return {one.row.kind for one in self.wishes if one.row.settled_at is None}


def standing(scope: Scope) -> Cared | None:
    """How the young person of this page is followed by its house; None to anybody else, and where
    nobody is."""
    mine = looking.page(scope)
    if mine.reader is not Giver.YOUNG_PERSON:
        return None
    with houses.acting(scope) as house:
        found = _latest(house, mine.person_id)
        return None if found is None else _told(house, found)


def agreement(scope: Scope) -> AgreementFacts:
    """What they signed, as it is printed. Raises NotFound where nothing is agreed on."""
    with _followed(scope) as (house, found):
        if queries.agreement_of(house, found.id) is None:
            raise NotFound(NOTHING)
        return facts.printed(house, found)


def ask_for(scope: Scope, kind: CareWish, *, words: str = "") -> None:
    """Ask to be called, or to stop: whoever follows them is told at once, and it is due in two
    working days. Raises NotFound where nobody is followed, Conflict where it waits already or
    aftercare is over."""
    with _followed(scope, lock=True) as (house, found):
        if found.state != AftercareState.AGREED:
            raise Conflict(N_("Nobody keeps in touch with you by this agreement any more."))
        made = wishes.wish(house, found, kind, words)
        _tell(house, found, looking.page(scope).person_id, f"aftercare_wish {made.id}")
    _enter(scope, "aftercare_wish")


def answer(scope: Scope, fares: OwnFares) -> None:
    """Say how it goes before the home looks back; said again it counts anew. Raises NotFound where
    nothing is asked, Invalid, WordsErased."""
    with _followed(scope, lock=True) as (house, found):
        stage = beforehand.asked(house, found)
        if stage is None:
            raise NotFound(N_("There is no such question."))
        beforehand.answer(house, found, stage, fares)
    _enter(scope, "aftercare_answered")


@contextmanager
def _followed(scope: Scope, *, lock: bool = False) -> Iterator[tuple[Scope, Aftercare]]:
    mine = looking.page(scope)
    if mine.reader is not Giver.YOUNG_PERSON:
        raise NotFound(NOTHING)
    with houses.acting(scope) as house:
        found = _latest(house, mine.person_id)
        if found is None:
            raise NotFound(NOTHING)
        yield house, queries.lock(house, found.id) if lock else found


def _latest(house: Scope, person_id: UUID) -> Aftercare | None:
    """Of the stay that ended last; the file of the house says whose it was."""
    of = PlacementFile
    return db.session.scalar(
        select(Aftercare)
        .join(
            of,
            (of.tenant_id == Aftercare.tenant_id) & (of.placement_id == Aftercare.placement_id),
        )
        .where(Aftercare.tenant_id == house.tenant_id, of.person_id == person_id)
        .order_by(Aftercare.left_on.desc(), Aftercare.id.desc())
        .limit(1)
    )


def _told(house: Scope, found: Aftercare) -> Cared:
    agreed = queries.agreement_of(house, found.id)
    said = beforehand.latest(house, found)
    return Cared(
        found,
        house.tenant_name,
        facts.responsible(house, found),
        _next(house, found),
        agreed,
        plan_of(house, found, agreed) if agreed else Plan(),
        beforehand.asked(house, found),
        [(stage, later.due_on(found.left_on, stage), said.get(stage)) for stage in FollowUp],
        _wished(house, found),
    )


def _next(house: Scope, found: Aftercare) -> date | None:
    known = clocks.of_subjects(house, [found.id])[found.id]
    return next(
        (
            clock.local_day(one.clock.due_at)
            for one in known
            if one.clock.kind == ClockKind.AFTERCARE_CONTACT and not clocks.ended(one.clock)
        ),
        None,
    )


def _wished(house: Scope, found: Aftercare) -> Sequence[Wished]:
    rows = wishes.newest(house, found.id)
    key = words.about(house, found.placement_id)
    return [Wished(one, key.of(one, "words"), key.of(one, "answer")) for one in rows]


def _tell(house: Scope, found: Aftercare, person_id: UUID, once: str) -> None:
    """Whoever follows them, and who stands in; where nobody is named, whoever answers for the
    file."""
    named = [one for one in (found.responsible_id, found.deputy_id) if one is not None]
    kind, path = NoticeKind.AFTERCARE_WISH, CARE_PATH.format(found.id)
    if named:
        notices.tell(house, named, kind, number=found.number, path=path, once=once)
    else:
        houses.tell(house, person_id, kind, path=path, once=once)


def _enter(scope: Scope, detail: str) -> None:
    mine = looking.page(scope)
    file = door.person(scope, mine.person_id)
    about = About("young_person", mine.person_id, file.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OWN_PAGE, about, detail=detail)
