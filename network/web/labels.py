"""What the coded values are called on a page. One table a kind; a test holds them complete."""

from collections.abc import Iterable
from enum import Enum

from flask import Flask

from network.consent.kinds import Basis
from network.records.fields import Field
from network.requests.reasons import DECLINES, Decline, DeclineKind
from network.web.vocabulary import (
    aftercare,
    asks,
    cases,
    coordination,
    elsewhere,
    enrolments,
    exports,
    files,
    notices,
    oversight,
    own_pages,
    people,
    placements,
    places,
    plans,
    programmes,
    proposals,
    requests,
    rights,
    sessions,
    trail,
    transfers,
)
from network.web.words import gettext

LABELS: dict[type[Enum], dict[Enum, str]] = {
    **notices.LABELS,
    **people.LABELS,
    **places.LABELS,
    **requests.LABELS,
    **asks.LABELS,
    **placements.LABELS,
    **programmes.LABELS,
    **coordination.LABELS,
    **exports.LABELS,
    **trail.LABELS,
    **files.LABELS,
    **elsewhere.LABELS,
    **own_pages.LABELS,
    **transfers.LABELS,
    **rights.LABELS,
    **oversight.LABELS,
    **enrolments.LABELS,
    **sessions.LABELS,
    **cases.LABELS,
    **plans.LABELS,
    **aftercare.LABELS,
    **proposals.LABELS,
}
KINDS = {kind.__name__: kind for kind in LABELS}


class UnknownKind(LookupError):
    """A template asks for labels of a kind that has none: a bug of ours."""


def init_app(app: Flask) -> None:
    app.add_template_filter(label)
    app.add_template_filter(label_all)
    app.add_template_filter(explained)
    app.add_template_filter(field_label)
    app.add_template_filter(basis_explained)
    app.jinja_env.globals["field_labels"] = field_labels
    app.jinja_env.globals.update(choices=choices, decline_choices=decline_choices)


def label(value: object, kind: str = "") -> str:
    """What a coded value is called, in the reader's language.

    A value of an enumeration speaks for itself; plain text from a row needs the `kind`, by the
    enumeration's name: `{{ group.form | label("Form") }}`. A value we no longer know stands as is.
    """
    if value is None or value == "":
        return ""
    if not isinstance(value, Enum):
        found = _member(value, kind)
        if found is None:
            return str(value)
        value = found
    return gettext(LABELS[type(value)][value])


def _member(value: object, kind: str) -> Enum | None:
    if kind not in KINDS:
        raise UnknownKind(kind or f"no kind was named for {value!r}")
    try:
        return KINDS[kind](value)
    except ValueError:
        return None


def label_all(values: object, kind: str = "") -> str:
    """Several coded values in one line, with commas."""
    listed = values if isinstance(values, (list, tuple, set, frozenset)) else ()
    return ", ".join(label(one, kind) for one in listed)


def explained(value: object) -> str:
    """A few words about a form of living together."""
    return gettext(places.EXPLAINED[str(value)]) if str(value) in places.EXPLAINED else ""


def choices(kind: str, *only: object) -> list[tuple[str, str]]:
    """The values of an enumeration with their labels, for a field that lets people choose."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    wanted = {str(getattr(one, "value", one)) for one in only}
    return [
        (str(one.value), label(one))
        for one in KINDS[kind]
        if not wanted or str(one.value) in wanted
    ]


def decline_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The reasons a home may pick from, under the headings of their first level."""
    return [
        (label(kind), [(one.value, label(one)) for one in Decline if DECLINES[one][0] is kind])
        for kind in DeclineKind
    ]


def basis_explained(kind: Basis) -> str:
    """What a kind of legal basis means, in a sentence."""
    return gettext(files.BASES[kind])


def field_label(field: Field) -> str:
    """What a field of a file is called."""
    return gettext(files.FIELDS[field.name])


def field_labels(fields: Iterable[Field]) -> dict[str, str]:
    """The same for the fields of a form, by name, in their order."""
    return {field.name: field_label(field) for field in fields}
