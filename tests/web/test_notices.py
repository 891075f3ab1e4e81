"""What I was told: the bell, the list, how I want to be told, and links in a mail."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.availability import one_tap
from network.availability.one_tap import Purpose
from network.notices import actions
from network.notices.kinds import NoticeKind
from tenants import clock
from tenants.database import new_id, transaction
from tenants.scope import Role, Scope
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.client import NOBODY, Browser
from tests.reading import english, value_of, words
from tests.statements import asked

PATH = "/account"


def told(actor: Actor, *numbers: str) -> None:
    with actor.acting() as scope, transaction():
        house = Scope.caretaker(scope.tenant_id, scope.network_ids, scope.kind)
        for number in numbers:
            actions.tell(
                house,
                [scope.member_id],
                NoticeKind.DUE_NOW,
                number=number,
                path=PATH,
                once=str(new_id()),
            )


def first_notice(owner: Engine) -> str:
    with owner.connect() as connection:
        return str(connection.scalar(text("SELECT id FROM notices ORDER BY id LIMIT 1")))


def test_the_bell_counts_what_is_unread_and_opening_one_reads_it(cast: Cast, owner: Engine):
    told(cast.centre, "2026-0001", "2026-0002")
    browser = english(cast.centre)
    assert "2 unread notices" in browser.get("/notices").text

    answer = browser.get(f"/notices/{first_notice(owner)}")

    assert (answer.status_code, answer.headers["Location"]) == (303, PATH)
    assert "1 unread notice" in browser.get("/account").text


def test_the_list_has_the_newest_first_and_says_which_are_new(cast: Cast):
    told(cast.centre, "2026-0001", "2026-0002")

    page = words(english(cast.centre).get("/notices"))

    assert page.index("2026-0002") < page.index("2026-0001")
    assert page.count("Due now") == 2
    assert "2026-0002 Due now today at" in page


def test_all_are_read_with_one_button(cast: Cast):
    told(cast.centre, "2026-0001", "2026-0002")
    browser = english(cast.centre)

    page = browser.follow(browser.post("/notices/read"))

    assert "unread" not in page.text
    assert "Everything is marked as read." in page.text


def test_long_lists_go_on_on_another_page(cast: Cast):
    told(cast.centre, *(f"2026-{n:04}" for n in range(30)))
    browser = english(cast.centre)

    first = browser.get("/notices").text
    onward = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]

    assert "2026-0029" in first
    assert "2026-0004" not in first
    assert "2026-0004" in browser.get(onward).text


@pytest.mark.parametrize("what", ["another tenant's", "a colleague's", "made up"])
def test_what_somebody_else_was_told_is_not_found(cast: Cast, owner: Engine, what: str):
    told(cast.institution, "2026-0001")
    notice = NOBODY if what == "made up" else first_notice(owner)
    who = cast.centre
    if what == "a colleague's":
        who = colleague(owner, cast.institution, "Ana", Role.EDUCATOR)

    assert who.browser().get(f"/notices/{notice}").status_code == 404


def test_a_page_asks_as_much_for_three_notices_as_for_one(app: Flask, cast: Cast):
    browser = cast.centre.browser()
    counts = []
    for numbers in (["2026-0001"], ["2026-0002", "2026-0003"]):
        told(cast.centre, *numbers)
        with asked(app) as said:
            browser.get("/notices")
        counts.append(len(said))

    assert counts[0] == counts[1]


WISHES = {"mail": "at_once", "digest_at": "8.15", "quiet_from": "19:00", "quiet_until": "6.30"}


def test_one_chooses_how_to_be_told_and_says_when_one_is_away(cast: Cast):
    browser = english(cast.centre)

    answer = browser.post(
        "/account/notices",
        WISHES | {"absent_from": "24. 12. 2026", "absent_until": "2. 1. 2027"},
    )

    page = browser.follow(answer)
    assert "Saved." in page.text
    assert value_of(page, "digest_at") == "8.15"
    assert value_of(page, "quiet_from") == "19.00"
    assert value_of(page, "absent_until").replace("\N{NO-BREAK SPACE}", " ") == "2 Jan 2027"


@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        ({"digest_at": "25.00"}, "Enter a time such as 14.02."),
        ({"absent_from": "24. 12. 2026"}, "Give the first and the last day"),
        (
            {"absent_from": "24. 12. 2026", "absent_until": "23. 12. 2026"},
            "The last day cannot be before the first.",
        ),
        ({"mail": "pigeon"}, "Choose one of the values offered."),
    ],
)
def test_what_does_not_fit_comes_back_as_it_was_typed(cast: Cast, odd: dict, sentence: str):
    answer = english(cast.centre).post("/account/notices", WISHES | odd)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert value_of(answer, "quiet_until") == "6.30"


def visitor(app: Flask) -> Browser:
    browser = Browser(app)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def link(actor: Actor, group_id: UUID, purpose: Purpose) -> str:
    with actor.acting() as scope, transaction():
        return one_tap.make(scope, scope.member_id, group_id, purpose)


def confirmations(owner: Engine) -> list[str]:
    with owner.connect() as connection:
        found = connection.scalars(text("SELECT member_name FROM confirmations ORDER BY id"))
        return list(found)[1:]  # the first is of the day the group was opened


def test_one_tap_confirms_in_the_name_of_whoever_got_the_mail(
    app: Flask, cast: Cast, owner: Engine
):
    group_id = factories.group(cast.institution, name="Jadro")
    path = f"/one-tap/{link(cast.institution, group_id, Purpose.STILL_TRUE)}"
    seen = visitor(app).get(path)
    assert confirmations(owner) == []

    answer = visitor(app).post(path)

    assert (seen.status_code, answer.status_code) == (200, 200)
    assert "Thank you" in answer.text
    assert confirmations(owner) == [cast.institution.scope.member_name]
    for page in (seen.text, answer.text):
        assert "Jadro" not in page
        assert cast.institution.scope.tenant_name not in words(seen)
    assert seen.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_a_link_works_once_and_for_a_day_and_a_half(app: Flask, cast: Cast, owner: Engine):
    group_id = factories.group(cast.institution)
    used = f"/one-tap/{link(cast.institution, group_id, Purpose.STILL_TRUE)}"
    old = f"/one-tap/{link(cast.institution, group_id, Purpose.STILL_TRUE)}"
    visitor(app).post(used)

    again = visitor(app).post(used)
    with clock.frozen(clock.now() + timedelta(hours=36)):
        late = visitor(app).get(old)
    never = visitor(app).get("/one-tap/made-up")

    for answer in (again, late, never):
        assert answer.status_code == 404
        assert "This link has done its work" in answer.text
    assert len(confirmations(owner)) == 1


def test_no_place_is_free_is_believed_only_where_none_is(app: Flask, cast: Cast, owner: Engine):
    group_id = factories.group(cast.institution, capacity=1)
    path = f"/one-tap/{link(cast.institution, group_id, Purpose.NO_PLACE)}"

    free = visitor(app).post(path)
    assert free.status_code == 409
    assert f"/sign-in?next=/groups/{group_id}" in free.text
    assert confirmations(owner) == []
    factories.stay(cast.institution, group_id)

    assert visitor(app).post(path).status_code == 200
    assert len(confirmations(owner)) == 1


@pytest.mark.parametrize(
    "lost", ["roles = '{administrator}'", "paused_at = now()", "deactivated_at = now()"]
)
def test_whoever_may_not_confirm_any_more_cannot_by_an_older_link(
    app: Flask, cast: Cast, owner: Engine, lost: str
):
    group_id = factories.group(cast.institution)
    path = f"/one-tap/{link(cast.institution, group_id, Purpose.STILL_TRUE)}"
    with owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"UPDATE members SET {lost}"))

    assert visitor(app).post(path).status_code == 404
    assert confirmations(owner) == []
