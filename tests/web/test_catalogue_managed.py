"""The catalogue for who manages it: changes taken back at once, filters kept, lists taken along."""

import csv
import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.programmes import catalogue, cohorts, own
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.programmes import programmes
from tests.reading import english, posted, words
from tests.web.test_undo import done

SUMMARY = "Skupina za tiste, ki se hitro razjezijo."


def typed(house: Browser, programme_id: UUID, **changes: str) -> dict[str, str]:
    """The form for changing a programme as it stands, but for what is said."""
    page = house.get(f"/programmes/{programme_id}/edit").text
    [version] = re.findall(r'name="version" value="([^"]*)"', page)
    known = {
        "name": "Varna pot",
        "kind": "group_treatment",
        "summary": SUMMARY,
        "audience": "young_person",
        "age_from": "12",
        "age_to": "18",
        "venues": "on_site",
        "languages": "sl",
        "referrers": "csd",
        "version": version,
    }
    return known | changes


def test_what_was_said_of_a_programme_is_taken_back_whole(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    house = english(cast.institution)
    with cast.institution.acting() as scope:
        before = own.one(scope, programme_id)

    changes = {"name": "Čisto drugače", "weeks": "8", "open_from": "2027-01-01"}
    undo = done(house, f"/programmes/{programme_id}", **typed(house, programme_id, **changes))
    page = words(house.follow(house.post(undo)))

    assert "Taken back." in page
    assert "Varna pot" in page
    with cast.institution.acting() as scope:
        after = own.one(scope, programme_id)
    facts = (
        "name",
        "summary",
        "weeks",
        "open_from",
        "audience",
        "referrers",
        "state",
        "price_note",
    )
    assert [getattr(after, each) for each in facts] == [getattr(before, each) for each in facts]


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_pause_is_taken_back_unless_somebody_has_changed_it_since(
    cast: Cast, by_hand: bool
) -> None:
    programme_id, _ = programmes.published(cast.institution)
    house = english(cast.institution)

    undo = done(house, f"/programmes/{programme_id}/pause", until="")
    if by_hand:
        with cast.institution.acting() as scope, transaction():
            catalogue.change(scope, programme_id, summary="Drugače.")
    answer = house.post(undo)

    with cast.institution.acting() as scope:
        state = own.one(scope, programme_id).state
    assert (answer.status_code, state) == ((409, "paused") if by_hand else (303, "published"))


def test_going_on_after_a_pause_is_taken_back_but_a_first_showing_is_not(cast: Cast) -> None:
    programme_id = programmes.drafted(cast.institution)
    programmes.cohort(cast.institution, programme_id)
    house = english(cast.institution)
    until = clock.today() + timedelta(days=9)

    assert done(house, f"/programmes/{programme_id}/publication") == ""
    house.post(f"/programmes/{programme_id}/pause", {"until": until.isoformat()})
    undo = done(house, f"/programmes/{programme_id}/publication")
    house.post(undo)

    with cast.institution.acting() as scope:
        found = own.one(scope, programme_id)
    assert (found.state, found.paused_until) == ("paused", until)


def test_a_cohort_is_as_it_was_unless_its_seats_are_taken(cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution, seats=3)
    house = english(cast.institution)
    path = f"/programmes/{programme_id}/cohorts/{cohort_id}"
    fuller = {"name": "pomlad", "starts": clock.today().isoformat(), "seats": "5"}

    undo = done(house, path, **fuller)
    assert house.post(undo).location.endswith(f"/programmes/{programme_id}")
    with cast.institution.acting() as scope:
        [found] = own.one(scope, programme_id).cohorts
        assert (found.name, found.seats) == ("jesen 2026", 3)

    undo = done(house, path, **(fuller | {"seats": "1"}))
    with cast.institution.acting() as scope, transaction():
        cohorts.change(scope, cohort_id, name="zima", starts=clock.today(), seats=2)
    assert house.post(undo).status_code == 409


def test_a_filter_of_the_catalogue_is_kept_and_opens_it(cast: Cast) -> None:
    programmes.published(cast.institution, name="Čuječnost")
    programmes.published(cast.institution, name="Delavnica", kind="vocational_training")
    worker = english(cast.centre)

    kept = {"list": "programmes", "name": "Delo", "usual": "yes"}
    posted(worker, "/filters", query="kind=vocational_training&x=1", **kept)
    opened = worker.get("/programmes")

    assert opened.location == "/programmes?kind=vocational_training&usual=yes"
    page = words(worker.get(opened.location))
    assert "Your usual filter is applied. Show all" in page
    assert "Delavnica" in page
    assert "Čuječnost" not in page
    assert "Čuječnost" in words(worker.get("/programmes?all=yes"))


def test_the_catalogue_leaves_as_a_file_with_the_same_filter(cast: Cast) -> None:
    programmes.published(cast.institution, name="Čuječnost", price_cents=1250)
    programmes.published(cast.stranger, name="Delavnica", kind="vocational_training")
    programmes.drafted(cast.institution, name="Osnutek")
    worker = cast.centre.browser()

    page = worker.get("/programmes?age=14&kind=vocational_training").text
    [address] = set(re.findall(r'href="(/exports/programmes\.csv[^"]*)"', page))
    some, everything = (
        rows(worker, each) for each in (address.replace("&amp;", "&"), "/exports/programmes.csv")
    )

    assert [row["Program"] for row in some] == ["Delavnica"]
    assert [row["Program"] for row in everything] == ["Čuječnost", "Delavnica"]
    assert everything[0]["Organizacija"] == "institution"


def test_a_house_takes_its_own_along_with_drafts_if_it_manages_them(
    cast: Cast, owner: Engine
) -> None:
    programmes.published(cast.institution, name="Čuječnost")
    programmes.drafted(cast.institution, name="Osnutek")
    educator = colleague(owner, cast.institution, "ana", Role.EDUCATOR).browser()

    found = rows(cast.institution.browser(), "/exports/own-programmes.csv")

    assert [row["Program"] for row in found] == ["Čuječnost", "Osnutek"]
    assert educator.get("/exports/own-programmes.csv").status_code == 403
    assert rows(cast.stranger.browser(), "/exports/own-programmes.csv") == []


def rows(browser: Browser, address: str) -> list[dict[str, str]]:
    text = browser.get(address).get_data().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
