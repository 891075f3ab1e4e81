"""Requests, as the centre that wrote them and as the coordination is told of them."""

from marshmallow import fields

from network.availability.profile import Form, LegalGroup, Need, Region, SchoolLevel, Sex
from network.requests.lifecycle import RequestState
from network.requests.profile import AgeBand, Urgency
from network.requests.reasons import AppealOutcome, Closing, Sitting
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


class RequestInList(Told):
    """A request without its narrative."""

    id = fields.UUID(**some())
    network_id = fields.UUID(**some())
    number = fields.String(**some())
    file_reference = fields.String(**some())
    state = code(RequestState, **some())
    age = fields.Integer(**some())
    sex = code(Sex, **some())
    region = code(Region, **some())
    home_town = fields.String(**some())
    school_level = code(SchoolLevel, **some())
    needs = codes(Need)
    legal_group = code(LegalGroup, **some())
    urgency = code(Urgency, **some())
    forms = codes(Form)
    wanted_from = fields.Date(**some())
    responsible_id = fields.UUID(**some())
    deputy_id = fields.UUID(**perhaps())
    accepted_ask_id = fields.UUID(**perhaps())
    family_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())
    closed_at = fields.DateTime(**perhaps())
    closing = code(Closing, **perhaps())
    version = fields.Integer(**some())


class RequestRow(RequestInList):
    """A request in a list, with how many of its asks live, are offered and were declined."""

    live = fields.Integer(**some())
    offered = fields.Integer(**some())
    declined = fields.Integer(**some())


class Request(RequestInList):
    """One request with all that was written. Its own tenant's only."""

    risks = fields.String(**some())
    own_words = fields.String(**some())


RequestPage = page_of(RequestRow)


class Step(Told):
    """One change, written down."""

    at = fields.DateTime(**some())
    move = fields.String(**some())
    reason = fields.String(**some())
    by_name = fields.String(**some())


class StepList(Told):
    """What was done, oldest first."""

    items = fields.List(fields.Nested(Step), **some())


class NetworkRequest(Told):
    """A request as the coordination sees it: no identity, no narrative."""

    id = fields.UUID(**some())
    network_id = fields.UUID(**some())
    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    number = fields.String(**some())
    sex = code(Sex, **some())
    region = code(Region, **some())
    needs = codes(Need)
    age_band = code(AgeBand, **some())
    urgency = code(Urgency, **some())
    wanted_from = fields.Date(**some())
    created_at = fields.DateTime(**some())
    closed_at = fields.DateTime(**perhaps())
    closing = code(Closing, **perhaps())
    state = code(RequestState, **some())
    asks_sent = fields.Integer(**some())
    asks_live = fields.Integer(**some())
    asks_declined = fields.Integer(**some())
    last_asked_at = fields.DateTime(**perhaps())
    stage = fields.String(
        **some(metadata={"description": "What it waits for; `placed` and `closed` wait no more."})
    )
    stage_since = fields.DateTime(**some())


NetworkRequestPage = page_of(NetworkRequest)


class Figures(Told):
    """How many requests of the networks stand where."""

    requests = fields.Dict(keys=code(RequestState), values=fields.Integer(), **some())


class Appeal(Told):
    """An inter-agency meeting on a search, or on one decline of it (`ask_id`)."""

    id = fields.UUID(**some())
    ask_id = fields.UUID(**perhaps())
    called_for = fields.String(**some())
    meets_on = fields.Date(**perhaps())
    participants = codes(Sitting)
    outcome = code(AppealOutcome, **perhaps())
    conclusion = fields.String(**some())
    held_on = fields.Date(**perhaps())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class AppealList(Told):
    """The meetings on one request, the newest first."""

    items = fields.List(fields.Nested(Appeal), **some())
