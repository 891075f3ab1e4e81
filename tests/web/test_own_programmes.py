"""A house writes its programmes, shows, pauses and closes them, and keeps their cohorts."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from network.programmes import queries
from network.programmes.kinds import SeatUse
from network.programmes.own import one
from network.programmes.seats import claim
from network.requests.actions import answering
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.programmes import programmes
from tests.reading import chosen_in, english, posted, typed_day, value_of, words

FORM: dict[str, Any] = {
    "name": "Varna pot",
    "kind": "group_treatment",
    "summary": "Skupina za tiste, ki se hitro razjezijo.",
    "audience": ["young_person", "parents"],
    "age_from": "12",
    "age_to": "18",
    "venues": ["on_site"],
    "languages": ["sl"],
    "referrers": ["csd", "school"],
    "partners": ["Gimnazija Šiška", ""],
    "price": "12,50",
    "open_from": "1. 12. 2030",
}
COHORT = {"name": "jesen 2026", "starts": typed_day(clock.today()), "seats": "4"}


@pytest.fixture
def house(cast: Cast) -> Browser:
    return english(cast.institution)


def written(house: Browser, **content: Any) -> str:
    """The address of a draft that was typed."""
    answer = house.post("/programmes", FORM | content)
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def test_a_programme_is_written_shown_paused_gone_on_with_and_closed(
    cast: Cast, house: Browser
) -> None:
    path = written(house)

    assert "Your programme State draft" in words(house.get(path))
    assert "The cohort is saved." in posted(house, f"{path}/cohorts", **COHORT)
    assert "Say first who answers" in words(house.post(f"{path}/publication"))
    member_id = str(cast.institution.scope.member_id)
    posted(house, path, **FORM, responsible_id=member_id)
    assert "stands in the catalogue" in posted(house, f"{path}/publication")
    assert english(cast.centre).get(path).status_code == 200
    assert "is paused" in posted(house, f"{path}/pause", until="1. 12. 2030")
    assert "paused until 1 Dec 2030" in words(english(cast.centre).get(path))
    assert "stands in the catalogue" in posted(house, f"{path}/publication")
    assert "The programme is closed." in posted(house, f"{path}/closing")
    assert english(cast.centre).get(path).status_code == 404


def test_a_price_is_typed_in_euros_and_kept_in_cents(cast: Cast, house: Browser) -> None:
    path = written(house)

    with cast.institution.acting() as scope:
        kept = one(scope, UUID(path.rsplit("/", 1)[1]))

    assert (kept.price_cents, kept.partners) == (1250, ["Gimnazija Šiška"])
    assert value_of(house.get(f"{path}/edit"), "price") == "12,50"


def test_a_house_chooses_how_its_waiting_list_goes_down_and_sees_it(
    cast: Cast, house: Browser
) -> None:
    programme_id, _ = programmes.published(cast.institution)
    ask_id = programmes.asked(cast.centre, programme_id)
    with cast.institution.acting() as scope, transaction():
        answering.waitlist(scope, ask_id)
    path = f"/programmes/{programme_id}"
    member_id = str(cast.institution.scope.member_id)

    form = FORM | {"waiting_list": "yes", "open_from": "", "responsible_id": member_id}
    posted(house, path, **form, list_hours="48")

    assert chosen_in(house.get(f"{path}/edit"), "list_hours") == ["48"]
    assert chosen_in(house.get("/programmes/new"), "list_hours") == ["72"]
    assert "Who waits In the order in which a seat is offered. 20" in words(house.get(path))
    assert "Who waits" not in words(english(cast.centre).get(path))
    assert house.post(path, form | {"list_hours": "900"}).status_code == 422


def test_a_refused_form_keeps_everything_that_was_typed(house: Browser) -> None:
    wrong = FORM | {"age_from": "19", "price": "drago", "town": "Ljubljanna", "venues": []}

    page = house.post("/programmes", wrong)

    assert page.status_code == 422
    assert (value_of(page, "price"), value_of(page, "town")) == ("drago", "Ljubljanna")
    assert value_of(page, "partners") == "Gimnazija Šiška"
    assert chosen_in(page, "audience") == ["young_person", "parents"]
    assert "Price for the family in euros" in words(page).split("The cohort")[0]


def test_a_second_programme_of_the_same_name_is_refused_at_its_field(house: Browser) -> None:
    written(house)

    page = house.post("/programmes", FORM | {"summary": "Drugačna."})

    assert page.status_code == 409
    assert "has a programme of this name already" in words(page)


def test_two_who_change_it_at_once_lose_nothing(cast: Cast, house: Browser) -> None:
    path = written(house)
    version = value_of(house.get(f"{path}/edit"), "version")
    posted(house, path, **FORM | {"summary": "Prva."}, version=version)

    late = house.post(path, FORM | {"summary": "Druga.", "version": version})
    again = posted(house, path, **FORM | {"summary": "Druga."}, version=value_of(late, "version"))

    assert late.status_code == 409
    assert "Druga." in late.text
    assert "The programme is saved." in again


def test_a_cohort_is_changed_and_closed_unless_somebody_is_in_it(
    cast: Cast, house: Browser
) -> None:
    programme_id, cohort_id = programmes.published(cast.institution)
    path = f"/programmes/{programme_id}/cohorts/{cohort_id}"

    assert "4 of 4 seats free" in posted(house, path, **COHORT)
    with cast.institution.acting() as scope, transaction():
        taken = claim(scope, cohort_id, SeatUse.ENROLMENT)
    fewer, closing = house.post(path, COHORT | {"seats": "0"}), house.post(f"{path}/closing")
    assert (fewer.status_code, closing.status_code) == (422, 409)
    with cast.institution.acting() as scope, transaction():
        claimed = queries.filled(scope, [cohort_id])[cohort_id]
        assert (claimed.seats, claimed.taken) == (4, 1)
        taken.released_at = clock.now()


def test_a_refused_cohort_stays_open_with_what_was_typed(cast: Cast, house: Browser) -> None:
    path = f"/programmes/{programmes.drafted(cast.institution)}/cohorts"

    page = house.post(path, COHORT | {"name": "zima", "ends": COHORT["starts"]})

    assert page.status_code == 422
    assert value_of(page, "name") == "zima"
    assert "must end after the day on which it starts" in words(page)


def test_what_is_not_there_and_not_theirs_is_not_found(cast: Cast, house: Browser) -> None:
    theirs, cohort_id = programmes.published(cast.stranger)
    mine = programmes.drafted(cast.institution)

    for programme_id in (theirs, uuid4()):
        for path in ("", "/publication", "/pause", "/closing", "/cohorts"):
            assert house.post(f"/programmes/{programme_id}{path}", FORM).status_code == 404
        assert house.get(f"/programmes/{programme_id}/edit").status_code == 404
    for programme_id in (theirs, mine):
        path = f"/programmes/{programme_id}/cohorts/{cohort_id}"
        assert house.post(path, COHORT).status_code == 404
        assert house.post(f"{path}/closing").status_code == 404


def test_whoever_teaches_there_only_reads(cast: Cast, owner: Any) -> None:
    programme_id, _ = programmes.published(cast.institution)
    educator = english(colleague(owner, cast.institution, "Rok", Role.EDUCATOR))

    page = educator.get(f"/programmes/{programme_id}")

    assert "Add a cohort" not in words(page)
    assert educator.get("/programmes/own").status_code == 403
    assert educator.post(f"/programmes/{programme_id}/closing").status_code == 403
    assert educator.post("/programmes", FORM).status_code == 403
