"""How somebody wants to be told, and when they are away."""

import re
from datetime import time
from typing import Any

from marshmallow import Schema, fields, validate

from network.notices.kinds import Mail
from network.schemas.signin import LONGEST_EMAIL
from network.schemas.values import Given, day, one_of

HOUR = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
MOST_READ = 100


class Hour(fields.String):
    """A time of the wall clock: 7.30 as people here write it, 07:30 as programs do."""

    default_error_messages = {"invalid_time": "Not a valid time."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found = HOUR.fullmatch(super()._deserialize(value, attr, data, **kwargs))
        if found is None:
            raise self.make_error("invalid_time")
        return time(int(found[1]), int(found[2]))


def hour() -> Hour:
    return Hour(required=True, metadata={"pattern": f"^{HOUR.pattern}$"})


class WishesIn(Given):
    """When mail comes, the hours in which only a crisis breaks through, and days of absence."""

    mail = one_of(Mail, required=True)
    digest_at = hour()
    quiet_from = hour()
    quiet_until = hour()
    absent_from = day(load_default=None, allow_none=True)
    absent_until = day(load_default=None, allow_none=True)


class ReadIn(Given):
    """Which notices were read; all of them where none is named."""

    ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=MOST_READ))


class Forgotten(Schema):
    """The address with which somebody signs in."""

    email = fields.Email(required=True, validate=validate.Length(max=LONGEST_EMAIL))
