"""Requests: what a young person needs, without saying who it is."""

from typing import Any

from marshmallow import fields, validate

from network.availability.profile import Form, LegalGroup, Need, Region, SchoolLevel, Sex
from network.requests.least import MOST_SHOWN, WhyNot
from network.requests.profile import Urgency
from network.requests.reasons import AppealOutcome, Closing, Pause, Sitting, Unmet
from network.schemas.values import LONG, Given, age, day, line, moment, one_of, some_of, text


class RequestChange(Given):
    """What may change of an open request, for `requests.actions.writing.change`.

    A form sends all of it; a program may send a part (`RequestChange(partial=True)`).
    """

    file_reference = line(60, required=True)
    home_town = line(load_default="")
    forms = some_of(Form, load_default=list)
    wanted_from = day(required=True)
    responsible_id = fields.UUID()
    deputy_id = fields.UUID(allow_none=True)


class WhyNotIn(Given):
    """Why a place is asked for although there are milder programmes, with words of one's own that
    stay in the house, and which programmes were shown to whoever answers."""

    why_not = one_of(WhyNot, allow_none=True, load_default=None)
    why_not_words = text(load_default="")
    why_not_shown = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_SHOWN)
    )


class RequestIn(RequestChange, WhyNotIn):
    """A new request, for `requests.actions.writing.write`. Without a responsible member it is
    the writer's; a network is chosen only by tenants that are in several. A personal number, a
    telephone number or an e-mail address in the free texts stays there only if it is needed."""

    age = age(required=True)
    sex = one_of(Sex, required=True)
    region = one_of(Region, required=True)
    school_level = one_of(SchoolLevel, required=True)
    needs = some_of(Need, load_default=list)
    legal_group = one_of(LegalGroup, required=True)
    urgency = one_of(Urgency, required=True)
    risks = text(LONG, load_default="")
    own_words = text(LONG, load_default="")
    identity_needed = fields.Boolean(load_default=False)
    network_id = fields.UUID()


class RemovedIn(Given):
    """When a child was removed at once; the court's hours run from then."""

    removed_at = moment(required=True)


class DecidedIn(Given):
    """Since when the court's order is final; null while it is not."""

    final_on = day(allow_none=True, load_default=None)


class RequestClosing(Given):
    """Why a request ends without a stay in the network, and what became of the need where the
    reason does not say."""

    reason = one_of(Closing, required=True)
    unmet = one_of(Unmet, allow_none=True, load_default=None)


class PauseIn(Given):
    """Why the search rests."""

    pause = one_of(Pause, required=True)


class FindingIn(Given):
    """A few words: what a review found, or why a search is taken up again."""

    note = text(required=True)


class AppealIn(Given):
    """A meeting of several organisations that is called for, on one declined ask or on all."""

    called_for = text(required=True)
    ask_id = fields.UUID(allow_none=True, load_default=None)
    meets_on = day(allow_none=True, load_default=None)
    participants = some_of(Sitting, load_default=list)


class ConclusionIn(Given):
    """When the meeting was held, who sat there, and what it came to."""

    outcome = one_of(AppealOutcome, required=True)
    conclusion = text(load_default="")
    held_on = day(allow_none=True, load_default=None)
    participants = some_of(Sitting, load_default=list)


class FamilyIn(Given):
    """With which other request of one's own organisation a place is looked for together."""

    number = line(20, required=True)


def fitting(request: Any) -> dict[str, object]:
    """The values of `BoardSearch` by which to look for what fits a request."""
    return {
        "age": request.age,
        "sex": Sex(request.sex),
        "town": request.home_town,
        "forms": [Form(form) for form in request.forms],
        "school_level": SchoolLevel(request.school_level),
        "legal_group": LegalGroup(request.legal_group),
        "needs": [Need(need) for need in request.needs],
        "on": request.wanted_from,
    }
