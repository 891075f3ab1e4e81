"""A programme is asked for, offered, and gone through, on the pages of both sides."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.programmes import enrolling, enrolments
from network.requests.queries import get_ask, get_request
from network.requests.spoken import narrative
from tenants import clock
from tenants.database import new_id, transaction
from tests.actors import Cast
from tests.programmes import programmes
from tests.programmes.test_enrolling import accepted, asked, enrolled, offered
from tests.statements import asked as asked_for

REFERRAL = {
    "file_reference": "S-1/2026",
    "requested_by": "school",
    "age": "14",
    "sex": "male",
    "region": "osrednjeslovenska",
    "school_level": "primary",
    "urgency": "planned",
    "help_given": "Pogovori s šolsko svetovalno službo, brez uspeha.",
    "own_words": "Rad bi imel mir.",
    "why": "Ker je blizu šole.",
}


def test_a_referral_writes_the_request_and_asks_in_one(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    browser = cast.centre.browser()
    form = REFERRAL | {"wanted_from": clock.today().isoformat()}

    assert f"/programmes/{programme_id}/referral" in browser.get(f"/programmes/{programme_id}").text
    assert "Zaprosite za program" in browser.get(f"/programmes/{programme_id}/referral").text
    sent = browser.post(f"/programmes/{programme_id}/referral", form)

    assert sent.status_code == 303
    ask_id = UUID(sent.headers["Location"].rpartition("/")[2])
    with cast.centre.acting() as scope:
        request = get_request(scope, get_ask(scope, ask_id).request_id)
        assert (request.kind, request.requested_by) == ("programme", "school")
        assert narrative(scope, request).help_given == REFERRAL["help_given"]
    assert "Varna pot" in browser.get(f"/requests/{request.id}").text


def test_an_open_request_is_put_to_a_programme_too(cast: Cast) -> None:
    first, _ = programmes.published(cast.institution)
    second, _ = programmes.published(cast.institution, name="Most")
    ask_id = asked(cast.centre, first)
    with cast.centre.acting() as scope:
        request_id = get_ask(scope, ask_id).request_id

    sent = cast.centre.browser().post(
        f"/programmes/{second}/referral", {"request_id": str(request_id)}
    )

    assert sent.status_code == 303


def test_a_second_click_leads_to_the_ask_that_the_first_one_made(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    browser = cast.centre.browser()
    address = f"/programmes/{programme_id}/referral"
    assert 'name="form_id"' in browser.get(address).text
    form = REFERRAL | {"wanted_from": clock.today().isoformat(), "form_id": str(new_id())}

    first, second = browser.post(address, form), browser.post(address, form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]


def test_a_referral_that_says_too_little_comes_back_with_all_that_was_typed(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)

    back = cast.centre.browser().post(
        f"/programmes/{programme_id}/referral", REFERRAL | {"age": "", "help_given": "Čakamo."}
    )

    assert back.status_code == 422
    assert "Čakamo." in back.text
    assert "Prosimo, izpolnite." in back.text


def test_the_house_answers_enrols_and_ends_by_its_pages(cast: Cast) -> None:
    programme_id, cohort_id = programmes.published(cast.institution, seats=2)
    ask_id = asked(cast.centre, programme_id)
    house, centre = cast.institution.browser(), cast.centre.browser()

    assert "Ponudite mesto" in house.get(f"/asks/{ask_id}").text
    house.post(f"/asks/{ask_id}/not-ready", {"note": "Najprej pogovor."})
    assert "Najprej pogovor." in house.get(f"/asks/{ask_id}").text
    offer = {"cohort_id": str(cohort_id), "hold_hours": "24"}
    assert house.post(f"/asks/{ask_id}/offer", offer).status_code == 303
    assert centre.post(f"/asks/{ask_id}/acceptance", {}).status_code == 303
    with cast.institution.acting() as scope:
        found = enrolments.of_ask(scope, ask_id)
        assert found is not None
    page = f"/enrolments/{found.id}"
    today = clock.today().isoformat()
    begun = house.post(f"{page}/beginning", {"began_on": today, "reference": "Č1"})
    assert begun.status_code == 303
    assert "Č1" in house.get(page).text
    assert "Č1" not in centre.get(page).text
    wrong = house.post(f"{page}/early-end", {"ended_on": today})
    assert wrong.status_code == 422
    ended = house.post(f"{page}/early-end", {"ended_on": today, "reason": "school_or_work"})
    assert ended.status_code == 303
    assert "predčasno končano" in centre.get(page).text


def test_a_refused_offer_says_so_and_keeps_what_was_typed(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=1)
    offered(cast, programme_id)
    second = asked(cast.centre, programme_id)

    back = cast.institution.browser().post(
        f"/asks/{second}/offer", {"hold_hours": "24", "note": "Veseli bomo."}
    )

    assert back.status_code == 409
    assert "Nobeno mesto ni več prosto" in back.text
    assert "Veseli bomo." in back.text


def test_somebody_is_enrolled_without_an_ask_and_a_second_click_enrols_nobody_more(
    cast: Cast,
) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=2)
    house = cast.institution.browser()
    assert "Varna pot" in house.get("/enrolments/new").text
    form = {
        "form_id": "0199b6f0-0000-7000-8000-000000000001",
        "cohort_id": str(cohort_id),
        "reference": "A1",
        "began_on": clock.today().isoformat(),
    }

    first, second = house.post("/enrolments", form), house.post("/enrolments", form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert "A1" in house.get("/enrolments").text


def test_empty_lists_say_what_will_stand_there(cast: Cast) -> None:
    will = "Ko je ponujeno mesto sprejeto, stoji tukaj."

    assert will in cast.institution.browser().get("/enrolments").text
    assert will in cast.centre.browser().get("/enrolments?elsewhere=yes").text


@pytest.mark.parametrize("side", ["institution", "centre"])
def test_a_list_of_three_takes_as_many_queries_as_one_of_one(cast: Cast, side: str) -> None:
    programme_id, _ = programmes.published(cast.institution, seats=5)
    browser = getattr(cast, side).browser()
    address = "/enrolments" if side == "institution" else "/enrolments?elsewhere=yes"
    enrolled(cast, programme_id, "A")
    browser.get(address)
    with asked_for(cast.centre.app) as one:
        browser.get(address)
    enrolled(cast, programme_id, "B")
    accepted(cast, programme_id)
    with asked_for(cast.centre.app) as three:
        browser.get(address)

    assert len(three) == len(one)


def test_an_institution_finds_its_referrals_under_requests(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.stranger)
    asked(cast.institution, programme_id)
    browser = cast.institution.browser()

    page = browser.get("/requests").text

    assert "/requests/" in page
    assert "/requests/new" not in page


def test_whoever_only_teaches_sees_no_enrolments(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = enrolled(cast, programme_id)

    assert cast.stranger.browser().get(f"/enrolments/{enrolment_id}").status_code == 404
    assert cast.coordination.browser().get("/enrolments").status_code == 403


def test_on_hold_needs_a_day_to_come(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    ask_id = asked(cast.centre, programme_id)
    house = cast.institution.browser()
    later = (clock.today() + timedelta(days=14)).isoformat()

    past = house.post(f"/asks/{ask_id}/review", {"review_on": "2020-01-01"})
    to_come = house.post(f"/asks/{ask_id}/review", {"review_on": later})

    assert (past.status_code, to_come.status_code) == (422, 303)


def test_a_centre_that_runs_a_programme_finds_what_it_is_asked_for(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.centre, name="Pogovor ob čaju")
    ask_id = programmes.asked(cast.institution, programme_id)
    browser = cast.centre.browser()

    listed, day = browser.get("/asks").text, browser.get("/day").text

    assert f'href="/asks/{ask_id}"' in listed
    assert f'href="/asks/{ask_id}"' in day
    assert 'href="/asks"' in day  # in the navigation
    assert str(ask_id) not in cast.outsider.browser().get("/asks").text


def test_a_list_is_of_one_programme_and_says_whose_time_is_over(cast: Cast) -> None:
    first, first_cohort = programmes.published(cast.institution, name="Most")
    _, second_cohort = programmes.published(cast.institution, name="Jadro")
    today = clock.today()
    with cast.institution.acting() as scope, transaction():
        days = {"began_on": today, "planned_end": today + timedelta(days=30)}
        enrolling.enrol(scope, first_cohort, reference="M-1", **days)
        enrolling.enrol(scope, second_cohort, reference="J-1", began_on=today)

    with clock.frozen(clock.now() + timedelta(days=31)):
        browser = cast.institution.browser()
        both = browser.get("/enrolments").text
        one = browser.get(f"/enrolments?programme={first}").text
        odd = browser.get("/enrolments?programme=ne").text

    assert ("M-1" in both, "J-1" in both, both.count("rok je mimo")) == (True, True, 1)
    assert ("M-1" in one, "J-1" in one) == (True, False)
    assert "J-1" in odd
