"""Programmes and their cohorts, and what a reader of the catalogue looks for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from marshmallow import fields, post_load, validate

from network.availability.profile import Need, Region
from network.programmes.kinds import (
    AgeGroup,
    Audience,
    Collaborator,
    Language,
    PathStage,
    ProgrammeKind,
    Referrer,
    Venue,
    When,
)
from network.programmes.search import Wanted
from network.programmes.seats import MOST_SEATS
from network.requests.actions.answering import LONGEST_HOLD
from network.schemas.values import LONG, Given, day, line, one_of, some_of, text, whole

OLDEST = 26  # young adults after a placement (domain 1.3)
LONGEST = 260  # weeks
MOST_PARTNERS = 20
DEAREST = 10_000  # euros
LAST_PAGE = 10_000
AN_HOUR = timedelta(hours=1)


def age(**options: Any) -> Any:
    """An age for which there may be a programme; prevention begins before school."""
    return whole(0, OLDEST, **options)


def at_least_one(kind: Any) -> Any:
    """Some coded values, one of them at least."""
    least = validate.Length(min=1, max=len(kind))
    return fields.List(one_of(kind), required=True, validate=least)


class ProgrammeChange(Given):
    """All that is said of a programme, for `programmes.catalogue.change`.

    A form sends all of it; a program may send a part. A price is in euros and left out where
    nothing is to be paid; without regions it is open to all of them.
    """

    name = line(120, required=True)
    kind = one_of(ProgrammeKind, required=True)
    summary = text(400, required=True)
    description = text(LONG, load_default="")
    audience = at_least_one(Audience)
    age_from = age(required=True)
    age_to = age(required=True)
    regions = some_of(Region, load_default=list)
    town = line(load_default="")
    venues = at_least_one(Venue)
    languages = at_least_one(Language)
    needs = some_of(Need, load_default=list)
    referrers = at_least_one(Referrer)
    partners = fields.List(line(), load_default=list, validate=validate.Length(max=MOST_PARTNERS))
    collaborators = some_of(Collaborator, load_default=list)
    schedule = text(400, load_default="")
    weeks = whole(1, LONGEST, allow_none=True, load_default=None)
    price = fields.Decimal(
        places=2,
        allow_none=True,
        load_default=None,
        validate=validate.Range(0, DEAREST, min_inclusive=False),
        metadata={
            "description": "In euros; null where it is free of charge.",
            "minimum": 0.01,  # as JSON writes them, unlike the bounds above
            "maximum": DEAREST,
        },
    )
    price_note = line(load_default="")
    waiting_list = fields.Boolean(load_default=True)
    list_hours = whole(
        1,
        LONGEST_HOLD // AN_HOUR,
        allow_none=True,
        load_default=None,
        metadata={
            "description": "How long a seat that comes free is held for the first of the waiting"
            " list, by itself; null where the house offers it by hand."
        },
    )
    open_from = day(allow_none=True, load_default=None)
    responsible_id = fields.UUID(allow_none=True, load_default=None)
    deputy_id = fields.UUID(allow_none=True, load_default=None)

    @post_load
    def in_cents(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        """As the columns hold it: a price in cents, and codes as they are written."""
        if "price" in data:
            price = data.pop("price")
            data["price_cents"] = None if price is None else int(price * 100)
        return data


class ProgrammeIn(ProgrammeChange):
    """A new programme, for `programmes.catalogue.draft`; a network is chosen only by tenants that
    are in several."""

    network_id = fields.UUID()


class ProgrammePauseIn(Given):
    """Until when it is thought to take nobody in; nothing where that is not known."""

    until = day(allow_none=True, load_default=None)


class CohortIn(Given):
    """Those who go through it together. `ends` is the first day on which it is over; without it,
    it is always open. `enrol_until` is the last day on which one may join."""

    name = line(80, required=True)
    starts = day(required=True)
    ends = day(allow_none=True, load_default=None)
    enrol_until = day(allow_none=True, load_default=None)
    seats = whole(1, MOST_SEATS, required=True)


class Filter(Given):
    """The filter of the catalogue; whatever is left out excludes nothing."""

    stage = one_of(PathStage)
    text = line(80, load_default="")
    age = age()
    ages = some_of(AgeGroup, load_default=list)
    audience = some_of(Audience, load_default=list)
    region = some_of(Region, load_default=list)
    when = some_of(When, load_default=list)
    language = one_of(Language)
    venue = one_of(Venue)
    kind = one_of(ProgrammeKind)
    house = fields.UUID()
    referrer = one_of(Referrer)
    free = fields.Boolean(load_default=False)


class CatalogueSearch(Filter):
    """The same, and which page of what fits."""

    page = whole(1, LAST_PAGE, load_default=1)


def wanted_from(given: Mapping[str, Any]) -> Wanted:
    """What a loaded filter means."""
    plain = ("stage", "text", "age", "language", "venue", "kind", "referrer", "free")
    return Wanted(
        **{name: given[name] for name in plain if name in given},
        ages=frozenset(given.get("ages", ())),
        audience=frozenset(given.get("audience", ())),
        regions=frozenset(given.get("region", ())),
        when=frozenset(given.get("when", ())),
        tenant_id=given.get("house"),
    )
