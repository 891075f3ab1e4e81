"""A school keeps a pupil's file, asks for a programme from it, shows who it is step by step, and
sees what comes of it; and nothing else."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.records import door
from network.requests.actions import sharing
from tenants import clock
from tenants.database import transaction
from tenants.roles import Permission, may
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Actor, Cast, colleague, neighbour
from tests.client import Browser
from tests.documents.conftest import deployed
from tests.papers import put_in
from tests.programmes import programmes
from tests.reading import english, value_of, words
from tests.shares import request_with_file
from tests.statements import asked

__all__ = ["deployed"]
FILE_PAGE = 22  # statements
HELPED = "Pogovori s svetovalno službo, prilagoditve pri pouku."
REFERRAL = {
    "requested_by": "school",
    "region": "osrednjeslovenska",
    "school_level": "primary",
    "urgency": "planned",
    "help_given": HELPED,
}


@pytest.fixture
def school(cast: Cast, owner: Engine) -> Actor:
    return neighbour(owner, cast.centre, "OŠ Pri čebelnjaku", TenantKind.SCHOOL, Role.COUNSELLOR)


@pytest.fixture
def counsellor(school: Actor) -> Browser:
    return english(school)


@pytest.fixture
def file(counsellor: Browser) -> str:
    """Of a pupil of thirteen."""
    born = clock.today().replace(month=1, day=1, year=clock.today().year - 13)
    said = {"first_name": "Živa", "last_name": "Črnič", "birth_date": born.isoformat()}
    return str(counsellor.post("/files", said | {"sex": "female"}).headers["Location"])


def consent() -> dict[str, object]:
    """What a mother has signed for a programme."""
    ends = (clock.today() + timedelta(days=200)).isoformat()
    what = ["identity", "contact", "documents", "school"]
    return {
        "categories": what,
        "givers": ["mother"],
        "how": "on_paper",
        "ends": ends,
        "purpose": "programme",
    }


def id_of(path: str) -> UUID:
    return UUID(path.rpartition("/")[2])


def referred(counsellor: Browser, file: str, programme_id: UUID) -> str:
    """Where the page of the request is that was written from the file."""
    way = counsellor.get(f"{file}/referral?programme={programme_id}")
    form = counsellor.get(way.headers["Location"])
    typed = {name: value_of(form, name) for name in ("file_reference", "age", "person_id")}
    assert typed["age"] == "13"
    said = REFERRAL | typed | {"sex": "female", "wanted_from": clock.today().isoformat()}
    counsellor.post(f"/programmes/{programme_id}/referral", said)
    [found] = set(re.findall(r"/requests/[0-9a-f-]{36}", counsellor.get(file).text))
    return found


def test_a_pupil_is_shown_step_by_step_under_a_consent(
    cast: Cast, school: Actor, counsellor: Browser, file: str
):
    programme_id, _ = programmes.published(cast.institution)
    recorded = counsellor.post(f"{file}/bases/consent", consent())
    request = referred(counsellor, file, programme_id)
    request_id = id_of(request)
    [ask] = set(re.findall(r"/asks/[0-9a-f-]{36}", counsellor.get(request).text))
    house = english(cast.institution)
    lacks = words(counsellor.get(request))
    report = put_in(replace(cast, centre=school), request_id, title="Poročilo o pomoči")

    anonymous = words(house.get(ask))
    counsellor.post(f"{ask}/level", {})
    needs = words(house.get(ask))
    counsellor.post(f"{ask}/file", {"categories": ["identity"]})
    named = words(house.get(ask))
    counsellor.post(f"{ask}/file", {"documents": [str(report)]})
    papers = words(house.get(ask))

    assert recorded.status_code == 303
    assert "Report of the school" in lacks
    assert "missing" in lacks
    assert HELPED not in anonymous
    assert HELPED in needs
    assert "Črnič" not in needs
    assert "Črnič" in named
    assert "Poročilo o pomoči" not in named
    assert "Poročilo o pomoči" in papers


def test_without_a_basis_a_school_shows_nobody(cast: Cast, counsellor: Browser, file: str):
    programme_id, _ = programmes.published(cast.institution)
    request = referred(counsellor, file, programme_id)
    [ask] = set(re.findall(r"/asks/[0-9a-f-]{36}", counsellor.get(request).text))
    counsellor.post(f"{ask}/level", {})

    refused = counsellor.post(f"{ask}/file", {"categories": ["identity"]})

    assert refused.status_code == 409
    assert "Črnič" not in words(english(cast.institution).get(ask))


def test_a_school_that_says_nothing_of_its_help_is_asked_for_it(
    cast: Cast, counsellor: Browser, file: str
):
    programme_id, _ = programmes.published(cast.institution)
    said = REFERRAL | {"help_given": " ", "own_words": "Rad bi hodil z Jašo."}
    today = clock.today().isoformat()
    more = {"file_reference": "Š-1", "age": "13", "sex": "female", "wanted_from": today}

    back = counsellor.post(
        f"/programmes/{programme_id}/referral", said | more | {"person_id": file.rpartition("/")[2]}
    )

    assert back.status_code == 422
    assert "A school says which help it has given already." in words(back)
    assert "Rad bi hodil z Jašo." in back.text
    assert value_of(back, "person_id") == file.rpartition("/")[2]


def test_a_second_programme_goes_on_with_the_request_that_is_open(
    cast: Cast, counsellor: Browser, file: str
):
    first, _ = programmes.published(cast.institution)
    second, _ = programmes.published(cast.institution, name="Most")
    request = referred(counsellor, file, first)

    way = counsellor.get(f"{file}/referral?programme={second}")
    form = counsellor.get(way.headers["Location"])

    assert f'value="{request.rpartition("/")[2]}" selected' in form.text


def test_what_is_offered_waits_on_the_day_of_the_school(
    cast: Cast, school: Actor, counsellor: Browser
):
    programme_id, _ = programmes.published(cast.institution)
    ask_id = programmes.asked(school, programme_id)

    waiting = words(counsellor.get("/day"))
    english(cast.institution).post(f"/asks/{ask_id}/offer", {"hold_hours": "24"})
    offered = words(counsellor.get("/day"))
    accepted = counsellor.post(f"/asks/{ask_id}/acceptance", {})

    assert "What we wait for" in waiting
    assert "Varna pot" in offered
    assert "Offers to decide" in offered
    assert accepted.status_code == 303
    assert "What is due" not in words(counsellor.get("/day"))


def test_a_school_finds_its_request_and_takes_the_list_along(
    cast: Cast, school: Actor, counsellor: Browser
):
    programme_id, _ = programmes.published(cast.institution)
    programmes.asked(school, programme_id, file_reference="Š-77/2026")

    assert "Š-77/2026" in words(counsellor.post("/search", {"q": "Š-77"}))
    assert counsellor.get("/exports/requests.csv").status_code == 200


def test_a_search_that_a_school_goes_on_with(cast: Cast, school: Actor, counsellor: Browser):
    programme_id, _ = programmes.published(cast.institution)
    programmes.asked(school, programme_id)
    [request] = set(re.findall(r"/requests/[0-9a-f-]{36}", counsellor.get("/requests").text))

    done = counsellor.post(f"{request}/confirmation", {})

    assert done.status_code == 303


def test_a_head_of_a_school_decides_about_rights(school: Actor, owner: Engine, file: str):
    head = english(colleague(owner, school, "Ravnatelj", Role.HEAD))

    for page in ("/rights", "/data-protection", "/emergencies", file, f"{file}/rights"):
        assert head.get(page).status_code == 200, page


def test_a_school_asks_nobody_who_knows_a_pupil_and_breaks_no_glass(
    school: Actor, counsellor: Browser, file: str
):
    asked_by_file = counsellor.post(f"{file}/elsewhere", {})
    by_name = {"first_name": "A", "last_name": "B", "birth_date": "2012-01-01"}

    assert asked_by_file.status_code == 403
    assert counsellor.post("/elsewhere", by_name).status_code == 403
    assert counsellor.get("/elsewhere").status_code == 200
    assert counsellor.get("/elsewhere/asked").status_code == 200
    assert not may(school.scope, Permission.BREAK_GLASS)
    assert "/elsewhere/asked" in counsellor.get("/files").text


def test_a_school_sees_nothing_of_the_house_and_of_others(
    cast: Cast, counsellor: Browser, school: Actor
):
    group_id = factories.group(cast.institution, name="Jadro")
    theirs = request_with_file(cast)
    ask_id = factories.ask(cast.centre, group_id, theirs)
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)

    for page in (
        f"/requests/{theirs}",
        f"/asks/{ask_id}",
        f"/enrolments/{enrolment_id}",
        f"/groups/{group_id}/places",
    ):
        assert counsellor.get(page).status_code == 404, page
    for page in ("/house", "/placements", "/requests/new", "/transfers", "/aftercare"):
        assert counsellor.get(page).status_code == 403, page
    assert "P1" not in words(counsellor.get("/enrolments"))
    assert str(ask_id) not in counsellor.get("/asks").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_file_asks_the_same_however_much_was_asked_for(
    school: Actor, counsellor: Browser, file: str, number: int
):
    for _ in range(number):
        request_id = factories.request(school, kind="programme", requested_by="school")
        with school.acting() as scope, transaction():
            sharing.link_file(scope, request_id, door.person(scope, id_of(file)).number)

    with asked(school.app) as statements:
        page = counsellor.get(file)

    assert page.text.count('href="/requests/') == number
    assert len(statements) == FILE_PAGE
