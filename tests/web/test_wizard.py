"""A worker of a centre writes a request in five steps, each of which is kept."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.requests import drafts
from tenants import clock
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import NOBODY, Browser
from tests.reading import chosen_in, english, value_of, words
from tests.statements import asked
from tests.web.writing import NEEDS, SOUGHT, WHO, WORDS, begun, drafts_of, sent, step, written


def rows(owner: Engine, table: str) -> int:
    with owner.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def test_five_steps_make_a_request_and_lead_to_what_fits(
    cast: Cast, worker: Browser, owner: Engine
):
    group_id = factories.group(cast.institution, town="Domžale")
    factories.group(cast.stranger, name="Fantje", sex="boys")

    address = written(worker)
    review = words(worker.get(f"{address}?step=5"))
    answer = sent(worker, address)
    page = worker.follow(answer)

    assert "6120-500/2026" in review
    assert "problems at school, running away" in review
    assert "Leaves at night." in review
    assert answer.headers["Location"].endswith("/fits")
    assert "takes only boys" in words(page)
    assert f'value="{group_id}"' in page.text
    assert (rows(owner, "requests"), rows(owner, "request_drafts")) == (1, 0)


def test_the_board_hands_its_filter_and_the_chosen_group_on(cast: Cast, worker: Browser):
    group_id = factories.group(cast.institution)
    filtered = f"age=15&sex=female&town=Kranj&forms=housing_group&needs=runaway&group={group_id}"

    form = worker.get(f"/requests/new?{filtered}&on=1.+12.+2030")
    handed = {name: value_of(form, name) for name in ("forms", "wanted_from", "group_ids")}
    address = begun(worker, **handed)
    for number, fields in ((2, NEEDS), (4, WORDS)):
        step(worker, address, number, fields)
    sought = worker.get(f"{address}?step=3")
    step(worker, address, 3, SOUGHT)
    fits = worker.follow(sent(worker, address))

    assert (value_of(form, "age"), value_of(form, "home_town")) == ("15", "Kranj")
    assert (handed["forms"], handed["wanted_from"]) == ("housing_group", "1. 12. 2030")
    assert value_of(sought, "wanted_from").split() == ["1", "Dec", "2030"]
    assert chosen_in(sought, "forms") == ["housing_group"]
    assert chosen_in(fits, "group_ids") == [str(group_id)]


WRONG = [
    (1, {"file_reference": "x" * 61}, "Longer than maximum length 60."),
    (1, {"age": "fifteen"}, "Enter a number in digits."),
    (1, {"age": "40"}, "Enter a number from 3 to 26."),
    (1, {"sex": "other"}, "Choose one of the values offered."),
    (1, {"home_town": "Ljubljanna pri morju"}, "We do not know this town."),
    (2, {"needs": ["a wish"]}, "Choose one of the values offered."),
    (3, {"wanted_from": "31. 2. 2027"}, "Enter a date such as"),
    (3, {"wanted_from": "1. 1. 1876"}, "Check the year of this date."),
    (4, {"risks": "x" * 4001}, "too long"),
    (4, {"own_words": "a\x00b"}, "Some characters cannot be shown."),
]


@pytest.mark.parametrize(("number", "wrong", "sentence"), WRONG)
def test_a_wrong_value_is_not_kept_and_comes_back_as_it_was_typed(
    worker: Browser, number: int, wrong: dict[str, object], sentence: str
):
    address = written(worker)
    fields = (WHO, NEEDS, SOUGHT, WORDS)[number - 1]

    answer = step(worker, address, number, fields | wrong)
    kept = words(worker.get(f"{address}?step=5"))

    assert answer.status_code == 422
    if sentence != "Longer than maximum length 60.":
        assert sentence in words(answer)
    assert "Leaves at night." in kept
    assert "6120-500/2026" in kept


def test_a_step_may_be_left_incomplete_and_is_marked_so(worker: Browser):
    answer = worker.post("/requests/drafts", {"file_reference": "6120-1/2026", "age": "15"})
    address = drafts_of(worker)[0]
    onward = worker.get(f"{address}?step=2")
    early = sent(worker, address)

    assert answer.status_code == 422
    assert "Sex: Fill this in." in words(answer)
    assert "Leave it incomplete for now" in words(answer)
    assert value_of(answer, "age") == "15"
    assert "Who is it about? 2 entries are missing" in words(onward)
    assert early.status_code == 422
    assert f'href="{address}?step=2#school-level"' in early.text


@pytest.mark.parametrize(
    ("go", "leads_to"), [("close", "/requests"), ("back", "?step=1"), ("look", "?step=2")]
)
def test_every_button_keeps_what_was_typed_and_asks_for_nothing_more(
    worker: Browser, go: str, leads_to: str
):
    address = begun(worker)

    answer = step(worker, address, 2, {"school_level": "primary"}, go=go)

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(leads_to)
    assert chosen_in(worker.get(f"{address}?step=2"), "school_level") == ["primary"]


def test_what_is_emptied_is_empty(worker: Browser):
    address = written(worker)

    step(worker, address, 4, {"risks": "", "own_words": "Else."})

    review = words(worker.get(f"{address}?step=5"))
    assert "Leaves at night." not in review
    assert "Else." in review


def test_the_same_first_step_sent_twice_is_one_draft(worker: Browser, owner: Engine):
    form = WHO | {"form_id": value_of(worker.get("/requests/new"), "form_id")}

    first, second = worker.post("/requests/drafts", form), worker.post("/requests/drafts", form)

    assert first.headers["Location"] == second.headers["Location"]
    assert rows(owner, "request_drafts") == 1


def test_a_draft_sent_twice_is_one_request_and_going_back_leads_to_it(
    worker: Browser, owner: Engine
):
    address = written(worker)
    version = value_of(worker.get(f"{address}?step=5"), "version")

    form = {"version": version, "why_not": "no_fit"}
    first = worker.post(f"{address}/sending", form)
    second = worker.post(f"{address}/sending", form)
    back = worker.get(f"{address}?step=3")
    late = worker.post(address, {"step": "4", "version": version} | WORDS)

    request = first.headers["Location"].removesuffix("/fits")
    assert {one.headers["Location"] for one in (second, back, late)} == {request}
    assert rows(owner, "requests") == 1


def test_of_two_windows_the_second_is_told_and_keeps_what_was_typed(worker: Browser):
    address = begun(worker)
    version = value_of(worker.get(f"{address}?step=4"), "version")
    form = {"step": "4", "version": version}

    worker.post(address, form | {"risks": "First window."})
    second = worker.post(address, form | {"risks": "Second window."})
    again = worker.post(address, form | {"version": value_of(second, "version")} | WORDS)

    assert second.status_code == 409
    assert "This draft was saved in another window" in words(second)
    assert "Second window." in words(second)
    assert again.status_code == 303


def test_a_draft_is_listed_renewed_and_deleted(worker: Browser, owner: Engine):
    address = begun(worker)
    day, requests = words(worker.get("/day")), words(worker.get("/requests"))

    renewed = worker.follow(worker.post(f"{address}/renewal"))
    removed = worker.follow(worker.post(f"{address}/removal"))

    assert "6120-500/2026" in day
    assert "Step 2 of 5" in requests
    assert "kept for another thirty days" in words(renewed)
    assert "The draft is deleted." in words(removed)
    assert rows(owner, "request_drafts") == 0
    assert worker.get(address).status_code == 404


def test_a_draft_nobody_goes_on_with_is_not_found_after_thirty_days(cast: Cast, worker: Browser):
    address = begun(worker)
    end = clock.now() + drafts.KEPT

    with clock.frozen(end - timedelta(minutes=10)):
        before = english(cast.centre).get(address)
    with clock.frozen(end + timedelta(minutes=10)):
        late = english(cast.centre)
        after, listed = late.get(address), drafts_of(late)

    assert (before.status_code, after.status_code, listed) == (200, 404, [])


def test_a_colleague_goes_on_with_a_draft(cast: Cast, worker: Browser, owner: Engine):
    address = written(worker)
    other = english(colleague(owner, cast.centre, "Ana", Role.CASE_WORKER))

    listed = drafts_of(other)
    answer = sent(other, address)

    assert listed == []
    assert answer.status_code == 303


def test_what_fits_narrows_while_one_types_and_keeps_nothing(
    app: Flask, cast: Cast, worker: Browser
):
    factories.group(cast.institution)
    address = begun(worker)
    form = {"draft_id": address.rpartition("/")[2], "step": "1"}

    open_to = worker.post("/requests/drafts/fits", form | {"age": "15"})
    too_young = worker.post("/requests/drafts/fits", form | {"age": "7"})
    half_typed = worker.post("/requests/drafts/fits", form | {"age": "x", "home_town": "Ljub"})

    assert "1 group fits what is known so far." in words(open_to)
    assert "Last change today" in words(open_to)
    assert "0 groups fit what is known so far." in words(too_young)
    assert "1 group does not fit" in words(too_young)
    assert half_typed.status_code == 200
    assert value_of(worker.get(f"{address}?step=1"), "age") == "15"


def test_what_fits_costs_the_same_for_one_group_and_for_three(
    app: Flask, cast: Cast, worker: Browser
):
    address = begun(worker)
    factories.group(cast.institution)
    worker.get(address)
    with asked(app) as for_one:
        worker.get(address)
    for name in ("Val", "Klas"):
        factories.group(cast.stranger, name=name)
    worker.get(address)
    with asked(app) as for_three:
        worker.get(address)

    assert len(for_three) == len(for_one)


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_a_foreign_draft_is_as_unknown_as_a_made_up_one(cast: Cast, worker: Browser, who: str):
    foreign = english(getattr(cast, who))
    for address in (begun(worker), f"/requests/drafts/{NOBODY}"):
        assert foreign.get(address).status_code == 404
        for path in ("", "/sending", "/renewal", "/removal"):
            assert foreign.post(address + path, {"step": "1"}).status_code == 404


def test_an_administrator_writes_no_requests(cast: Cast, worker: Browser, owner: Engine):
    address = begun(worker)
    administrator = english(colleague(owner, cast.centre, "Uroš", Role.ADMINISTRATOR))

    answers = [
        administrator.get("/requests/new"),
        administrator.post("/requests/drafts", WHO),
        administrator.get(address),
        administrator.post(f"{address}/sending"),
        administrator.post("/requests/drafts/fits"),
        administrator.post("/requests/drafts/guard"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 6
