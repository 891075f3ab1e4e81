"""Before many sessions are planned: which days they fall on, which are left out, which rooms are
taken when. Nothing is left out that nobody was shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import request
from marshmallow import ValidationError

from network.programmes.sessions import planning, repeating
from network.programmes.sessions.booking import told
from network.programmes.sessions.repeating import Foreseen, LeftOut
from network.schemas.sessions import SessionForm
from network.web.formats import day as written
from network.web.forms import FormView, form_values
from network.web.words import gettext
from tenants import clock
from tenants.errors import N_, DomainError
from tenants.scope import Scope

OF_MANY = ("until", "weekdays", "every", "skips_holidays", "nevertheless", "without")
TAKEN_ON = N_("%(room)s is taken from %(starts)s to %(ends)s.")


class ToBeShown(Exception):
    """What was typed is looked at first; nothing is planned."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the page tells of it: how many sessions, the days as choices of the form, and what to
    send along as having been seen."""

    foreseen: Foreseen
    holidays: Sequence[tuple[str, str]]
    taken: Sequence[tuple[str, str]]
    seen: str


def plan(scope: Scope, said: dict[str, Any]) -> UUID:
    """The one session, or the first of many. Raises ToBeShown where somebody wants to look first,
    or something is left out that they were not shown."""
    if said["look"]:
        foreseen(scope, said)
        raise ToBeShown
    cohort_id, _, seen = said.pop("cohort_id"), said.pop("look"), said.pop("seen")
    if said["until"] is None:
        one = {name: value for name, value in said.items() if name not in OF_MANY}
        return planning.plan(scope, cohort_id, **one).id
    series, made = repeating.repeat(scope, cohort_id, **said)
    if series.left_out and seen != _seen(series.left_out):
        raise ToBeShown
    return made[0].id


def outlook(scope: Scope) -> Outlook | None:
    """What the posted form would come to; None where it cannot be read, or is refused for more
    than a room that is taken."""
    try:
        said = form_values(SessionForm(), request.form)
        return _outlook(foreseen(scope, said), said["without"])
    except (ValidationError, DomainError):
        return None


def foreseen(scope: Scope, said: dict[str, Any]) -> Foreseen:
    """The same of what was read. Raises as `repeating.foresee` does."""
    values = {name: each for name, each in said.items() if name not in ("look", "seen")}
    if values["until"] is None:
        values |= {"until": said["on"], "skips_holidays": False, "weekdays": []}
    return repeating.foresee(scope, **values)


def _outlook(found: Foreseen, without: Sequence[date]) -> Outlook:
    sentences: dict[date, list[str]] = {each: [] for each in without}
    for clash in found.clashes:
        day = clash.taken.starts_at.astimezone(clock.LOCAL).date()
        sentences.setdefault(day, []).append(gettext(TAKEN_ON) % told(clash))
    return Outlook(
        found,
        [(each.day.isoformat(), named(each)) for each in found.holidays],
        [
            (day.isoformat(), ": ".join([written(day), *([" ".join(said)] if said else [])]))
            for day, said in sorted(sentences.items())
        ],
        _seen([each.day for each in found.left_out]),
    )


def named(left_out: LeftOut) -> str:
    """25. 12. 2026, božič."""
    return ", ".join(filter(None, (written(left_out.day), left_out.holiday)))


def typed() -> FormView:
    """The form as it was posted."""
    return FormView(request.form.to_dict(flat=False))


def _seen(days: Sequence[date]) -> str:
    return " ".join(day.isoformat() for day in days)
