"""What is agreed on when somebody leaves, how they are followed, and how they fare later."""

from typing import Any

from marshmallow import fields, post_load

from network.aftercare.agreeing import Plan, Signed
from network.aftercare.beforehand import OwnFares
from network.aftercare.evaluating import Fares
from network.aftercare.later import FollowUp, LivesWith, Occupied, PlacedAgain
from network.aftercare.lifecycle import AftercareDecline, AftercareEnd, AftercareLonger, Rhythm
from network.aftercare.ways import ContactWay
from network.schemas.values import LONG, NOTE, Given, day, one_of, text, whole

WORST, BEST = 1, 5
A_DAY = 24 * 60  # minutes
SIGNED = ("house_on", "young_person_on", "parent_on", "other_parent_on")
FARES = ("reached", "lives_with", "occupied", "placed_again", "going", "words")
PLAN = ("we_do", "you_do", "when_hard")


class AftercareAgreeIn(Given):
    """A signed plan with its conditions: from when, how often, who has signed on which day
    (`..._on`), what the home does, what the young person does, and what helps when it gets hard."""

    begins = day(required=True)
    rhythm = one_of(Rhythm, required=True)
    planned_end = day(allow_none=True, load_default=None)
    house_on = day(required=True)
    young_person_on = day(allow_none=True, load_default=None)
    parent_on = day(allow_none=True, load_default=None)
    other_parent_on = day(allow_none=True, load_default=None)
    we_do = text(LONG, required=True)
    you_do = text(LONG, required=True)
    when_hard = text(LONG, load_default="")

    @post_load
    def as_agreement(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        signed = Signed(**{name: data.pop(name) for name in SIGNED})
        plan = Plan(**{name: data.pop(name) for name in PLAN})
        return data | {"signed": signed, "plan": plan}


class AftercareDeclineIn(Given):
    """Why nothing is agreed on."""

    reason = one_of(AftercareDecline, required=True)


class AftercareContactIn(Given):
    """On which day somebody was in touch and how; for how long, and how it goes (1 badly to 5 very
    well), unless nobody was reached."""

    on_day = day(required=True)
    way = one_of(ContactWay, required=True)
    minutes = whole(1, A_DAY, allow_none=True, load_default=None)
    going = whole(WORST, BEST, allow_none=True, load_default=None)
    words = text(LONG, load_default="")


class AftercareRhythmIn(Given):
    """How often from now on, and until when; null leaves the end open. To go on beyond a planned
    end, prolong it."""

    rhythm = one_of(Rhythm, required=True)
    planned_end = day(allow_none=True, load_default=None)


class AftercareProlongIn(Given):
    """Until which day it goes on, and why."""

    planned_end = day(required=True)
    reason = one_of(AftercareLonger, required=True)


class AftercareEndIn(Given):
    """The last day, and why it ends."""

    ended_on = day(required=True)
    reason = one_of(AftercareEnd, required=True)


class WishAnswerIn(Given):
    """What the home answers to somebody who asked for something on their own page."""

    words = text(LONG, required=True)


class CareWishIn(Given):
    """A few words with what somebody asks for, if they like."""

    words = text(NOTE, load_default="")


class OwnFaresIn(Given):
    """How somebody says that they fare; what is left out is not answered."""

    lives_with = one_of(LivesWith, allow_none=True, load_default=None)
    occupied = one_of(Occupied, allow_none=True, load_default=None)
    going = whole(WORST, BEST, allow_none=True, load_default=None)
    words = text(NOTE, load_default="")

    @post_load
    def as_own_fares(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        return {"fares": OwnFares(**data)}


class AftercareEvaluateIn(Given):
    """How somebody fares 6, 12 or 24 months after the departure. What is not known says so;
    `reached` is whether it was asked of the young person or the family."""

    stage = one_of(FollowUp, required=True)
    on_day = day(required=True)
    reached = fields.Boolean(required=True)
    lives_with = one_of(LivesWith, load_default=LivesWith.UNKNOWN)
    occupied = one_of(Occupied, load_default=Occupied.UNKNOWN)
    placed_again = one_of(PlacedAgain, load_default=PlacedAgain.UNKNOWN)
    going = whole(WORST, BEST, allow_none=True, load_default=None)
    words = text(LONG, load_default="")

    @post_load
    def as_fares(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        return data | {"fares": Fares(**{name: data.pop(name) for name in FARES})}
