"""Every free text of a search and of a stay, written through the real acts by both sides."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from network.notes import actions as noting
from network.placements import actions as placements
from network.placements.reasons import Going, Lacking
from network.programmes import asking as asking_programmes
from network.programmes.sessions import attending, following_up
from network.programmes.sessions import noting as noting_sessions
from network.programmes.sessions.kinds import (
    AttendanceMark,
    FollowUpKind,
    NoteCategory,
    SessionKind,
)
from network.requests.actions import (
    answering,
    appealing,
    asking,
    drafting,
    messages,
    questioning,
    searching,
    visiting,
    writing,
)
from network.requests.reasons import AppealOutcome, Closing, Topic, Visitor, Wish
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.plans.plans import taking_part
from tests.programmes import held, programmes
from tests.promises.followed import leave_and_follow
from tests.promises.planned import plan

CANARY = "Kanarcek"


@dataclass(frozen=True)
class Spoken:
    """On what it was written."""

    request_id: UUID
    ask_id: UUID
    placement_id: UUID
    draft_id: UUID


def written_all_over(cast: Cast) -> Spoken:
    """A request, its ask and its stay, with the canary wherever somebody can write."""
    group_id = factories.group(cast.institution)
    request_id = factories.request(
        cast.centre, risks=CANARY, own_words=CANARY, why_not_words=CANARY
    )
    with cast.centre.acting() as scope, transaction():
        [ask] = asking.ask(scope, request_id, [group_id], {group_id: CANARY})
        ask_id = ask.id
        draft_id = drafting.begin(scope, {"risks": CANARY, "own_words": CANARY}).id
    _talked(cast, ask_id)
    _met(cast, request_id)
    _visited(cast, ask_id)
    plan(cast.institution, taking_part(cast.institution), CANARY)
    leave_and_follow(cast.centre, cast.institution, group_id, CANARY)
    return Spoken(request_id, ask_id, _lived(cast, ask_id), draft_id)


def referred(cast: Cast) -> None:
    """A school says which help was given; the house why nobody is ready yet."""
    programme_id, _ = programmes.published(cast.institution)
    tried = {"requested_by": "school", "help_given": CANARY, "own_words": CANARY}
    request_id = factories.request(cast.centre, kind="programme", **tried)
    with cast.centre.acting() as scope, transaction():
        [ask] = asking_programmes.ask(scope, request_id, [programme_id], {programme_id: CANARY})
        ask_id = ask.id
    with cast.institution.acting() as scope, transaction():
        asking_programmes.not_ready(scope, ask_id, note=CANARY)


def written_of_sessions(house: Actor) -> None:
    """A session of a group and one with one, both with a note, and what was done about somebody
    who stayed away."""
    _, cohort_id = programmes.published(house, name="Srečanja")
    one = held.takes_part(house, cohort_id, "A")
    alone = {"kind": SessionKind.INDIVIDUAL, "enrolment_id": one}
    for each in (held.begun(house, cohort_id), held.begun(house, cohort_id, **alone)):
        with house.acting() as scope, transaction():
            attending.mark(scope, each, marks={one: AttendanceMark.UNEXCUSED})
            noting_sessions.note(scope, each, category=NoteCategory.PROGRESS, body=CANARY)
    with house.acting() as scope, transaction():
        following_up.follow_up(scope, one, done=FollowUpKind.CALLED, words=CANARY)


def _talked(cast: Cast, ask_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
        messages.say(scope, ask_id, CANARY)
        noting.note_on_ask(scope, ask_id, CANARY)
    with cast.institution.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
        messages.say(scope, ask_id, CANARY)
        noting.note_on_ask(scope, ask_id, CANARY)
        questioning.put_question(scope, ask_id, topic=Topic.SCHOOL, body=CANARY)
    with cast.centre.acting() as scope, transaction():
        questioning.answer_question(scope, ask_id, answer=CANARY)


def _met(cast: Cast, request_id: UUID) -> None:
    """A review and a meeting of the search, and another search that was taken up again."""
    other_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        searching.review_search(scope, request_id, CANARY)
        appealing.call_meeting(scope, request_id, called_for=CANARY)
        held = {"conclusion": CANARY, "held_on": clock.today()}
        appealing.conclude_meeting(
            scope,
            request_id,
            outcome=AppealOutcome.OTHER_HOME,
            **held,  # type: ignore[arg-type]
        )
        noting.note_on_request(scope, request_id, CANARY)
        writing.close(scope, other_id, Closing.NO_LONGER_NEEDED)
        searching.reopen_search(scope, other_id, CANARY)


def _visited(cast: Cast, ask_id: UUID) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    with cast.institution.acting() as scope, transaction():
        answering.show_interest(scope, ask_id, note=CANARY)
        visiting.arrange_visit(scope, ask_id, at=tomorrow, participants=[Visitor.CSD], note=CANARY)
    with clock.frozen(tomorrow + timedelta(hours=1)):
        with cast.institution.acting() as scope, transaction():
            visiting.record_visit(scope, ask_id, note=CANARY)
        with cast.centre.acting() as scope, transaction():
            visiting.state_wish(scope, ask_id, wish=Wish.AGREES, words=CANARY)


def _lived(cast: Cast, ask_id: UUID) -> UUID:
    with cast.institution.acting() as scope, transaction():
        answering.offer(scope, ask_id, note=CANARY)
    with cast.centre.acting() as scope, transaction():
        placement_id = placements.accept(scope, ask_id).id
    with cast.institution.acting() as scope, transaction():
        placements.arrive(
            scope,
            placement_id,
            arrived_on=clock.today(),
            reference="B1",
            planned_end=clock.today() + timedelta(days=100),
        )
        noting.note_on_placement(scope, placement_id, CANARY)
    with clock.frozen(clock.now() + timedelta(days=30)):
        for actor in (cast.centre, cast.institution):
            with actor.acting() as scope, transaction():
                told = {"going": Going.PARTLY, "lacking": [Lacking.PEERS]}
                placements.tell_outcome(scope, placement_id, words=CANARY, **told)  # type: ignore[arg-type]
    return placement_id
