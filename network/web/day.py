"""My day: what waits for me, and what I wait for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID

from flask import Blueprint, Flask, Response, g, request
from flask.blueprints import BlueprintSetupState

from network.availability import queries as availability
from network.availability.freshness import Freshness, freshness
from network.availability.models import Group
from network.notes import reading, visits
from network.notes.changes import since
from network.notes.glance import Glance, glance, glimpse
from network.notes.looks import last_visit
from network.notices import queries as notices
from network.oversight import desk as oversight
from network.placements import queries as placements
from network.placements.models import Placement
from network.requests import drafts, lists, reviews
from network.requests.coordination import counts_by_state
from network.requests.drafts import RequestDraft
from network.requests.lifecycle import AskState, Party, RequestState
from network.requests.models import Ask, Request
from network.requests.moves import party_of
from network.web import deadlines, navigation, standing
from network.web.changes import Changed, told
from network.web.rendering import page
from tenants import clock
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, may
from tenants.scope import Scope

bp = Blueprint("my_day", __name__)
Told = tuple[Ask, standing.Standing]
Thing = TypeVar("Thing", Placement, Group)


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """The navigation shows how much waits."""
    navigation.counted_by(cast(Flask, state.app), waiting)


def waiting(scope: Scope) -> Mapping[str, int]:
    """The numbers beside the entries of the navigation: asks whose next move is ours, declines to
    review, emergencies to judge and breaches to see to; how many notices are unread; and whether
    the house "has programmes"."""
    if may(scope, Permission.INSPECT):
        return {"notices": notices.unread(scope)}
    if may(scope, Permission.OVERSEE):
        return {**_asks_waiting(scope), **oversight.waiting(scope)}
    return _asks_waiting(scope)


def _asks_waiting(scope: Scope) -> Mapping[str, int]:
    if may(scope, Permission.REVIEW_DECLINES):
        return {"coordination": reviews.waiting(scope), "notices": notices.unread(scope)}
    home, centre = may(scope, Permission.ANSWER_ASKS), may(scope, Permission.WRITE_REQUESTS)
    if not home and not centre:
        unread, has_programmes = glimpse(scope)
        return {"notices": unread, "has programmes": has_programmes}
    found = _glance(scope)
    answers = home or found.has_programmes
    asks, offers = found.received * answers, found.offers * centre
    return {
        "my_day": asks + offers,
        "asks": asks,
        "requests": offers,
        "unread asks": found.asks * answers,
        "unread requests": found.requests * centre,
        "unread placements": found.placements,
        "notices": found.notices,
        "has programmes": found.has_programmes,
    }


def _glance(scope: Scope) -> Glance:
    """Asked for once a page."""
    if "glance" not in g:
        g.glance = glance(scope)
    found: Glance = g.glance
    return found


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that waits, by what has to be done; empty where it is not this member's."""

    to_answer: Sequence[Told] = ()
    questions: Sequence[Told] = ()
    to_decide: Sequence[Told] = ()
    arrivals: Sequence[Placement] = ()
    overstayers: Sequence[Placement] = ()
    unasked: Sequence[Request] = ()
    unconfirmed: Sequence[tuple[Group, Freshness]] = ()
    awaited: Sequence[Told] = ()
    due: Sequence[deadlines.Deadline] = ()
    drafts: Sequence[RequestDraft] = ()
    unread: Sequence[reading.Thread] = ()
    changes: Sequence[Changed] = ()
    more_changes: bool = False
    group_names: Mapping[UUID, str] = field(default_factory=dict)
    figures: Mapping[RequestState, int] = field(default_factory=dict)

    @property
    def waits(self) -> int:
        """How many things wait for us."""
        asks = (self.to_answer, self.questions, self.to_decide)
        others = (self.arrivals, self.overstayers, self.unasked, self.unconfirmed)
        return sum(map(len, asks)) + sum(map(len, others))


