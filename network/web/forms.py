"""What was typed into a form: on its way to a schema, and on its way back with what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict

from network.schemas import messages
from network.statuses import status_of
from network.web import formats
from network.web.words import gettext
from tenants.errors import DomainError, Invalid

WHOLE_FORM = "_schema"


@dataclass(frozen=True, slots=True)
class FormView:
    """What a form shows: the values typed or known, and per field what is wrong with them.

    `key` tells it from the other forms of its page, whose fields may be called the same.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    key: str = ""

    @classmethod
    def known(cls, **values: object) -> "FormView":
        """A form that opens with values we know, such as a thing to be edited."""
        return cls(values)

    @classmethod
    def refused(
        cls, typed: MultiDict[str, str], problem: ValidationError | DomainError
    ) -> "FormView":
        """The same form again: everything typed is kept, and each sentence stands at its field."""
        return cls(typed.to_dict(flat=False), _sentences(problem))

    def text(self, name: str) -> str:
        """The value of a field as it is typed; of several, the first."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """All values of a field, for boxes of which several may be ticked."""
        return list(_as_typed(self.values.get(name)))

    def ticked(self, name: str, value: object = "yes") -> bool:
        """Whether a box or a choice with this value is on."""
        return next(_as_typed(value), "") in self.texts(name)

    def wrong(self, name: str) -> list[str]:
        """The sentences about one field."""
        return self.errors.get(name, [])

    def summary(self, labels: Iterable[str]) -> list[tuple[str, list[str]]]:
        """The fields with something wrong, in the order of `labels`, which is that of the page;
        what concerns the whole form comes first."""
        place = {WHOLE_FORM: -1} | {name: at for at, name in enumerate(labels)}

        def place_of(wrong: tuple[str, list[str]]) -> int:
            name = wrong[0]
            return place.get(name, place.get(name.partition(".")[0], len(place)))

        return sorted(self.errors.items(), key=place_of)

    def __bool__(self) -> bool:
        return True


def status_for(problem: ValidationError | DomainError) -> int:
    """The status of a page whose form was refused."""
    return 422 if isinstance(problem, ValidationError) else status_of(problem)


def _sentences(problem: ValidationError | DomainError) -> dict[str, list[str]]:
    if isinstance(problem, DomainError):
        known = problem.field if isinstance(problem, Invalid) else problem.facts.get("field")
        name = str(known or "")
        return {name or WHOLE_FORM: [gettext(problem.sentence) % problem.facts]}
    return dict(_flat(problem.normalized_messages(), ""))


def _flat(said: object, name: str) -> Iterator[tuple[str, list[str]]]:
    """Nested messages by field: `needs.self_harm` for a part, the list's own name for an item."""
    if not isinstance(said, Mapping):
        yield name, [messages.translated(str(sentence), gettext) for sentence in _listed(said)]
        return
    found: dict[str, list[str]] = {}
    for key, below in said.items():
        inner = name if isinstance(key, int) or key in ("key", "value") else _join(name, str(key))
        for where, sentences in _flat(below, inner):
            kept = found.setdefault(where, [])
            kept.extend(one for one in sentences if one not in kept)
    yield from found.items()


def _listed(said: object) -> Sequence[object]:
    return said if isinstance(said, list) else [said]


def _join(outer: str, inner: str) -> str:
    if not outer or outer == WHOLE_FORM:
        return inner
    return outer if inner == WHOLE_FORM else f"{outer}.{inner}"


def _as_typed(value: object) -> Iterator[str]:
    """How a value stands in a form field."""
    if value is None or value == "":
        return
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _as_typed(one)
    else:
        yield _one_typed(value)


def _one_typed(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case bool():
            return "yes" if value else ""
        case datetime():
            return formats.typed_moment(value)
        case date():
            return formats.day(value)
        case _:
            return str(value)


def form_values(schema: Schema, typed: MultiDict[str, str]) -> dict[str, Any]:
    """The checked values of a form; fields the schema does not know (a button's) are left out.

    Raises marshmallow's ValidationError with messages per field.
    """
    loaded: dict[str, Any] = schema.load(_for_schema(schema, typed, ""))
    return loaded


def _for_schema(schema: Schema, typed: MultiDict[str, str], prefix: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for attribute, known in schema.load_fields.items():
        name = known.data_key if known.data_key is not None else attribute
        values |= _value(known, name, typed, prefix)
    return values


def _value(
    known: fields.Field[Any], name: str, typed: MultiDict[str, str], prefix: str
) -> dict[str, object]:
    full = prefix + name
    match known:
        case fields.Nested():
            return {name: _for_schema(known.schema, typed, f"{full}.")}
        case fields.Dict():
            return {name: _under(f"{full}.", typed)}
        case fields.List():
            return {
                name: [_spelled(known.inner, one) for one in typed.getlist(full) if one.strip()]
            }
        case fields.Boolean():
            return {name: typed.get(full, "").strip() or "no"}
    text = typed.get(full, "").strip()
    return {name: _spelled(known, text)} if text else _left_empty(known, name)


def _under(prefix: str, typed: MultiDict[str, str]) -> dict[str, str]:
    """`needs.self_harm=taken` and its like, as one mapping; what was left open is left out."""
    return {
        name.removeprefix(prefix): value.strip()
        for name, value in typed.items()
        if name.startswith(prefix) and value.strip()
    }


def _left_empty(known: fields.Field[Any], name: str) -> dict[str, object]:
    """An empty field clears what may be empty and is missing where something is required."""
    if known.allow_none:
        return {name: None}
    clears = isinstance(known, fields.String) and type(known) is fields.String
    return {name: ""} if clears and not known.required else {}


def _spelled(known: fields.Field[Any], text: str) -> str:
    """Dates, times and decimals as people here write them, in the spelling schemas read."""
    match known:
        case fields.DateTime():
            return formats.iso_moment(text)
        case fields.Date():
            return formats.iso_day(text)
        case fields.Float() | fields.Decimal():
            return text.replace(",", ".")
    return text
