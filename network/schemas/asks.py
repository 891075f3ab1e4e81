"""What the two sides of an ask tell each other."""

from datetime import timedelta
from typing import Any

from marshmallow import fields, post_load, validate

from network.requests.actions import questioning
from network.requests.actions.answering import LONGEST_HOLD
from network.requests.actions.asking import LONGEST_WHY
from network.requests.actions.messages import LONGEST
from network.requests.actions.visiting import LONGEST as LONGEST_WISH
from network.requests.lifecycle import MOST_LIVE
from network.requests.reasons import (
    AskAgain,
    Refusal,
    ReviewDecision,
    Topic,
    Visitor,
    Wish,
    Withdrawal,
)
from network.schemas.requests import WhyNotIn
from network.schemas.values import Given, day, moment, one_of, some_of, text, whole

MOST_HOURS = LONGEST_HOLD // timedelta(hours=1)
SHORTEST_VISIT, LONGEST_VISIT = 15, 600  # minutes


class SaidAcross(Given):
    """Words for the other side; `identity_needed` where they hold a number or an address although
    the home does not know yet who it is about."""

    identity_needed = fields.Boolean(load_default=False)


class AskIn(SaidAcross, WhyNotIn):
    """The groups to ask, at most five at a time, and for each a line `why` it is that one; of the
    first ask of a request, unless it said so itself, why no programme will do."""

    group_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_LIVE)
    )
    why = fields.Dict(keys=fields.UUID(), values=text(LONGEST_WHY), load_default=dict)


class OfferIn(SaidAcross):
    """A place, or a seat of a cohort, offered from `starts` (else the day asked for) and held for
    some hours, for `placements.actions.either.offer`."""

    cohort_id = fields.UUID(allow_none=True, load_default=None)
    starts = day(allow_none=True, load_default=None)
    ends = day(allow_none=True, load_default=None)
    hold_hours = whole(1, MOST_HOURS)
    note = text(load_default="")

    @post_load
    def as_time(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        hours: int | None = data.pop("hold_hours", None)
        return data if hours is None else data | {"hold_for": timedelta(hours=hours)}


class DeclineIn(SaidAcross):
    """A coded reason of the list, and up to two more; "other" needs a word. `ask_again` says what
    would change the answer."""

    reason = text(60, required=True)
    also_because = fields.List(text(60), load_default=list, validate=validate.Length(max=2))
    ask_again = one_of(AskAgain, allow_none=True, load_default=None)
    ask_again_on = day(allow_none=True, load_default=None)
    note = text(load_default="")


class NoteIn(SaidAcross):
    """An answer, with a word if there is one to say."""

    note = text(load_default="")


class BecauseIn(SaidAcross):
    """A few words: why something is taken back or taken up again, or what a review found."""

    note = text(required=True)


class HoldIn(SaidAcross):
    """Hold the offered place for so many hours from now, and why."""

    hold_hours = whole(1, MOST_HOURS, required=True)
    note = text(required=True)

    @post_load
    def as_time(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        return data | {"hold_for": timedelta(hours=data.pop("hold_hours"))}


class ReviewIn(SaidAcross):
    """On which day a programme looks at the ask again, with a word if there is one to say."""

    review_on = day(required=True)
    note = text(load_default="")


class VisitIn(SaidAcross):
    """When the young person comes to the home, for how long, and who comes along. A time without
    an offset is local; of an hour that comes twice the first is meant."""

    at = moment(required=True)
    minutes = whole(SHORTEST_VISIT, LONGEST_VISIT, load_default=60)
    participants = some_of(Visitor, load_default=list)
    note = text(load_default="")


class QuestionIn(SaidAcross):
    """What the home must know before it answers."""

    topic = one_of(Topic, required=True)
    body = text(questioning.LONGEST, required=True)


class AnswerIn(SaidAcross):
    """The centre's answer to the open question."""

    answer = text(questioning.LONGEST, required=True)


class WishIn(SaidAcross):
    """What the young person says of the home after the visit, in their own words."""

    wish = one_of(Wish, required=True)
    words = text(LONGEST_WISH, load_default="")


class DecisionIn(Given):
    """How the coordination decides on a decline; one that is sent back carries a remark."""

    decision = fields.Enum(
        ReviewDecision,
        by_value=True,
        required=True,
        validate=validate.OneOf([ReviewDecision.CONFIRMED, ReviewDecision.SENT_BACK]),
        metadata={"type": "string"},
    )
    remark = text(load_default="")


class RefuseIn(Given):
    """Why an offered place is not taken."""

    reason = one_of(Refusal, required=True)


class WithdrawIn(Given):
    """Why an ask is taken back."""

    reason = one_of(Withdrawal, required=True)


class CancelIn(Given):
    """Why an accepted place is given back before the arrival."""

    reason = one_of(Withdrawal, required=True)


class MessageIn(SaidAcross):
    """A word to the other side."""

    body = text(LONGEST, required=True)


class AssignIn(Given):
    """Who answers for something, and who steps in."""

    responsible_id = fields.UUID(allow_none=True, load_default=None)
    deputy_id = fields.UUID(allow_none=True, load_default=None)


class HandOverIn(Given):
    """To whom all that a member answers for goes."""

    to_id = fields.UUID(required=True)
