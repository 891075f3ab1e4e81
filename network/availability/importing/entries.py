"""A checked row of a list: what it says of one group. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from network.availability.profile import RESTRICTION, ClosureReason, Form, LegalGroup

# What a new group gets where the list says nothing. Every legal group, since homes whose lists
# are silent take them all; no needs, which the home itself completes; an empty telephone shows
# as "to be completed".
SILENT: Mapping[str, Any] = {
    "school_levels": (),
    "legal_groups": tuple(LegalGroup),
    "needs_taken": (),
    "needs_asked": (),
    "needs_not_taken": (),
    "duty_phone": "",
    "note": "",
}


@dataclass(frozen=True, slots=True)
class Closing:
    """So many places of the group are closed from a day on, up to (not including) another."""

    places: int
    starts: date
    ends: date | None
    reason: ClosureReason


@dataclass(frozen=True, slots=True)
class Entry:
    """One group as the list has it. `said` holds only what its cells say, by profile field."""

    line: int
    institution: str
    said: Mapping[str, Any]
    closing: Closing | None = None

    @property
    def name(self) -> str:
        return str(self.said["name"])

    @property
    def form(self) -> Form:
        return Form(self.said["form"])

    def profile(self) -> dict[str, Any]:
        """Everything a new group needs."""
        level = {"restriction_level": RESTRICTION[self.form]}
        return {key: _stored(value) for key, value in {**SILENT, **level, **self.said}.items()}

    def differing(self, current: Mapping[str, Any]) -> dict[str, Any]:
        """What a known group would change to; silence and empty cells change nothing.

        A group that changes its form takes on the restriction of the new one, unless the list
        says otherwise.
        """
        said = {key: _stored(value) for key, value in self.said.items()}
        if said["form"] != current["form"]:
            said.setdefault("restriction_level", RESTRICTION[self.form])
        return {key: value for key, value in said.items() if not _same(value, current[key])}


def _stored(value: Any) -> Any:
    """As the database keeps it: plain text and lists of it."""
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    return str(value) if isinstance(value, str) else value


def _same(one: Any, other: Any) -> bool:
    """The order of a list is ours and means nothing."""
    if isinstance(one, list) and isinstance(other, (list, tuple)):
        return sorted(one) == sorted(other)
    return bool(one == other)
