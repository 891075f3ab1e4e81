"""Asks: what a home received and answers, and what a centre decides about its own."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, request, url_for

from network import contents
from network.clocks.queries import Due
from network.filters.lists import FilteredList
from network.notes import reading
from network.notes.actions import note_on_ask
from network.placements.actions import either
from network.programmes import asking as of_programmes
from network.requests import around, given, lists, permitted, queries, received
from network.requests.actions import (
    answering,
    asking,
    declining,
    giving,
    messages,
    questioning,
    sharing,
    visiting,
)
from network.requests.lifecycle import AskState, Party
from network.requests.models import Ask
from network.requests.moves import party_of
from network.schemas.asks import (
    AnswerIn,
    AssignIn,
    BecauseIn,
    CancelIn,
    DeclineIn,
    HoldIn,
    MessageIn,
    NoteIn,
    OfferIn,
    QuestionIn,
    RefuseIn,
    ReviewIn,
    VisitIn,
    WishIn,
    WithdrawIn,
)
from network.schemas.documents import OfFileIn
from network.schemas.legal_bases import PartsIn, ShownPartsIn
from network.schemas.notes import OwnNoteIn
from network.undoing.actions import undoable
from network.undoing.inverses import Act
from network.web import ask_page, calendars, dues, request_page, retelling, standing
from network.web.acts import cursor
from network.web.desk import Desk
from network.web.rendering import FormView, page
from network.web.saved import opened_as_usual
from tenants.database import transaction
from tenants.errors import N_, NotFound
from tenants.login import acting
from tenants.roles import require
from tenants.scope import Scope

bp = Blueprint("asks", __name__, url_prefix="/asks")
WRITES, ANSWERS = permitted.as_asker, permitted.as_asked


@bp.get("")
def index() -> Response:
    """What the house received, for its groups and its programmes: what lives, or what has ended."""
    scope = acting()
    require(scope, permitted.to_receive(scope))
    if usual := opened_as_usual(FilteredList.ASKS):
        return usual
    ended = request.args.get("ended") == "yes"
    found = _received(scope, ended)
    due = around.dues(scope, found.rows)
    return page(
        "asks/index.html",
        ended=ended,
        asks=[_row(scope, ask, due.get(ask.id)) for ask in found.rows],
        unread=reading.counts(scope, [ask.id for ask in found.rows]),
        after=found.after,
        first=cursor() is None,
    )


def _row(
    scope: Scope, ask: Ask, due: Due | None
) -> tuple[Ask, standing.Standing, dues.Line | None]:
    with retelling.telling_of(ask.programme_id is not None):
        return ask, standing.of_ask(scope, ask), dues.line(scope, due)


def _received(scope: Scope, ended: bool) -> lists.Page[Ask]:
    """What has ended, the newest first; what lives, the soonest due first."""
    if ended:
        return lists.received(scope, live=False, before=cursor())
    return lists.received_by_due(scope, before=cursor())


@bp.get("/<uuid:ask_id>")
def show(ask_id: UUID) -> Response:
    """The home's page of an ask, which counts as opened from then on. A centre is led to its
    request, with this ask chosen."""
    scope = acting()
    ask = seen(scope, ask_id)
    if party_of(scope, ask) is Party.SENDER:
        return make_response(redirect(address(scope, ask), 303))
    if lists.state_now(ask) is AskState.SENT:
        with transaction():
            answering.open_ask(scope, ask_id)
    return ask_page.shown(scope, ask)


@bp.get("/<uuid:ask_id>/visit.ics")
def calendar(ask_id: UUID) -> Response:
    """The visit as a calendar file, for either side."""
    scope = acting()
    ask = seen(scope, ask_id)
    visit = around.visit(scope, ask)
    if visit is None:
        raise NotFound(N_("No visit is arranged."))
    answer = make_response(calendars.of_visit(ask, visit))
    answer.mimetype = calendars.MIMETYPE
    name = f"pristan-{ask.number}.ics"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/<uuid:ask_id>/documents/<uuid:shared_id>")
def open_document(ask_id: UUID, shared_id: UUID) -> Response:
    """A document that the home was given, with the reader's name and the centre's over it."""
    return contents.shown(given.opened(acting(), ask_id, shared_id))


def address(scope: Scope, ask: Ask) -> str:
    """Where the scope's side of an ask looks at it."""
    if party_of(scope, ask) is Party.SENDER:
        return url_for("requests.show", request_id=ask.request_id, ask=ask.id, _anchor="ask")
    return url_for("asks.show", ask_id=ask.id)


