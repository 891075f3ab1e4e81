"""A centre puts its request to homes, raises what one of them may see, and takes asks back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from network.availability.holds import give_back
from network.availability.published import PublishedGroup, published_by_ids
from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState, of_subjects
from network.requests import disclosure, least, permitted, queries, spoken, tracing
from network.requests.actions.writing import open_request
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import ENDED, MOST_LIVE, SEEKING, AskMove, AskState
from network.requests.models import Ask, Disclosure, Request
from network.requests.moves import await_reply, current_state, move, write_step
from network.requests.profile import Level, RequestKind, Urgency
from network.requests.reasons import Refusal, Withdrawal
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import require
from tenants.scope import Scope

LONGEST_WHY = 300


class TooManyAsks(Conflict):
    """At most five homes are asked at a time: asking everybody floods the homes."""

    code = "too_many_asks"


class AskedAlready(Conflict):
    """This group has a live ask of this request."""

    code = "asked_already"


def ask(
    scope: Scope,
    request_id: UUID,
    group_ids: Sequence[UUID],
    why: Mapping[UUID, str] | None = None,
    identity_needed: bool = False,
    **why_not: Any,
) -> list[Ask]:
    """Put the request to groups of its network, each at disclosure level 0, with a line `why` it
    is that home that is asked.

    All of them or none. Before the first of them somebody says why no programme will do: when the
    request is written, or here (`least.FIELDS`). Raises NotFound for a group that is not on the
    board, TooManyAsks, AskedAlready, RequestClosed, WhyNotMissing.
    """
    request = to_put(scope, request_id)
    if request.kind != RequestKind.PLACE:
        raise Conflict(N_("This request is for a programme, not for a place."))
    chosen = list(dict.fromkeys(group_ids))
    if not chosen:
        raise Invalid(N_("Choose at least one group to ask."), "group_ids")
    groups = published_by_ids(scope, chosen)
    _check(scope, request, chosen, groups)
    lines = checked_lines(why, identity_needed)
    least.keep(scope, request, least.taken(why_not))
    least.require_answer(scope, request)
    return [_put(scope, request, groups[each], lines.get(each, "")) for each in chosen]


def to_put(scope: Scope, request_id: UUID) -> Request:
    """The own request, locked, if it may be put to somebody now. Raises NotFound, NotAllowed,
    RequestClosed, Conflict while the search rests."""
    request = open_request(scope, request_id)
    if request.paused_at is not None:
        raise Conflict(N_("The search rests. Confirm that it is still wanted, then ask."))
    return request


def checked_lines(why: Mapping[UUID, str] | None, identity_needed: bool) -> dict[UUID, str]:
    """Why each is asked, trimmed. Raises Invalid for one too long or one that tells who it is."""
    lines = {asked_id: line.strip() for asked_id, line in (why or {}).items()}
    if any(len(line) > LONGEST_WHY for line in lines.values()):
        raise Invalid(N_("At most %(most)s characters, please."), "why", most=LONGEST_WHY)
    for line in lines.values():
        refuse_identity(Level.ANONYMOUS, identity_needed, why=line)
    return lines


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a request is put: one group, or one programme, of a house."""

    tenant_id: UUID
    tenant_name: str
    name: str
    group_id: UUID | None = None
    programme_id: UUID | None = None


def raise_level(scope: Scope, ask_id: UUID) -> Ask:
    """Show one home the need profile: school level, risks, own words. Frozen as of now, with the
    legal basis on which the request rests.

    Raises NotFound, CannotMove for an ask that has ended.
    """
    found = sent_ask(scope, ask_id)
    if current_state(found) in ENDED:
        raise Conflict(N_("This ask has ended."))
    if found.level < Level.NEED_PROFILE:
        found.level = Level.NEED_PROFILE
        _disclose(scope, queries.get_request(scope, found.request_id), found, Level.NEED_PROFILE)
        state = current_state(found).value
        write_step(scope, found, "raise", (state, state))
    return found


def withdraw(scope: Scope, ask_id: UUID, reason: Withdrawal) -> Ask:
    """Take one ask back; a place held for it is free again. Raises NotFound, CannotMove."""
    return _end(scope, ask_id, AskMove.WITHDRAW, reason.value)


def refuse(scope: Scope, ask_id: UUID, reason: Refusal) -> Ask:
    """Do not take the offered place; it is free again. Raises NotFound, CannotMove."""
    return _end(scope, ask_id, AskMove.REFUSE, reason.value)


