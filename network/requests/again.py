"""When a declined home may be asked again: what it said would change its answer has come true."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from network.availability.published import published_by_ids
from network.clocks.kinds import ClockKind
from network.clocks.models import Clock
from network.clocks.queries import IS_RUNNING
from network.requests.lifecycle import AskState
from network.requests.models import Ask, Request, RequestStep
from network.requests.reasons import AskAgain
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

GRACE = timedelta(days=3)


def worth_asking(scope: Scope) -> Sequence[Ask]:
    """Own declined asks whose "ask again when ..." has come true, while the search goes on and
    the group has no live ask of it.

    The day has come; a place of the group is free on the day it is needed, on which the group takes
    somebody in; or, for a document, the request was changed since.
    """
    declined = _conditional(scope)
    groups = published_by_ids(scope, [ask.group_id for ask in declined if ask.group_id])
    changed = _changed(scope, [ask.request_id for ask in declined])
    found = []
    for ask in declined:
        group = groups.get(ask.group_id) if ask.group_id else None
        since = changed.get(ask.request_id)
        free = group and group.taking(max(ask.wanted_from, clock.today()))
        true = {
            AskAgain.ON_DATE: ask.ask_again_on is not None and ask.ask_again_on <= clock.today(),
            AskAgain.PLACE_FREE: bool(free),
            AskAgain.DOCUMENT: bool(since and ask.ended_at and since > ask.ended_at),
        }
        if group and true[AskAgain(str(ask.ask_again))]:
            found.append(ask)
    return found


def unconfirmed(scope: Scope) -> Sequence[UUID]:
    """Own requests that nobody confirmed as still wanted for three days after that was due."""
    return db.session.scalars(
        select(Clock.subject_id)
        .where(
            Clock.tenant_id == scope.tenant_id,
            Clock.kind == ClockKind.KEEP_ALIVE,
            Clock.due_at < clock.now() - GRACE,
            IS_RUNNING,
        )
        .order_by(Clock.due_at)
    ).all()


def _conditional(scope: Scope) -> Sequence[Ask]:
    live = aliased(Ask)
    asked_anew = select(live.id).where(
        live.tenant_id == Ask.tenant_id,
        live.request_id == Ask.request_id,
        live.group_id == Ask.group_id,
        live.ended_at.is_(None),
    )
    return db.session.scalars(
        select(Ask)
        .join(Request, (Request.tenant_id == Ask.tenant_id) & (Request.id == Ask.request_id))
        .where(
            Ask.tenant_id == scope.tenant_id,
            Ask.state == AskState.DECLINED,
            Ask.ask_again.is_not(None),
            Ask.group_id.is_not(None),
            Ask.search_ended_at.is_(None),
            Request.closed_at.is_(None),
            Request.paused_at.is_(None),
            ~asked_anew.exists(),
        )
        .order_by(Ask.id)
    ).all()


def _changed(scope: Scope, request_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each request was changed last."""
    found = db.session.execute(
        select(RequestStep.request_id, RequestStep.at)
        .where(
            RequestStep.tenant_id == scope.tenant_id,
            RequestStep.request_id.in_(request_ids),
            RequestStep.move == "change",
        )
        .order_by(RequestStep.id)
    )
    return {request_id: at for request_id, at in found}
