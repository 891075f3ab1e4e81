"""The kinds of values people and programs send, each checked in one place."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeVar

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from network.availability.profile import OLDEST, YOUNGEST
from tenants import clock
from tenants.errors import N_

Kind = TypeVar("Kind", bound=Enum)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LINE_BREAKS = "\n\t"
# Bidirectional overrides can make a text read differently from what it says (Unicode TR 36).
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
TELEPHONE = re.compile(r"[\d +()/-]*", re.ASCII)
FEWEST_DIGITS, MOST_DIGITS = 6, 20
SHORT, NOTE, LONG = 120, 1000, 4000  # characters of a name, of a few words, of a story


class Given(Schema):
    """What somebody sends: nothing but the fields it knows, every text trimmed and in one
    spelling (NFC, line breaks as a single character)."""

    @pre_load
    def tidy(self, data: object, **_kwargs: object) -> object:
        return tidied(data)


def tidied(value: object) -> object:
    """Texts without the spaces around them, at any depth; anything else as it is."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if isinstance(value, Mapping):
        return {name: tidied(each) for name, each in value.items()}
    if isinstance(value, list):
        return [tidied(each) for each in value]
    return value


def line(longest: int = SHORT, **options: Any) -> fields.String:
    """A text of one line; not empty where it is required."""
    return _text(longest, one_line, **options)


def text(longest: int = NOTE, **options: Any) -> fields.String:
    """A text of several lines; not empty where it is required."""
    return _text(longest, readable, **options)


def _text(longest: int, check: Any, **options: Any) -> fields.String:
    least = 1 if options.get("required") else 0
    length = validate.Length(min=least, max=longest) if least else validate.Length(max=longest)
    return fields.String(validate=[length, check], **options)


def readable(value: str) -> None:
    """Refuse control characters: PostgreSQL takes no NUL, and nobody can type or see the rest."""
    if any(_hidden(letter) for letter in value if letter not in LINE_BREAKS):
        raise ValidationError(N_("Some characters cannot be shown. Type the text again."))


def one_line(value: str) -> None:
    readable(value)
    if not {"\n", "\t"}.isdisjoint(value):
        raise ValidationError(N_("Write this in one line."))


def _hidden(letter: str) -> bool:
    return letter in TURNING or unicodedata.category(letter) in ("Cc", "Cs")


class Whole(fields.Integer):
    """A whole number: 15 or "15", never 15.5 or 1_500."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, str) and not NUMBER.fullmatch(value):
            raise self.make_error("invalid", input=value)
        if isinstance(value, float) and not value.is_integer():
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


def whole(least: int, most: int, **options: Any) -> Whole:
    """A whole number within bounds."""
    return Whole(validate=validate.Range(least, most), **options)


def age(**options: Any) -> Whole:
    """An age in whole years that some group may take."""
    return whole(YOUNGEST, OLDEST, **options)


def day(**options: Any) -> fields.Date:
    """A calendar day that somebody living may mean."""
    return fields.Date(validate=imaginable, **options)


def imaginable(value: date) -> None:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValidationError(N_("Check the year of this date."))


class Moment(fields.AwareDateTime):
    """A moment; without an offset it is what clocks here show. Of an hour that comes twice, in the
    night of autumn, the first is meant; one that does not come, in the night of spring, is none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        read: datetime = super()._deserialize(value, attr, data, **kwargs)
        if read.tzinfo is clock.LOCAL:
            back = read.astimezone(UTC).astimezone(clock.LOCAL)
            if back.replace(tzinfo=None) != read.replace(tzinfo=None):
                raise ValidationError(
                    N_("There is no such hour: in that night the clocks are put forward.")
                )
        return read


def moment(**options: Any) -> Moment:
    """A moment that somebody living may mean; without an offset it is local time here."""
    return Moment(default_timezone=clock.LOCAL, validate=imaginable_at, **options)


def imaginable_at(value: datetime) -> None:
    imaginable(value.date())


def one_of(kind: type[Kind], **options: Any) -> fields.Enum[Kind]:
    """One coded value, sent as its code."""
    return fields.Enum(kind, by_value=True, metadata={"type": "string"}, **options)


class Several(fields.List[Kind]):
    """Some coded values, each at most once."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[Kind | None]:
        return list(dict.fromkeys(super()._deserialize(value, attr, data, **kwargs)))


def some_of(kind: type[Kind], *, filled: bool = False, **options: Any) -> Several[Kind]:
    """Any number of coded values, `filled` at least one, in the order they were sent."""
    found = Several(one_of(kind), validate=validate.Length(max=len(kind)), **options)
    if filled:
        found.validators.append(validate.Length(min=1))
    return found


def telephone(**options: Any) -> fields.String:
    """A number people can dial. Loose on purpose: extensions and foreign numbers are written
    in many ways."""
    return fields.String(validate=dialable, **options)


def dialable(value: str) -> None:
    digits = sum(letter.isdigit() for letter in value)
    if not TELEPHONE.fullmatch(value) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise ValidationError(N_("Enter a telephone number such as 01 234 56 78."))
