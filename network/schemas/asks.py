"""What the two sides of an ask tell each other."""

from datetime import timedelta
from typing import Any

from marshmallow import fields, post_load, validate

from network.requests.actions.answering import LONGEST_HOLD
from network.requests.actions.messages import LONGEST
from network.requests.lifecycle import MOST_LIVE
from network.requests.reasons import AskAgain, Refusal, Withdrawal
from network.schemas.values import Given, day, one_of, text, whole

MOST_HOURS = LONGEST_HOLD // timedelta(hours=1)


class AskIn(Given):
    """The groups to ask, at most five at a time."""

    group_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_LIVE)
    )


class OfferIn(Given):
    """A place offered from `starts` (else the day asked for) and held for some hours, for
    `requests.actions.answering.offer`."""

    starts = day(allow_none=True, load_default=None)
    ends = day(allow_none=True, load_default=None)
    hold_hours = whole(1, MOST_HOURS)
    note = text(load_default="")

    @post_load
    def as_time(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        hours: int | None = data.pop("hold_hours", None)
        return data if hours is None else data | {"hold_for": timedelta(hours=hours)}


class DeclineIn(Given):
    """A coded reason of the list, and up to two more; "other" needs a word. `ask_again` says what
    would change the answer."""

    reason = text(60, required=True)
    also_because = fields.List(text(60), load_default=list, validate=validate.Length(max=2))
    ask_again = one_of(AskAgain, allow_none=True, load_default=None)
    ask_again_on = day(allow_none=True, load_default=None)
    note = text(load_default="")


class RefuseIn(Given):
    """Why an offered place is not taken."""

    reason = one_of(Refusal, required=True)


class WithdrawIn(Given):
    """Why an ask is taken back."""

    reason = one_of(Withdrawal, required=True)


class CancelIn(Given):
    """Why an accepted place is given back before the arrival."""

    reason = one_of(Withdrawal, required=True)


class MessageIn(Given):
    """A word to the other side."""

    body = text(LONGEST, required=True)


class AssignIn(Given):
    """Who answers for something, and who steps in."""

    responsible_id = fields.UUID(allow_none=True, load_default=None)
    deputy_id = fields.UUID(allow_none=True, load_default=None)


class HandOverIn(Given):
    """To whom all that a member answers for goes."""

    to_id = fields.UUID(required=True)
