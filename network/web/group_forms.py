"""The form of a group: what it offers, what it showed, and what to do if that has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from network.availability.models import Group
from network.availability.profile import Need
from network.schemas.groups import stances
from network.web import formats
from network.web.forms import FormView
from network.web.labels import label
from network.web.words import gettext
from tenants import admission, staffing
from tenants.errors import N_, Conflict
from tenants.scope import Scope

PLAIN = (
    "name",
    "form",
    "restriction_level",
    "age_from",
    "age_to",
    "sex",
    "school_levels",
    "legal_groups",
    "town",
    "duty_phone",
    "note",
    "admits_from",
    "admits_until",
    "responsible_id",
    "deputy_id",
)
YEARLY = ("admits_from", "admits_until")
NEEDS = tuple(f"needs.{need}" for need in Need)
FIELDS = (*PLAIN, *NEEDS, "capacity")
CODED = {
    "form": "Form",
    "sex": "GroupSex",
    "school_levels": "SchoolLevel",
    "legal_groups": "LegalGroup",
}
STANCES = {
    "taken": N_("takes it"),
    "asked": N_("ask first"),
    "not_taken": N_("does not take it"),
    "": N_("not said"),
}


class ChangedMeanwhile(Conflict):
    """Somebody has saved the group since its form was opened."""


def known(group: Group, capacity: int) -> dict[str, object]:
    """The values of the form as the group stands."""
    said = {f"needs.{need}": stance for need, stance in stances(group).items()}
    plain = {name: getattr(group, name) for name in PLAIN}
    plain |= {name: formats.month_day(plain[name]) for name in YEARLY}
    return plain | dict.fromkeys(NEEDS) | said | {"capacity": capacity}


def offered(scope: Scope, *, new: bool = False) -> dict[str, Any]:
    """What the form lets people choose from, and what its fields are called."""
    several = new and len(scope.network_ids) > 1
    return {
        "labels": labels(),
        "stances": {code: gettext(name) for code, name in STANCES.items()},
        "members": [(str(member.id), member.name) for member in staffing.active(scope)],
        "networks": [(str(one.id), one.name) for one in admission.networks()] if several else [],
    }


def labels() -> dict[str, str]:
    """What the fields are called, in the order of the form."""
    return {
        "network_id": gettext("Network"),
        "name": gettext("Name"),
        "form": gettext("Form of living"),
        "restriction_level": gettext("Degree of restriction"),
        "capacity": gettext("Places"),
        "town": gettext("Town"),
        "duty_phone": gettext("Duty telephone"),
        "age_from": gettext("Youngest age"),
        "age_to": gettext("Oldest age"),
        "sex": gettext("Whom it takes"),
        "school_levels": gettext("School"),
        "legal_groups": gettext("Legal groups"),
        "needs": gettext("Needs"),
        **{name: label(name.removeprefix("needs."), "Need") for name in NEEDS},
        "note": gettext("What else to know"),
        "admits_from": gettext("Takes somebody in from"),
        "admits_until": gettext("up to and including"),
        "responsible_id": gettext("Responsible"),
        "deputy_id": gettext("Deputy"),
    }


@dataclass(frozen=True, slots=True)
class Stamp:
    """What each field showed when the form was opened, in short.

    The row's version would not do: a "still true" changes it too, and that is no reason to
    refuse what somebody has typed.
    """

    marks: Mapping[str, str]

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "Stamp":
        shown = FormView(values)
        return cls({name: _mark(shown.texts(name)) for name in FIELDS})

    @classmethod
    def read(cls, text: str) -> "Stamp":
        return cls(dict(zip(FIELDS, text.split("."), strict=False)))

    def __str__(self) -> str:
        return ".".join(self.marks.values())

    def changed(self, now: Mapping[str, object]) -> list[str]:
        """The fields that show something else by now."""
        return [name for name, mark in Stamp.of(now).marks.items() if self.marks.get(name) != mark]

    def require_same(self, now: Mapping[str, object]) -> None:
        """Pass, or raise ChangedMeanwhile."""
        if self.changed(now):
            raise ChangedMeanwhile(N_("Somebody has changed this group since you opened the form."))


def _mark(texts: Iterable[str]) -> str:
    plain = "\n".join(texts).replace("\r\n", "\n").strip()
    return sha256(plain.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Merged:
    """A form after two people changed the same group, and the fields the other one changed."""

    values: Mapping[str, object]
    theirs: list[str]


def merged(stamp: Stamp, typed: Mapping[str, object], now: Mapping[str, object]) -> Merged:
    """What was typed stays; a field one did not touch shows what the other person saved."""
    theirs = stamp.changed(now)
    untouched = [
        name for name in theirs if _mark(FormView(typed).texts(name)) == stamp.marks.get(name)
    ]
    return Merged({**typed, **{name: now[name] for name in untouched}}, theirs)


def in_words(
    scope: Scope, names: Iterable[str], now: Mapping[str, object]
) -> list[tuple[str, str]]:
    """Each field with what stands there now, as people read it."""
    members = {str(member.id): member.name for member in staffing.active(scope)}
    called, shown = labels(), FormView(now)
    return [(called[name], _in_words(name, shown.texts(name), members)) for name in names]


def _in_words(name: str, texts: list[str], members: Mapping[str, str]) -> str:
    if name in NEEDS:
        return gettext(STANCES[next(iter(texts), "")])
    if name in CODED:
        return ", ".join(label(text, CODED[name]) for text in texts)
    return ", ".join(members.get(text, text) for text in texts)