def seen(scope: Scope, ask_id: UUID) -> Ask:
    """The ask, to somebody of either side whose roles let them look: first what is not there,
    then what is not theirs."""
    ask = queries.get_ask(scope, ask_id)
    require(scope, permitted.on_ask(scope, ask))
    retelling.tell_of(ask)
    return ask


def shown(scope: Scope, ask: Ask, forms: Mapping[str, FormView], status: int) -> Response:
    """The page on which the scope's side sees the ask."""
    if party_of(scope, ask) is Party.RECIPIENT:
        return ask_page.shown(scope, ask, forms, status)
    request = queries.get_request(scope, ask.request_id)
    return request_page.shown(scope, request, ask.id, forms, status)


desk = Desk(bp, "ask_id", seen=seen, shown=shown, address=address)
desk.act("offer", undoable(Act.OFFER, either.offer), OfferIn, says="offered", needs=ANSWERS)
desk.act(
    "decline", undoable(Act.DECLINE, declining.decline), DeclineIn, says="declined", needs=ANSWERS
)
desk.act(
    "interest",
    undoable(Act.INTEREST, answering.show_interest),
    NoteIn,
    says="interested",
    needs=ANSWERS,
)
desk.act(
    "visit",
    undoable(Act.ARRANGE_VISIT, visiting.arrange_visit),
    VisitIn,
    says="visit_arranged",
    needs=ANSWERS,
)
desk.act("visit/record", visiting.record_visit, NoteIn, says="visit_recorded", needs=ANSWERS)
desk.act(
    "waiting-list",
    undoable(Act.WAITLIST, answering.waitlist),
    NoteIn,
    says="waitlisted",
    needs=ANSWERS,
)
desk.act("not-ready", of_programmes.not_ready, BecauseIn, says="not_ready", needs=ANSWERS)
desk.act("review", of_programmes.put_on_hold, ReviewIn, says="put_on_hold", needs=ANSWERS)
desk.act("hold", either.extend, HoldIn, says="hold_extended", needs=ANSWERS)
desk.act("question", questioning.put_question, QuestionIn, says="question_put", needs=ANSWERS)
desk.act("step-back", declining.step_back, BecauseIn, says="stepped_back", needs=ANSWERS)
desk.act("reopening", declining.reopen, BecauseIn, says="reopened", needs=ANSWERS)
desk.act(
    "assignment", undoable(Act.ASSIGN_ASK, answering.assign), AssignIn, says="saved", needs=ANSWERS
)
desk.act("acceptance", either.accept, says="accepted", needs=WRITES)
desk.act("refusal", asking.refuse, RefuseIn, says="refused", needs=WRITES)
desk.act("withdrawal", asking.withdraw, WithdrawIn, says="withdrawn", needs=WRITES)
desk.act("cancellation", either.cancel, CancelIn, says="withdrawn", needs=WRITES)
desk.act("answer", questioning.answer_question, AnswerIn, says="answered", needs=WRITES)
desk.act("wish", visiting.state_wish, WishIn, says="saved", needs=WRITES)
desk.act("giving-up", asking.give_up, says="given_up", needs=WRITES)
desk.act("level", asking.raise_level, says="raised", needs=WRITES)
desk.act("file", sharing.show_parts, ShownPartsIn, says="file_shown", needs=WRITES)
desk.act("file/closing", sharing.close_parts, PartsIn, says="file_closed", needs=WRITES)
desk.act(
    "file/document-closing",
    giving.close_document,
    OfFileIn,
    says="document_closed",
    needs=WRITES,
)
desk.act("stop-use", received.confirm_stop, says="use_stopped", needs=ANSWERS)
desk.act("notes", note_on_ask, OwnNoteIn, says="note_saved", name="own_note")
desk.act("messages", messages.say, MessageIn, says="message_sent", name="message")
