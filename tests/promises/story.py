"""A database in which there is something of every kind to leak."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine

from network.availability import actions as availability
from network.availability import extra, one_tap
from network.availability.one_tap import Purpose
from network.availability.profile import ClosureReason, ExtraReason
from network.clocks.subjects import SubjectKind
from network.notes import actions as noting
from network.notes import reading, visits
from network.notes.subjects import look
from network.placements import actions as placements
from network.placements.actions import court
from network.placements.lifecycle import Destination
from network.placements.reasons import AbsenceKind, Going, Lacking, LegalKind, OutsideKind
from network.requests import queries
from network.requests.actions import (
    answering,
    appealing,
    asking,
    declining,
    drafting,
    messages,
    questioning,
    visiting,
    writing,
)
from network.requests.reasons import Closing, Decline, Topic, Unmet, Visitor
from network.undoing.actions import remember
from network.undoing.inverses import Act
from tenants import challenges, clock, credentials, halfway, invitations, resets
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Actor, Cast, colleague, engage
from tests.promises.due import due_and_told
from tests.promises.emergency import ask_and_break
from tests.promises.followed import leave_and_follow
from tests.promises.offered import show_and_hold
from tests.promises.overseen import number_of, report_and_open
from tests.promises.proposed import go_to_a_centre
from tests.promises.rights import ask_and_erase
from tests.promises.shown import keep_and_show, keep_own, pass_on, take_along
from tests.promises.visited import open_and_speak, put_and_answer
from tests.second_steps import with_app, with_paper, with_passkey


@dataclass(frozen=True)
class Story:
    """Who is who, and what there is between the centre and the institution."""

    cast: Cast
    group_id: UUID
    request_id: UUID
    live_ask: UUID
    ended_ask: UUID
    offered_ask: UUID
    arrived_ask: UUID
    placement_id: UUID
    visited_ask: UUID
    reviewed_ask: UUID
    given_up_ask: UUID
    reopened_ask: UUID
    relative: Actor
    basis_id: UUID
    ended_basis_id: UUID
    question_id: UUID
    asked_id: UUID
    emergency_id: UUID
    emergency_review_id: UUID
    page_id: UUID
    page_person: UUID
    voice_id: UUID
    closed_page_id: UUID
    rights_request_id: UUID
    erasure_id: UUID
    breach_id: UUID
    inspection_id: UUID
    consent_question_id: UUID
    programme_id: UUID
    draft_id: UUID
    enrolment_id: UUID
    session_id: UUID
    room_id: UUID
    booking_id: UUID
    lent_room_id: UUID
    kept_room_id: UUID
    borrowed_id: UUID
    goal_id: UUID
    aftercare_id: UUID
    school: Actor
    bystander: Actor
    proposal_id: UUID

    def actor(self, who: str) -> Actor:
        """Somebody of the cast, or one of those who came later."""
        return getattr(self, who, None) or getattr(self.cast, who)  # type: ignore[no-any-return]


def tell(app: Flask, owner: Engine) -> Story:
    """Something of every kind: live, offered, ended and arrived asks, messages, closures, links."""
    cast = engage(app, owner)
    centre, home = cast.centre, cast.institution
    group_id = factories.group(home, capacity=6, name="Jadro")
    factories.group(cast.stranger, name="Klas")
    request_id = factories.request(centre)
    live = factories.ask(centre, group_id, request_id)
    ended = factories.ask(
        centre, group_id, factories.request(centre, file_reference="6120-999/2026")
    )
    _talk(centre, home, live)
    _draft(centre)
    _talk(centre, home, ended)
    with home.acting() as scope, transaction():
        declining.decline(scope, ended, Decline.NO_PLACE)
    _closed_and_extra(home, group_id)
    offered = factories.offered(centre, home, group_id)
    arrived, placement_id = factories.arrived(centre, home, group_id)
    _live_there(centre, home, placement_id)
    around = _around_asks(centre, home, group_id)
    for actor in (centre, home):
        _links(actor, colleague(owner, actor, "careful", Role.HEAD))
        due_and_told(actor, group_id)
        take_along(actor)
        actor.signs_in()
    of_file = keep_and_show(owner, centre, home, request_id, live)
    keep_own(home, placement_id)
    asks = (live, ended, offered, arrived)
    beside = (*_beside_files(cast, owner, request_id), *show_and_hold(centre, home, live))
    last = (leave_and_follow(centre, home, group_id), *go_to_a_centre(owner, cast))
    return Story(cast, group_id, request_id, *asks, placement_id, *around, *of_file, *beside, *last)


def _beside_files(cast: Cast, owner: Engine, request_id: UUID) -> tuple[Any, ...]:
    """A case that went elsewhere, a question and an emergency, a page of one's own, a request and
    an erasure, a breach and an inspection."""
    centre = cast.centre
    pass_on(owner, centre)
    return (
        *ask_and_break(cast),
        *open_and_speak(centre, request_id),
        *ask_and_erase(cast, owner),
        *report_and_open(centre, number_of(owner, centre)),
        put_and_answer(centre),
    )


def _closed_and_extra(home: Actor, group_id: UUID) -> None:
    """A closed place, one too many, and a link that says of the group that it is still true."""
    begins, ends = clock.today(), clock.today() + timedelta(days=9)
    with home.acting() as scope, transaction():
        availability.close_place(
            scope, group_id, starts=begins, ends=None, reason=ClosureReason.WORKS
        )
        extra.authorise(scope, group_id, starts=begins, ends=ends, reason=ExtraReason.CRISIS)
        one_tap.make(scope, scope.member_id, group_id, Purpose.STILL_TRUE)


def _takes_two_steps(careful: Actor) -> None:
    """Somebody with every second factor, who is just on the way in."""
    person = careful.scope
    with careful.app.app_context():
        with_app(person)
        with_passkey(person)
        with_paper(person)
        halfway.begin(person)
        challenges.issue(challenges.Purpose.SIGN_IN, str(person.member_id))


def _draft(centre: Actor) -> None:
    with centre.acting() as scope, transaction():
        drafting.begin(scope, {"file_reference": "6120-777/2026", "risks": "Leaves at night."})


def _talk(centre: Actor, home: Actor, ask_id: UUID) -> None:
    with centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
        messages.say(scope, ask_id, "Beseda centra.")
    with home.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
        messages.say(scope, ask_id, "Beseda doma.")
    for actor in (centre, home):
        _noted(actor, ask_id)


def _noted(actor: Actor, ask_id: UUID) -> None:
    """A note of the own side, read up to now by whoever wrote it."""
    whose = "centra" if actor.scope.kind is TenantKind.CSD else "doma"
    with actor.acting() as scope, transaction():
        note = noting.note_on_ask(scope, ask_id, f"Zapisek {whose}.")
        reading.mark(scope, look(scope, SubjectKind.ASK, ask_id), note.created_at)
        visits.look(scope, ())
        remember(scope, Act.INTEREST, ask_id, {"state": "opened"}, {})


def _around_asks(centre: Actor, home: Actor, group_id: UUID) -> tuple[UUID, UUID, UUID, UUID]:
    """A visit with an open question, a decline under review that came to a meeting, a decline
    whose search is over, and one that was opened again."""
    _went_outside_and_ordered(centre, home, group_id)
    visited, reviewed, over, again = (factories.ask(centre, group_id) for _ in range(4))
    _declined_and_opened_again(centre, home, again)
    with home.acting() as scope, transaction():
        at = clock.now() + timedelta(days=1)
        visiting.arrange_visit(scope, visited, at=at, participants=[Visitor.CSD])
        questioning.put_question(scope, visited, topic=Topic.SCHOOL, body="Beseda doma.")
        declining.decline(scope, reviewed, Decline.REGION)
        declining.decline(scope, over, Decline.NO_PLACE)
    with centre.acting() as scope, transaction():
        request_id = queries.get_ask(scope, reviewed).request_id
        appealing.call_meeting(scope, request_id, called_for="Beseda centra.", ask_id=reviewed)
        closed = queries.get_ask(scope, over).request_id
        writing.close(scope, closed, Closing.NO_LONGER_NEEDED)
    return visited, reviewed, over, again


def _declined_and_opened_again(centre: Actor, home: Actor, ask_id: UUID) -> None:
    _talk(centre, home, ask_id)
    with home.acting() as scope, transaction():
        at = clock.now() + timedelta(days=1)
        visiting.arrange_visit(scope, ask_id, at=at, participants=[Visitor.CSD])
        questioning.put_question(scope, ask_id, topic=Topic.SCHOOL, body="Beseda doma.")
        declining.decline(scope, ask_id, Decline.NO_PLACE)
        declining.reopen(scope, ask_id, "Mesto se je sprostilo.")


def _live_there(centre: Actor, home: Actor, placement_id: UUID) -> None:
    """What is told of a stay: on what it rests, a leave, when it may end, and how it goes."""
    now = clock.now()
    with centre.acting() as scope, transaction():
        placements.record_legal_state(
            scope, placement_id, kind=LegalKind.INTERIM_ORDER, starts=clock.today()
        )
    with home.acting() as scope, transaction():
        placements.grant_leave(
            scope,
            placement_id,
            kind=AbsenceKind.WEEKEND_LEAVE,
            begins_at=now,
            until_at=now + timedelta(days=2),
        )
        placements.expect_leaving(scope, placement_id, majority_on=clock.today(), school_until=None)
    with clock.frozen(now + timedelta(days=30)):
        for actor, whose in ((centre, "centra"), (home, "doma")):
            with actor.acting() as scope, transaction():
                placements.tell_outcome(
                    scope,
                    placement_id,
                    going=Going.PARTLY,
                    lacking=[Lacking.PEERS],
                    words=f"Beseda {whose}.",
                )


def _went_outside_and_ordered(centre: Actor, home: Actor, group_id: UUID) -> None:
    """What the coordination counts: a need that was not met, a way out of the network, and a court
    order that nobody has carried out."""
    _, placement_id = factories.arrived(centre, home, group_id, reference="O1")
    with home.acting() as scope, transaction():
        placements.depart(
            scope,
            placement_id,
            left_on=clock.today(),
            destination=Destination.HOSPITAL,
            outside=OutsideKind.PSYCHIATRY,
        )
    unmet, ordered = (factories.request(centre) for _ in range(2))
    with centre.acting() as scope, transaction():
        writing.close(scope, unmet, Closing.UNMET, unmet=Unmet.NO_PLACE)
        court.decided(scope, ordered, final_on=clock.today())


def _links(actor: Actor, careful: Actor) -> None:
    _takes_two_steps(careful)
    with actor.acting() as scope, transaction():
        resets.make_link(scope, careful.scope.member_id)
        invitations.invite(scope, email="nova@primer.test", name="Nova Oseba", roles=[Role.HEAD])
        credentials.issue(
            scope, member_id=scope.member_id, name="test", scopes=[ApiScope.PLACES_READ]
        )
