"""The catalogue as a list: filtered by the address, along the path, some of it a page. The same for
members and, without signing in, for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import request, url_for
from markupsafe import Markup

from network.availability.profile import Region
from network.programmes import search
from network.programmes.kinds import AgeGroup, PathStage, When
from network.programmes.outlook import Outlook, outlook
from network.programmes.published import PublishedProgramme
from network.programmes.search import Wanted
from network.schemas.programmes import CatalogueSearch, wanted_from
from network.web.labels import label, label_all
from network.web.rendering import FormView, form_values
from network.web.words import gettext
from tenants import clock

Choice = tuple[str, str, str, Markup]  # value, text, hint, number
SEARCH = CatalogueSearch()
A_PAGE = 24
FIRST = ("text", "ages", "region", "when", "free")
FURTHER = ("age", "audience", "kind", "language", "venue", "house", "referrer")


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme in a list, and how it stands today."""

    programme: PublishedProgramme
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What fits the filter: one page of it, how much there is of it along the path, and whose
    programmes one may choose."""

    wanted: Wanted
    fitting: Sequence[PublishedProgramme]
    rows: Sequence[Listed]
    stages: Mapping[PathStage, int]
    counts: search.Counts
    houses: Sequence[tuple[UUID, str]]
    number: int
    last: int

    @property
    def told(self) -> Sequence[str]:
        """By what it is filtered, but for the place on the path: a short line above the list."""
        wanted = self.wanted
        said = (
            f"“{wanted.text}”" if wanted.text else "",
            gettext("%(age)s years", age=wanted.age) if wanted.age is not None else "",
            label_all(sorted(wanted.ages), "AgeGroup"),
            label_all(sorted(wanted.audience), "Audience"),
            label_all(sorted(wanted.regions), "Region"),
            label(wanted.kind, "ProgrammeKind"),
            label(wanted.language, "Language"),
            label(wanted.venue, "Venue"),
            dict(self.houses).get(wanted.tenant_id, "") if wanted.tenant_id else "",
            label(wanted.referrer, "Referrer"),
            label_all(sorted(wanted.when), "When"),
            gettext("with a free seat") if wanted.free else "",
        )
        return [each for each in said if each]


def catalogue(everything: Sequence[PublishedProgramme]) -> Catalogue:
    """What of it fits the address. Raises ValidationError for a filter we cannot read."""
    given = form_values(SEARCH, request.args)
    wanted = wanted_from(given)
    fitting = search.fitting(everything, wanted)
    last = max(1, -(-len(fitting) // A_PAGE))
    number = min(given["page"], last)
    return Catalogue(
        wanted,
        fitting,
        listed(fitting[(number - 1) * A_PAGE : number * A_PAGE]),
        search.by_stage(everything, wanted),
        search.counts(everything, wanted),
        sorted({(each.tenant_id, each.tenant_name) for each in everything}, key=lambda one: one[1]),
        number,
        last,
    )


def listed(programmes: Sequence[PublishedProgramme]) -> list[Listed]:
    """Each with how it stands today."""
    return [Listed(each, outlook(each, clock.today())) for each in programmes]


def choices(form: FormView, found: Catalogue | None) -> dict[str, list[Choice]]:
    """What of ages, regions and times one may tick, each with how many programmes it would show;
    without a region where there is nothing. By the names of the fields."""
    fields: dict[str, type[StrEnum]] = {"ages": AgeGroup, "region": Region, "when": When}
    counts = {name: _counts(found, name) for name in fields}
    return {
        name: [
            (each.value, label(each), "", _number(counts[name].get(each.value)))
            for each in every
            if name != "region"
            or counts[name].get(each.value) != 0
            or form.ticked(name, each.value)
        ]
        for name, every in fields.items()
    }


def _counts(found: Catalogue | None, name: str) -> Mapping[str, int]:
    if found is None:
        return {}
    counts = found.counts
    return {"ages": counts.ages, "region": counts.regions, "when": counts.when}[name]


def _number(count: int | None) -> Markup:
    return Markup("") if count is None else Markup(' <span class="n">{}</span>').format(count)


def address(endpoint: str, **instead: Any) -> str:
    """This list with the same filter but for what is said `instead`; None leaves something out."""
    typed: dict[str, Any] = request.args.to_dict(flat=False)
    typed.pop("page", None)
    values = (request.view_args or {}) | typed | instead
    return url_for(endpoint, **{name: each for name, each in values.items() if each is not None})


def kept() -> dict[str, list[str]]:
    """By what the address filters, for the same list as a file."""
    names = (*FIRST, *FURTHER, "stage")
    return {name: request.args.getlist(name) for name in names if request.args.get(name)}


def typed() -> FormView:
    """The filter as it stands in the address."""
    return FormView(request.args.to_dict(flat=False))


def further(form: FormView) -> int:
    """How many of the fields that are folded away are filled in."""
    return sum(bool(form.text(name)) for name in FURTHER)


def field_labels() -> dict[str, str]:
    """What the fields of the filter are called."""
    return {
        "text": gettext("Name or words"),
        "ages": gettext("Age"),
        "when": gettext("Free seat"),
        "age": gettext("Age in years"),
        "audience": gettext("For whom"),
        "region": gettext("Region"),
        "kind": gettext("Kind"),
        "free": gettext("at any time"),
        "language": gettext("Language"),
        "venue": gettext("Where it is held"),
        "house": gettext("Organisation"),
        "referrer": gettext("Who may ask"),
    }