def give_up(scope: Scope, ask_id: UUID) -> Ask:
    """No answer came although it was due: the ask is over, and another home can be asked.

    Raises CannotMove once the home has answered, Conflict before the reply is due, NotFound.
    """
    found = sent_ask(scope, ask_id)
    due = [
        each
        for each in of_subjects(scope, [found.id])[found.id]
        if each.clock.kind == ClockKind.REPLY
    ]
    if found.state in (AskState.SENT, AskState.OPENED) and not any(
        each.state is ClockState.MISSED for each in due
    ):
        raise Conflict(N_("The home still has time to answer. You can withdraw the ask."))
    return move(scope, found, AskMove.GIVE_UP)


def sent_ask(scope: Scope, ask_id: UUID) -> Ask:
    """An ask of the scope's own tenant, locked, for somebody who may move it.

    Raises NotFound for any other, also one that this tenant received: what is not this side's to
    do is not told apart from what is not. Raises NotAllowed for the wrong role.
    """
    found = queries.lock_ask(scope, ask_id)
    if found.tenant_id != scope.tenant_id:
        raise NotFound(N_("There is no such ask."))
    require(scope, permitted.on_ask(scope, found))
    return found


def _end(scope: Scope, ask_id: UUID, made: AskMove, reason: str) -> Ask:
    found = sent_ask(scope, ask_id)
    move(scope, found, made, reason)
    give_back(scope, found.id)
    return found


def _check(
    scope: Scope,
    request: Request,
    chosen: Sequence[UUID],
    groups: dict[UUID, PublishedGroup],
) -> None:
    live = still_living(scope, request)
    if again := {each.group_id for each in live if each.group_id} & set(chosen):
        raise AskedAlready(
            N_("You have asked %(group)s already."), group=groups[next(iter(again))].name
        )
    check_room(live, len(chosen))
    for group_id in chosen:
        group = groups.get(group_id)
        if group is None or group.network_id != request.network_id:
            raise NotFound(N_("There is no such group."))
        if group.tenant_id == scope.tenant_id:
            raise Invalid(N_("This is a group of your own organisation."), "group_ids")


def still_living(scope: Scope, request: Request) -> list[Ask]:
    """The asks of an own request that have not ended, locked."""
    return [
        each for each in queries.lock_asks(scope, request.id) if current_state(each) not in ENDED
    ]


def check_room(live: Sequence[Ask], more: int) -> None:
    """Raises TooManyAsks if `more` would be too many beside those that seek an answer."""
    if len([each for each in live if current_state(each) in SEEKING]) + more > MOST_LIVE:
        raise TooManyAsks(
            N_("At most %(most)s homes can be asked at a time. Withdraw an ask first."),
            most=MOST_LIVE,
        )


def _put(scope: Scope, request: Request, group: PublishedGroup, why: str) -> Ask:
    to = Addressee(group.tenant_id, group.tenant_name, group.name, group_id=group.id)
    return put(scope, request, to, why)


def put(scope: Scope, request: Request, to: Addressee, why: str) -> Ask:
    """Put the request to one of them, at disclosure level 0. Whoever calls has checked that it may
    be asked."""
    sent = Ask(
        tenant_id=scope.tenant_id,
        network_id=request.network_id,
        request_id=request.id,
        number=request.number,
        sender_name=scope.tenant_name,
        recipient_id=to.tenant_id,
        recipient_name=to.tenant_name,
        group_id=to.group_id,
        programme_id=to.programme_id,
        group_name=to.name,
        state=AskState.SENT.value,
        level=Level.ANONYMOUS,
        wanted_from=request.wanted_from,
    )
    db.session.add(sent)
    db.session.flush()
    _disclose(scope, request, sent, Level.ANONYMOUS, why)
    write_step(scope, sent, "send", ("", AskState.SENT.value))
    await_reply(scope, sent, Urgency(request.urgency))
    return sent


def _disclose(scope: Scope, request: Request, to: Ask, level: Level, why: str = "") -> None:
    shown = Disclosure(
        tenant_id=scope.tenant_id,
        id=new_id(),
        ask_id=to.id,
        recipient_id=to.recipient_id,
        level=level,
        basis=disclosure.basis(request),
        content=disclosure.content(request, level),
    )
    said = disclosure.words(spoken.narrative(scope, request), level) if level else {"why": why}
    if any(said.values()):
        words = spoken.to_write(scope, to)
        shown.words = words.seal_several(said, "disclosures", shown.id)
    db.session.add(shown)
    tracing.disclosed(scope, to, level, disclosure.basis(request))
