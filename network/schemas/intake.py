"""What a home says of its intake, and the places it puts up beyond what a group is for."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from network.availability import window
from network.availability.intake import Intake
from network.availability.profile import ClosureReason, ExtraReason
from network.schemas.values import NOTE, Given, day, one_of, text
from tenants.errors import N_

WRITTEN = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.?", re.ASCII)
CODED = re.compile(r"\d\d-\d\d", re.ASCII)


class MonthDay(fields.String):
    """A day of every year: 25. 8. as people write it, 08-25 as programs do and as it is kept."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        written = str(super()._deserialize(value, attr, data, **kwargs))
        if told := WRITTEN.fullmatch(written):
            written = f"{int(told[2]):02}-{int(told[1]):02}"
        if written and not _is_day(written):
            raise ValidationError(N_("Enter a day and a month such as 25. 8."))
        return written


def _is_day(written: str) -> bool:
    try:
        return bool(CODED.fullmatch(written) and window.read(written))
    except ValueError:
        return False


def month_day(**options: Any) -> MonthDay:
    """A day of every year, or none."""
    longest = validate.Length(max=8)
    return MonthDay(validate=longest, metadata={"example": "08-25"}, **options)


class IntakeIn(Given):
    """How a group takes somebody in, up to (not including) `until`; closed needs a reason."""

    intake = one_of(Intake, required=True)
    until = day(allow_none=True, load_default=None)
    reason = one_of(ClosureReason, allow_none=True, load_default=None)


class ExtraIn(Given):
    """A place over the capacity from `starts` up to, not including, `ends`."""

    starts = day(required=True)
    ends = day(required=True)
    reason = one_of(ExtraReason, required=True)
    note = text(NOTE, load_default="")


class ExtraEndIn(Given):
    """The first day on which an extra place is gone, other than was authorised, and why."""

    ends = day(required=True)
    note = text(NOTE, required=True)
