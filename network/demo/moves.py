"""The moves of a scene, by whoever's move it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from network.demo.diary import played_by, tried_by
from network.demo.houses import Group, World
from network.demo.living import depart as leave
from network.demo.living import move_in, with_room
from network.notes.actions import note_on_ask
from network.placements import actions as placements
from network.placements.lifecycle import Destination, NonArrival
from network.placements.queries import of_ask
from network.requests import queries
from network.requests.actions import (
    answering,
    asking,
    declining,
    messages,
    questioning,
    searching,
    visiting,
)
from network.requests.reasons import Decline, Pause, Refusal, Topic, Visitor, Wish, Withdrawal
from tenants.errors import NotFound
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class AskInScene:
    """An ask, who wrote its request, and the group that was asked."""

    ask_id: UUID
    writer: Scope
    group: Group

    @property
    def counsellor(self) -> Scope:
        return self.group.house.answerers()[0]

    @property
    def deputy(self) -> Scope:
        return self.group.house.answerers()[1]


Move = Callable[[World, AskInScene, datetime], None]


def open_ask(_: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.counsellor, moment) as scope:
        answering.open_ask(scope, ask.ask_id)
        answering.assign(
            scope,
            ask.ask_id,
            responsible_id=scope.member_id,
            deputy_id=ask.deputy.member_id,
        )


def offer(world: World, ask: AskInScene, moment: datetime) -> None:
    """Hold a place; where all are filled, somebody goes home first."""
    earlier = moment - timedelta(minutes=20)
    with_room(world, ask.group, earlier, lambda: _offer(ask, moment))


def _offer(ask: AskInScene, moment: datetime) -> None:
    with tried_by(ask.counsellor, moment) as scope:
        answering.offer(scope, ask.ask_id, note="Mesto je pripravljeno, lepo vabljeni na ogled.")


def decline(reason: Decline) -> Move:
    def declines(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.counsellor, moment) as scope:
            declining.decline(scope, ask.ask_id, reason)

    return declines


def home_says(words: str) -> Move:
    def says(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.counsellor, moment) as scope:
            messages.say(scope, ask.ask_id, words)

    return says


def centre_says(words: str) -> Move:
    def says(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.writer, moment) as scope:
            messages.say(scope, ask.ask_id, words)

    return says


def home_notes(words: str) -> Move:
    """The deputy notes something for the house and tells whoever answers."""

    def notes(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.deputy, moment) as scope:
            note_on_ask(scope, ask.ask_id, words, ask.counsellor.member_id)

    return notes


def raise_level(_: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.writer, moment) as scope:
        asking.raise_level(scope, ask.ask_id)


def accept(_: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.writer, moment) as scope:
        placements.accept(scope, ask.ask_id)


def refuse(reason: Refusal) -> Move:
    def refuses(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.writer, moment) as scope:
            asking.refuse(scope, ask.ask_id, reason)

    return refuses


def withdraw(reason: Withdrawal) -> Move:
    def withdraws(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.writer, moment) as scope:
            asking.withdraw(scope, ask.ask_id, reason)

    return withdraws


def cancel(reason: Withdrawal) -> Move:
    def cancels(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.writer, moment) as scope:
            placements.cancel(scope, ask.ask_id, reason)

    return cancels


def arrive(world: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.counsellor, moment) as scope:
        placement_id = _placement(scope, ask)
    move_in(world, ask.group, placement_id, moment)


def not_arrive(_: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.counsellor, moment) as scope:
        placements.not_arrive(scope, _placement(scope, ask), NonArrival.RAN_AWAY)


def depart(world: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.counsellor, moment) as scope:
        placement_id = _placement(scope, ask)
    for resident in tuple(ask.group.residents):
        if resident.placement_id == placement_id:
            leave(world, resident, moment, Destination.RELATIVES)


def _placement(scope: Scope, ask: AskInScene) -> UUID:
    found = of_ask(scope, ask.ask_id)
    if found is None:
        raise NotFound("This ask was not accepted.")
    return found.id


def ask_about(topic: Topic, words: str) -> Move:
    """The home asks the centre; the question stays open."""

    def move(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.counsellor, moment) as scope:
            questioning.put_question(scope, ask.ask_id, topic=topic, body=words)

    return move


def arrange_visit(in_hours: float) -> Move:
    """A visit so many hours from then, with a parent and the centre."""

    def move(_: World, ask: AskInScene, moment: datetime) -> None:
        at = moment + timedelta(hours=in_hours)
        who = [Visitor.PARENT, Visitor.CSD]
        with played_by(ask.counsellor, moment) as scope:
            visiting.arrange_visit(scope, ask.ask_id, at=at, participants=who, minutes=90)

    return move


def visit(_: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.counsellor, moment) as scope:
        visiting.record_visit(scope, ask.ask_id)


def state_wish(wish: Wish, words: str) -> Move:
    """The centre writes down what the young person says of the home."""

    def move(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.writer, moment) as scope:
            visiting.state_wish(scope, ask.ask_id, wish=wish, words=words)

    return move


def wait(_: World, ask: AskInScene, moment: datetime) -> None:
    """Onto the group's waiting list."""
    with played_by(ask.counsellor, moment) as scope:
        answering.waitlist(scope, ask.ask_id)


def pause(why: Pause) -> Move:
    """The centre lets the whole search rest."""

    def move(_: World, ask: AskInScene, moment: datetime) -> None:
        with played_by(ask.writer, moment) as scope:
            searching.pause_search(scope, queries.get_ask(scope, ask.ask_id).request_id, pause=why)

    return move


def interest(_: World, ask: AskInScene, moment: datetime) -> None:
    with played_by(ask.counsellor, moment) as scope:
        answering.show_interest(scope, ask.ask_id)


def give_up(_: World, ask: AskInScene, moment: datetime) -> None:
    """The centre closes an ask that nobody has answered in time."""
    with played_by(ask.writer, moment) as scope:
        asking.give_up(scope, ask.ask_id)