@bp.get("/")
@bp.get("/day")
def show() -> Response:
    """The reader's day; to have looked is written down, for the changes since the last visit."""
    mine = request.args.get("mine") == "yes"
    scope = acting()
    looks = visits.looks(scope)
    answer = page(
        "day/show.html",
        day=day_of(scope, mine, last_visit(looks, clock.now())),
        mine=mine,
        writes=may(scope, Permission.WRITE_REQUESTS),
        confirms=may(scope, Permission.CONFIRM_PLACES),
        takes_part=any(may(scope, one) for one in TAKES_PART),
        oversees=may(scope, Permission.OVERSEE),
        told=navigation.counts(),
    )
    with transaction():
        visits.look(scope, looks)
    return answer


CHANGES = 10
TAKES_PART = (
    Permission.ANSWER_ASKS,
    Permission.WRITE_REQUESTS,
    Permission.SEE_HOUSE,
    Permission.SEE_NETWORK_FIGURES,
)


def day_of(scope: Scope, mine: bool, visited: datetime) -> Day:
    """The day of the scope's member, who was here last when they `visited`; `mine` leaves out
    what colleagues answer for."""
    house, centre = may(scope, Permission.SEE_HOUSE), may(scope, Permission.WRITE_REQUESTS)
    ours = _told(scope, lists.waiting_for_us(scope, mine=mine))
    groups = availability.own_groups(scope) if house else ()
    works = house or centre
    changed = since(scope, visited, size=CHANGES, mine=mine) if works else None
    return Day(
        to_answer=[one for one in ours if _received(scope, one) and not _due(one)],
        questions=[one for one in ours if not _received(scope, one) and _asked(one)],
        to_decide=[one for one in ours if not _received(scope, one) and not _asked(one)],
        arrivals=_answered_for(scope, placements.arrivals_due(scope), mine) if house else (),
        overstayers=_answered_for(scope, placements.overstayers(scope), mine) if house else (),
        unasked=lists.unasked(scope, mine=mine) if centre else (),
        unconfirmed=_unconfirmed(_answered_for(scope, groups, mine)),
        awaited=_told(scope, lists.waiting_for_them(scope, mine=mine)),
        due=deadlines.of_us(scope, mine),
        drafts=drafts.own(scope) if centre else (),
        unread=reading.threads(scope) if works and _glance(scope).unread else (),
        changes=told(changed.rows) if changed else (),
        more_changes=changed.more if changed else False,
        group_names={group.id: group.name for group in groups},
        figures=counts_by_state(scope) if may(scope, Permission.SEE_NETWORK_FIGURES) else {},
    )


def _answered_for(scope: Scope, things: Sequence[Thing], mine: bool) -> Sequence[Thing]:
    """With `mine`, what the member is responsible or deputy for; what nobody is, is everybody's."""
    me = scope.member_id
    return [
        one for one in things if not mine or one.responsible_id in (None, me) or one.deputy_id == me
    ]


def _told(scope: Scope, asks: Sequence[Ask]) -> list[Told]:
    """The asks of those sides for which this member works."""
    needed = {
        Party.RECIPIENT: may(scope, Permission.ANSWER_ASKS),
        Party.SENDER: may(scope, Permission.WRITE_REQUESTS),
    }
    return [(ask, standing.of_ask(scope, ask)) for ask in asks if needed[party_of(scope, ask)]]


def _received(scope: Scope, told: Told) -> bool:
    return party_of(scope, told[0]) is Party.RECIPIENT


def _asked(told: Told) -> bool:
    """A question of the home's, which is answered before anything is decided."""
    return told[0].question_since is not None


def _due(told: Told) -> bool:
    """An arrival to record; it stands among the arrivals."""
    return told[1].state is AskState.ACCEPTED


def _unconfirmed(groups: Sequence[Group]) -> list[tuple[Group, Freshness]]:
    told = [(group, freshness(group.confirmed_at, clock.now())) for group in groups]
    return [one for one in told if one[1] is not Freshness.FRESH]
