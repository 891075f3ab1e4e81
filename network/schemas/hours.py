"""When an organisation works: by weekday, Monday first."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from network.schemas.notices import Hour, hour
from network.schemas.values import NOTE, Given, text
from tenants.errors import N_

WEEKDAYS = range(7)
BOTH = N_("Give both times, or neither where nobody works that day.")


class DayOfWork(Given):
    """The hours of one weekday; 0 is Monday."""

    weekday = fields.Integer(required=True, strict=True, validate=validate.Range(0, 6))
    opens = hour()
    closes = hour()


class HoursIn(Given):
    """The days on which the organisation works; none at all means the usual office hours."""

    days = fields.List(
        fields.Nested(DayOfWork), required=True, validate=validate.Length(max=len(WEEKDAYS))
    )

    @post_load
    def by_weekday(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        days = {day["weekday"]: (day["opens"], day["closes"]) for day in given["days"]}
        if len(days) < len(given["days"]):
            raise ValidationError({"days": [N_("Name each day of the week once.")]})
        return {"hours": days}


class Week(Given):
    """The same as a form: two times for each day, both empty where nobody works."""

    @validates_schema
    def both(self, given: dict[str, Any], **_: Any) -> None:
        for weekday in WEEKDAYS:
            opens, closes = f"opens_{weekday}", f"closes_{weekday}"
            if (given[opens] is None) != (given[closes] is None):
                raise ValidationError(BOTH, opens if given[opens] is None else closes)

    @post_load
    def by_weekday(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {
            "hours": {
                weekday: (given[f"opens_{weekday}"], given[f"closes_{weekday}"])
                for weekday in WEEKDAYS
                if given[f"opens_{weekday}"] is not None
            }
        }


WrittenHours = Week.from_dict(
    {
        f"{name}_{weekday}": Hour(load_default=None, allow_none=True)
        for weekday in WEEKDAYS
        for name in ("opens", "closes")
    },
    name="WrittenHours",
)


class ExcuseIn(Given):
    """Why something due need not be done."""

    reason = text(NOTE, required=True)
