"""What a reader of the board looks for."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from network.availability import towns
from network.availability.board import Search
from network.availability.fit import Wanted
from network.availability.profile import Form, LegalGroup, Need, SchoolLevel, Sex
from network.schemas.values import Given, age, day, line, one_of, some_of, whole
from tenants import clock
from tenants.errors import N_, Invalid

LAST_PAGE = 10_000


class BoardSearch(Given):
    """The filter of the board; whatever is left out excludes nothing."""

    age = age()
    sex = one_of(Sex)
    town = line(load_default="")
    forms = some_of(Form, load_default=list)
    school_level = one_of(SchoolLevel)
    legal_group = one_of(LegalGroup)
    needs = some_of(Need, load_default=list)
    on = day()
    only_free = fields.Boolean(load_default=False)
    takes_now = fields.Boolean(load_default=False)
    map = fields.Boolean(load_default=False)
    page = whole(1, LAST_PAGE, load_default=1)


def search_from(given: Mapping[str, Any]) -> Search:
    """The search that a loaded `BoardSearch` means; from today where no day was given.

    Raises Invalid (field `town`) with towns that look alike.
    """
    return Search(
        wanted=Wanted(
            age=given.get("age"),
            sex=given.get("sex"),
            school_level=given.get("school_level"),
            legal_group=given.get("legal_group"),
            needs=frozenset(given.get("needs", ())),
            forms=frozenset(given.get("forms", ())),
        ),
        on=given.get("on") or clock.today(),
        home=coordinates(given.get("town", "")),
        only_free=given.get("only_free", False),
        takes_now=given.get("takes_now", False),
    )


def coordinates(town: str) -> tuple[float, float] | None:
    """Where a town is; None for no town. Raises Invalid for one that does not exist."""
    if not town:
        return None
    if found := towns.find(town):
        return found.latitude, found.longitude
    if alike := towns.suggest(town):
        raise Invalid(
            N_("We do not know this town. Did you mean %(towns)s?"), "town", towns=", ".join(alike)
        )
    raise Invalid(N_("We do not know this town. Check its spelling."), "town")
