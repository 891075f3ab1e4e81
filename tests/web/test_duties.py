"""A head hands work over although the members are the administrator's."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.programmes.cases.kinds import MobileKind, Profession
from tenants.roles import HELD_IN, MAY, Permission
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.programmes import held, programmes
from tests.programmes.working import joined, opened
from tests.reading import english, words
from tests.statements import asked


@pytest.fixture
def head(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "Helena", Role.HEAD)


def test_a_head_sees_who_answers_for_what_and_hands_it_over(cast: Cast, head: Actor) -> None:
    factories.request(cast.centre)
    worker = cast.centre.scope
    browser = english(head)

    before = words(browser.get("/duties"))
    card = words(browser.get(f"/duties/{worker.member_id}"))
    done = browser.post(
        f"/duties/{worker.member_id}/hand-over", {"to_id": str(head.scope.member_id)}
    )
    after = words(browser.follow(done))

    assert f"{worker.member_name} administrator, case worker, head 1 open request" in before
    assert "Hand over everything" in card
    assert "Helena head 1 open request" in after
    assert f"{worker.member_name} administrator, case worker, head nothing open" in after


def test_nothing_else_of_the_administration_opens_to_a_head(head: Actor) -> None:
    browser = english(head)
    closed = ["members", "invitations", "tokens", f"members/{head.scope.member_id}"]

    answers = [browser.get(f"/administration/{path}").status_code for path in closed]
    first = browser.get("/duties").text

    assert answers == [403] * len(closed)
    assert 'href="/duties"' in first
    assert "/administration" not in first


@pytest.mark.parametrize("kind", ["centre", "institution", "coordination"])
def test_only_those_who_may_hand_over_see_duties(cast: Cast, owner: Engine, kind: str) -> None:
    actor: Actor = getattr(cast, kind)
    home: TenantKind | None = actor.scope.kind
    assert home is not None
    for role in sorted(HELD_IN[home]):
        browser = english(colleague(owner, actor, f"one {role}", role))
        may = role in MAY[Permission.HAND_OVER]
        own = f"/duties/{actor.scope.member_id}"

        statuses = [browser.get(path).status_code for path in ("/duties", own)]
        statuses.append(browser.post(f"{own}/hand-over", {"to_id": "x"}).status_code)

        # To an inspector nothing is there but what was opened.
        refused = [403, 404, 404] if role is Role.INSPECTOR else [403, 403, 403]
        assert statuses == ([200, 200, 422] if may else refused)
        assert ('href="/duties"' in browser.get("/day").text) is (role is Role.HEAD)


def test_members_of_others_are_not_found(cast: Cast, head: Actor) -> None:
    browser = english(head)
    foreign = cast.stranger.scope.member_id

    assert browser.get(f"/duties/{foreign}").status_code == 404
    assert browser.post(f"/duties/{foreign}/hand-over", {"to_id": ""}).status_code == 404


def test_a_refused_hand_over_says_why_and_changes_nothing(cast: Cast, head: Actor) -> None:
    factories.request(cast.centre)
    me, foreign = cast.centre.scope.member_id, cast.stranger.scope.member_id
    browser = english(head)

    said = {
        to: words(browser.post(f"/duties/{me}/hand-over", {"to_id": str(to)}))
        for to in ("", me, foreign)
    }

    assert "Who takes over: Fill this in." in said[""]
    assert "Choose somebody else to hand over to." in said[me]
    assert "Choose an active member of your organisation." in said[foreign]
    assert all("1 open request" in one for one in said.values())


def test_three_members_with_work_cost_no_more_questions_than_one(
    app: Flask, cast: Cast, head: Actor, owner: Engine
) -> None:
    factories.request(cast.centre)
    browser, counts = english(head), []
    for names in ((), ("Ana", "Bine")):
        for name in names:
            factories.request(colleague(owner, cast.centre, name, Role.CASE_WORKER))
        with asked(app) as statements:
            browser.get("/duties")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_things_stand_one_by_one_with_the_way_there(cast: Cast, owner: Engine) -> None:
    leads = colleague(owner, cast.institution, "Helena", Role.HEAD)
    _, cohort_id = programmes.published(cast.institution, name="Varna pot č")
    held.takes_part(cast.institution, cohort_id, "P7")
    path = f"/duties/{cast.institution.scope.member_id}"
    browser = english(leads)

    first = browser.get(path)
    enrolled = browser.get(f"{path}?show=enrolments")
    unknown = browser.get(f"{path}?show=enrolments%27&page=2")

    assert "Programmes (1) Enrolments (1)" in words(first)
    assert "Varna pot č" in words(first)
    assert 'href="/enrolments/' in enrolled.text
    assert "P7" in words(enrolled)
    assert unknown.status_code == 200


def test_a_team_that_would_be_too_small_is_said_and_nothing_typed_is_lost(
    cast: Cast, owner: Engine
) -> None:
    leads = colleague(owner, cast.institution, "Helena", Role.HEAD)
    vida, cene, ema = (
        colleague(owner, cast.institution, name, Role.COUNSELLOR)
        for name in ("Vida", "Cene", "Ema")
    )
    enrolment_id = opened(cast.centre, cast.institution, MobileKind.TEAM)
    joined(cast.institution, enrolment_id, vida, Profession.PSYCHOLOGIST)
    joined(cast.institution, enrolment_id, cene, Profession.TEACHER)
    path = f"/duties/{vida.scope.member_id}"
    to = str(ema.scope.member_id)

    page = english(leads).get(path)
    none = english(leads).post(f"{path}/hand-over", {"to_id": to})
    refused = english(leads).post(f"{path}/hand-over", {"to_id": to, "profession": "teacher"})
    done = english(leads).post(f"{path}/hand-over", {"to_id": to, "profession": "doctor"})

    assert "1 team of advisers" in words(page)
    assert none.status_code == 422
    assert "Say in which profession they work" in words(none)
    assert refused.status_code == 409
    assert "would be left with one profession" in words(refused)
    assert '<option value="teacher" selected' in refused.text
    assert done.status_code == 303
