"""What anybody may try, on whatever there is: by the real acts, each in its own transaction."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import text

from network.availability import actions as availability
from network.availability import extra
from network.availability.profile import ClosureReason, ExtraReason
from network.jobs.catching_up import catch_up
from network.placements import actions as placements
from network.placements.lifecycle import Destination, NonArrival
from network.placements.reasons import (
    AbsenceKind,
    ExtensionReason,
    Going,
    Lacking,
    MoveReason,
    OutsideKind,
    OverstayReason,
    ReportedTo,
    Transfer,
    TransferReason,
)
from network.requests.actions import (
    answering,
    asking,
    declining,
    messages,
    questioning,
    reviewing,
    searching,
    visiting,
    writing,
)
from network.requests.lifecycle import LOOKING, AskMove, AskState
from network.requests.reasons import (
    Closing,
    Pause,
    Refusal,
    ReviewDecision,
    Topic,
    Visitor,
    Withdrawal,
)
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.whole.world import World, chosen, mixed

Deed = Callable[[World, int], None]
DAY = timedelta(days=1)
TO_REVIEW = text(
    "SELECT v.id FROM decline_reviews v JOIN asks a ON a.id = v.ask_id"
    " WHERE a.request_id = ANY (:requests) AND v.decision IS NULL ORDER BY v.id"
)
FILES = 4  # so few that the same file is soon wanted twice


def write(world: World, pick: int) -> None:
    centre = (world.cast.centre, world.other_centre)[pick % 2]
    reference = f"{world.name}-{pick % FILES}/2026"
    world.requests.append((centre, factories.request(centre, file_reference=reference)))


def ask(world: World, pick: int) -> None:
    asked = {each.request_id for each in world.asks()} if pick % 3 else set()
    fresh = [each for each in world.requests if each[1] not in asked]
    centre, request_id = chosen(fresh or world.requests, pick)
    with centre.acting() as scope, transaction():
        asking.ask(scope, request_id, [chosen(world.groups, pick // 7)])


def by_home(made: AskMove, act: Callable[..., object]) -> Deed:
    def deed(world: World, pick: int) -> None:
        found = world.ask_for(pick, made)
        with world.at(found.recipient_id).acting() as scope, transaction():
            act(scope, found.id)

    return deed


def by_centre(made: AskMove, act: Callable[..., object]) -> Deed:
    def deed(world: World, pick: int) -> None:
        found = world.ask_for(pick, made)
        with world.at(found.tenant_id).acting() as scope, transaction():
            act(scope, found.id)

    return deed


def of_request(act: Callable[..., object]) -> Deed:
    def deed(world: World, pick: int) -> None:
        centre, request_id = chosen(world.requests, pick)
        with centre.acting() as scope, transaction():
            act(scope, request_id)

    return deed


def of_stay(act: Callable[..., object], state: str = "resident") -> Deed:
    def deed(world: World, pick: int) -> None:
        found = world.stay_in(pick, state)
        with world.at(found.tenant_id).acting() as scope, transaction():
            act(scope, found.id)

    return deed


def of_group(act: Callable[..., object]) -> Deed:
    def deed(world: World, pick: int) -> None:
        group_id = chosen(world.groups, pick)
        with world.home_of(group_id).acting() as scope, transaction():
            act(scope, group_id)

    return deed


def decline(world: World, pick: int) -> None:
    reason = ("no_place", "region")[pick % 2]  # the second one is reviewed
    by_home(AskMove.DECLINE, lambda s, i: declining.decline(s, i, reason))(world, pick)


def centre_tells(world: World, pick: int) -> None:
    found = world.stay_in(pick, "resident")
    with world.at(found.asker_id or found.tenant_id).acting() as scope, transaction():
        placements.tell_outcome(scope, found.id, going=Going.AS_HOPED)


def enter(world: World, pick: int) -> None:
    group_id = chosen(world.groups, pick)
    reference = f"{world.name} {pick}"
    with world.home_of(group_id).acting() as scope, transaction():
        placements.enter(scope, group_id, reference=reference, arrived_on=clock.today())


def move_group(world: World, pick: int) -> None:
    into = world.groups[pick % 2]
    act = placements.move_group
    of_stay(lambda s, i: act(s, i, group_id=into, reason=MoveReason.SCHOOL))(world, pick)


def review(world: World, pick: int) -> None:
    review_id = chosen([row.id for row in world.look(TO_REVIEW)], pick)
    decision = (ReviewDecision.CONFIRMED, ReviewDecision.SENT_BACK)[pick % 2]
    with world.cast.coordination.acting() as scope, transaction():
        reviewing.decide(scope, review_id, decision=decision, remark="Poglejte še enkrat.")


def worker(world: World, pick: int) -> None:
    with world.cast.centre.app.app_context():
        catch_up()


def on(days: int) -> date:
    return clock.today() + days * DAY


M = AskMove
DEEDS: dict[str, Deed] = {
    "write": write,
    "ask": ask,
    "open": by_home(M.OPEN, answering.open_ask),
    "interest": by_home(M.INTEREST, answering.show_interest),
    "arrange_visit": by_home(
        M.ARRANGE_VISIT,
        lambda s, i: visiting.arrange_visit(
            s, i, at=clock.now() + timedelta(hours=1), participants=[Visitor.PARENT]
        ),
    ),
    "visit": by_home(M.VISIT, visiting.record_visit),
    "waitlist": by_home(M.WAITLIST, answering.waitlist),
    "offer": by_home(M.OFFER, answering.offer),
    "extend_hold": by_home(
        M.EXTEND,
        lambda s, i: answering.extend(s, i, hold_for=timedelta(hours=72), note="Sodišče zamuja."),
    ),
    "decline": decline,
    "step_back": by_home(M.STEP_BACK, lambda s, i: declining.step_back(s, i, "Pomota.")),
    "reopen": by_home(M.REOPEN, lambda s, i: declining.reopen(s, i, "Mesto se je sprostilo.")),
    "question": by_home(
        M.INTEREST,
        lambda s, i: questioning.put_question(s, i, topic=Topic.SCHOOL, body="Katera šola?"),
    ),
    "home_says": by_home(M.DECLINE, lambda s, i: messages.say(s, i, "Beseda doma.")),
    "centre_says": by_centre(M.WITHDRAW, lambda s, i: messages.say(s, i, "Beseda centra.")),
    "answer": by_centre(
        M.WITHDRAW, lambda s, i: questioning.answer_question(s, i, answer="V Kranju.")
    ),
    "raise": by_centre(M.WITHDRAW, asking.raise_level),
    "accept": by_centre(M.ACCEPT, placements.accept),
    "refuse": by_centre(M.REFUSE, lambda s, i: asking.refuse(s, i, Refusal.TOO_FAR)),
    "give_up": by_centre(M.GIVE_UP, asking.give_up),
    "withdraw": by_centre(M.WITHDRAW, lambda s, i: asking.withdraw(s, i, Withdrawal.NEEDS_CHANGED)),
    "cancel": by_centre(M.CANCEL, lambda s, i: placements.cancel(s, i, Withdrawal.OTHER_SOLUTION)),
    "close": of_request(lambda s, i: writing.close(s, i, Closing.LOST_CONTACT)),
    "pause": of_request(lambda s, i: searching.pause_search(s, i, Pause.WAITS_FOR_FAMILY)),
    "confirm": of_request(searching.confirm_search),
    "reopen_search": of_request(lambda s, i: searching.reopen_search(s, i, "Spet potrebno.")),
    "review": review,
    "arrive": of_stay(
        lambda s, i: placements.arrive(
            s, i, arrived_on=clock.today(), reference=str(i)[-8:], planned_end=on(9)
        ),
        "expected",
    ),
    "not_arrive": of_stay(
        lambda s, i: placements.not_arrive(s, i, NonArrival.RAN_AWAY), "expected"
    ),
    "depart": of_stay(
        lambda s, i: placements.depart(s, i, left_on=clock.today(), destination=Destination.HOME)
    ),
    "leave_network": of_stay(
        lambda s, i: placements.depart(
            s,
            i,
            left_on=clock.today(),
            destination=Destination.INSTITUTION,
            outside=OutsideKind.PSYCHIATRY,
        )
    ),
    "transfer": of_stay(
        lambda s, i: placements.transfer(
            s,
            i,
            left_on=clock.today(),
            urgency=Transfer.EMERGENCY,
            reason=TransferReason.BROKE_DOWN_HOUSE,
        )
    ),
    "move_group": move_group,
    "plan_end": of_stay(lambda s, i: placements.plan_end(s, i, on(3))),
    "open_end": of_stay(lambda s, i: placements.plan_end(s, i, None)),
    "extend": of_stay(
        lambda s, i: placements.extend(s, i, planned_end=on(20), reason=ExtensionReason.SCHOOL_YEAR)
    ),
    "overstay": of_stay(
        lambda s, i: placements.authorise_overstay(s, i, until=on(5), reason=OverstayReason.HEALTH)
    ),
    "leave": of_stay(
        lambda s, i: placements.grant_leave(
            s,
            i,
            kind=AbsenceKind.WEEKEND_LEAVE,
            begins_at=clock.now(),
            until_at=clock.now() + 2 * DAY,
        )
    ),
    "abscond": of_stay(
        lambda s, i: placements.report_away(
            s,
            i,
            kind=AbsenceKind.ABSCONDED,
            begins_at=clock.now(),
            reported_to=[ReportedTo.POLICE],
        )
    ),
    "come_back": of_stay(lambda s, i: placements.come_back(s, i, returned_at=clock.now())),
    "home_tells": of_stay(
        lambda s, i: placements.tell_outcome(s, i, going=Going.PARTLY, lacking=[Lacking.SCHOOL])
    ),
    "centre_tells": centre_tells,
    "enter": enter,
    "close_place": of_group(
        lambda s, i: availability.close_place(
            s, i, starts=on(1), ends=on(6), reason=ClosureReason.WORKS
        )
    ),
    "extra_place": of_group(
        lambda s, i: extra.authorise(
            s, i, starts=clock.today(), ends=on(7), reason=ExtraReason.CRISIS
        )
    ),
    "worker": worker,
}
NEXT = {AskState.OFFERED: "accept", AskState.ACCEPTED: "arrive"} | dict.fromkeys(LOOKING, "offer")


def onward(world: World, pick: int) -> str:
    """What would bring some case a step further; without it few would ever move in."""
    asks = world.asks()
    asked = {each.request_id for each in asks}
    ways = [NEXT[each.state] for each in asks if each.state in NEXT]
    ways += ["ask" for _, request_id in world.requests if request_id not in asked]
    if len(world.requests) < FILES or not ways:
        ways += ["write", "ask", "depart"]
    return mixed(ways, pick)[0]
