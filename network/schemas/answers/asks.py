"""Asks, as either side is told of them."""

from enum import StrEnum

from marshmallow import fields

from network.availability.profile import LegalGroup, Need, Region, SchoolLevel, Sex
from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState
from network.consent.kinds import Basis
from network.documents.kinds import DocumentKind, Media, Scan
from network.requests.lifecycle import AskMove, AskState, Party
from network.requests.profile import AgeBand, Level, Urgency
from network.requests.reasons import (
    AskAgain,
    DeclineKind,
    Fault,
    ReviewDecision,
    Topic,
    Visitor,
    VisitState,
    Wish,
)
from network.schemas.answers.requests import RequestInList
from network.schemas.answers.values import Told, code, codes, level, page_of, perhaps, some


class Side(StrEnum):
    """On which side of an ask the caller is."""

    SENT = "sent"
    RECEIVED = "received"


class Ask(Told):
    """One request put to one group or to one programme: states and times. `state` is as of now: an
    offer whose hold has run out has lapsed. `request_id` is told to the asking side, people of the
    home to it."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    side = code(Side, **some())
    network_id = fields.UUID(**some())
    request_id = fields.UUID(**perhaps())
    sender_id = fields.UUID(**some())
    sender_name = fields.String(**some())
    recipient_id = fields.UUID(**some())
    recipient_name = fields.String(**some())
    group_id = fields.UUID(**perhaps())
    programme_id = fields.UUID(**perhaps())
    group_name = fields.String(**some())
    state = code(AskState, **some())
    waits_for = code(Party, **perhaps())
    moves = codes(AskMove)
    level = level(Level)
    wanted_from = fields.Date(**some())
    sent_at = fields.DateTime(**some())
    opened_at = fields.DateTime(**perhaps())
    opened_by = fields.String(**some())
    hold_until = fields.DateTime(**perhaps())
    offered_from = fields.Date(**perhaps())
    offered_until = fields.Date(**perhaps())
    ended_at = fields.DateTime(**perhaps())
    end_reason = fields.String(**some())
    also_because = fields.List(fields.String(), **some())
    ask_again = code(AskAgain, **perhaps())
    ask_again_on = fields.Date(**perhaps())
    question_since = fields.DateTime(**perhaps())
    waitlisted_at = fields.DateTime(**perhaps())
    visit_at = fields.DateTime(**perhaps())
    review_on = fields.Date(**perhaps())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    version = fields.Integer(**some())


AskPage = page_of(Ask)


class AskList(Told):
    """Every ask of a request, newest first."""

    items = fields.List(fields.Nested(Ask), **some())


class Disclosure(Told):
    """What the home sees of the request, as it was frozen: from level 1 on school level,
    risks and own words too. `basis` is that of the highest level. `why` is the line to this home:
    why it is asked."""

    age_band = code(AgeBand, **some())
    sex = code(Sex, **some())
    region = code(Region, **some())
    needs = codes(Need)
    legal_group = code(LegalGroup, **some())
    urgency = code(Urgency, **some())
    school_level = code(SchoolLevel, **perhaps())
    risks = fields.String(**perhaps())
    own_words = fields.String(**perhaps())
    why = fields.String(**perhaps())
    basis = code(Basis, **some())


class SentPaper(Told):
    """A paper that came with a message. A document of the file (`of_file`) is opened like those of
    a share; to the centre `document_id` says which it is."""

    id = fields.UUID(**some())
    of_file = fields.Boolean(**some())
    document_id = fields.UUID(**perhaps())
    kind = code(DocumentKind, **some())
    media_type = code(Media, **some())
    size = fields.Integer(**some())
    scan = code(Scan, **some())


class Message(Told):
    """A word between the two sides, and the papers that came with it."""

    id = fields.UUID(**some())
    at = fields.DateTime(**some())
    by_tenant_id = fields.UUID(**some())
    by_name = fields.String(**some())
    body = fields.String(**some())
    papers = fields.List(fields.Nested(SentPaper), **some())


class MessageList(Told):
    """The thread, oldest first."""

    items = fields.List(fields.Nested(Message), **some())


class Event(Told):
    """An entry of the timeline: a move of the ask, or a message."""

    at = fields.DateTime(**some())
    kind = fields.String(**some())
    by_tenant_id = fields.UUID(**some())
    by_name = fields.String(**some())
    text = fields.String(**some())
    reason = fields.String(**some())
    after = fields.String(**some())


class Timeline(Told):
    """Everything between the two sides, newest first."""

    items = fields.List(fields.Nested(Event), **some())


class Question(Told):
    """A question of the home's, and the centre's answer if there is one."""

    id = fields.UUID(**some())
    topic = code(Topic, **some())
    body = fields.String(**some())
    by_name = fields.String(**some())
    at = fields.DateTime(**some())
    answer = fields.String(**perhaps())
    answered_at = fields.DateTime(**perhaps())
    answered_by = fields.String(**some())


class Visit(Told):
    """The last visit that was arranged; who comes by what they are, never by name."""

    at = fields.DateTime(**some())
    minutes = fields.Integer(**some())
    participants = codes(Visitor)
    state = code(VisitState, **some())
    sequence = fields.Integer(**some())
    wish = code(Wish, **perhaps())
    wish_words = fields.String(**some())


class Position(Told):
    """Where an ask stands on the waiting list of its group, counted from one."""

    position = fields.Integer(**some())
    waiting = fields.Integer(**some())


class Around(Told):
    """What lies beside an ask: questions, the visit, its place on the waiting list, and what is
    due on it until when. To the home while the ask lives."""

    questions = fields.List(fields.Nested(Question), **some())
    visit = fields.Nested(Visit, **perhaps())
    waiting = fields.Nested(Position, **perhaps())
    due_at = fields.DateTime(**perhaps())
    due = code(ClockKind, **perhaps())
    due_state = code(ClockState, **perhaps())


class Reason(Told):
    """A reason a home may give: of which kind, and whose side it counts for. What is reviewed
    goes to the coordination; `again` is what usually changes the answer."""

    kind = code(DeclineKind, **some())
    fault = code(Fault, **some())
    reviewable = fields.Boolean(**some())
    again = code(AskAgain, **perhaps())
    code = fields.String(**some())
    in_slovenian = fields.String(**some())
    in_english = fields.String(**some())


class ReasonList(Told):
    """What can be chosen today, in the order in which it is shown."""

    items = fields.List(fields.Nested(Reason), **some())


class Review(Told):
    """A decline that the coordination looks at: codes and times, never words of the home's."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    home_name = fields.String(**some())
    group_name = fields.String(**some())
    reason = fields.String(**some())
    also_because = fields.List(fields.String(), **some())
    due_at = fields.DateTime(**some())
    decision = code(ReviewDecision, **perhaps())
    decided_at = fields.DateTime(**perhaps())
    decided_by = fields.String(**some())
    remark = fields.String(**some())


ReviewPage = page_of(Review)


class ReviewList(Told):
    """Declines that wait, the soonest due first."""

    items = fields.List(fields.Nested(Review), **some())


class Day(Told):
    """What waits for the caller's organisation, and what it waits for."""

    for_us = fields.List(fields.Nested(Ask), **some())
    for_them = fields.List(fields.Nested(Ask), **some())
    unasked = fields.List(fields.Nested(RequestInList), **some())
