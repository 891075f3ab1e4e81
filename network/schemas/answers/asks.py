"""Asks, as either side is told of them."""

from enum import StrEnum

from marshmallow import fields

from network.availability.profile import LegalGroup, Need, Region, SchoolLevel, Sex
from network.requests.lifecycle import AskMove, AskState, Party
from network.requests.profile import AgeBand, Level, Urgency
from network.schemas.answers.requests import RequestInList
from network.schemas.answers.values import Told, code, codes, level, page_of, perhaps, some


class Side(StrEnum):
    """On which side of an ask the caller is."""

    SENT = "sent"
    RECEIVED = "received"


class Ask(Told):
    """One request put to one group: states and times. `state` is as of now: an offer whose hold
    has run out has lapsed. `request_id` is told to the asking side, people of the home to it."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    side = code(Side, **some())
    network_id = fields.UUID(**some())
    request_id = fields.UUID(**perhaps())
    sender_id = fields.UUID(**some())
    sender_name = fields.String(**some())
    recipient_id = fields.UUID(**some())
    recipient_name = fields.String(**some())
    group_id = fields.UUID(**some())
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
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    version = fields.Integer(**some())


AskPage = page_of(Ask)


class AskList(Told):
    """Every ask of a request, newest first."""

    items = fields.List(fields.Nested(Ask), **some())


class Disclosure(Told):
    """What the home sees of the request, as it was frozen: from level 1 on the last three too."""

    age_band = code(AgeBand, **some())
    sex = code(Sex, **some())
    region = code(Region, **some())
    needs = codes(Need)
    legal_group = code(LegalGroup, **some())
    urgency = code(Urgency, **some())
    school_level = code(SchoolLevel, **perhaps())
    risks = fields.String(**perhaps())
    own_words = fields.String(**perhaps())


class Message(Told):
    """A word between the two sides."""

    id = fields.UUID(**some())
    at = fields.DateTime(**some())
    by_tenant_id = fields.UUID(**some())
    by_name = fields.String(**some())
    body = fields.String(**some())


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


class Day(Told):
    """What waits for the caller's organisation, and what it waits for."""

    for_us = fields.List(fields.Nested(Ask), **some())
    for_them = fields.List(fields.Nested(Ask), **some())
    unasked = fields.List(fields.Nested(RequestInList), **some())
