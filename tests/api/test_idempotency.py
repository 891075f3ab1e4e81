"""A request that is sent twice is served once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from tenants import clock
from tests import factories
from tests.actors import Cast, colleague
from tests.api import bodies
from tests.api.client import Program, problem, program, told

ANOTHER = bodies.request(file_reference="6120-418/2026")


def test_the_same_key_twice_has_one_effect_and_the_same_answer(centre: Program) -> None:
    first = centre.post("/requests", bodies.request(), Idempotency_Key="a-1")
    second = centre.post("/requests", bodies.request(), Idempotency_Key="a-1")

    assert told(second, 201) == told(first, 201)
    assert second.headers["ETag"] == first.headers["ETag"]
    assert len(told(centre.get("/requests"))["items"]) == 1


def test_another_request_under_the_same_key_is_refused(centre: Program) -> None:
    told(centre.post("/requests", bodies.request(), Idempotency_Key="a-1"), 201)

    other = problem(centre.post("/requests", bodies.request(age=16), Idempotency_Key="a-1"), 422)

    assert other["code"] == "idempotency_key_reused"
    assert len(told(centre.get("/requests"))["items"]) == 1


def test_a_refused_request_does_not_use_up_its_key(cast: Cast, centre: Program) -> None:
    path = f"/requests/{factories.request(cast.centre)}/closing"
    problem(centre.put(path, {"reason": "lost"}, Idempotency_Key="a-1"), 422)

    closed = centre.put(path, {"reason": "unmet", "unmet": "no_place"}, Idempotency_Key="a-1")

    assert told(closed)["closing"] == "unmet"


@pytest.mark.parametrize(
    "act",
    [
        ("PUT", "/asks/{ask}/acceptance", None),
        ("PUT", "/asks/{ask}/refusal", {"reason": "too_far"}),
        ("POST", "/asks/{ask}/messages", {"body": "Thank you."}),
    ],
)
def test_a_move_that_is_sent_twice_is_made_once(
    cast: Cast, centre: Program, act: tuple[str, str, object]
) -> None:
    group = factories.group(cast.institution)
    ask = factories.offered(cast.centre, cast.institution, group)
    method, path, body = act
    tag = centre.get(f"/asks/{ask}").headers["ETag"]

    once, again = (
        centre.send(method, path.format(ask=ask), body, Idempotency_Key="b", If_Match=tag)
        for _ in range(2)
    )

    assert (once.status_code, once.data) == (again.status_code, again.data)
    assert once.status_code < 300


def test_a_place_that_is_opened_or_a_group_that_is_closed_twice_is_so_once(
    cast: Cast, home: Program
) -> None:
    group = factories.group(cast.institution)
    works = {"starts": bodies.today(), "reason": "works"}
    closure = told(home.post(f"/groups/{group}/closures", works), 201)["id"]

    opened = [
        home.delete(f"/groups/{group}/closures/{closure}", Idempotency_Key="o").status_code
        for _ in range(2)
    ]
    closed = [
        home.put(f"/groups/{group}/closing", Idempotency_Key="c").status_code for _ in range(2)
    ]

    assert (opened, closed) == ([204, 204], [204, 204])


def test_two_at_once_under_one_key_are_one(cast: Cast, centre: Program, owner: Engine) -> None:
    path = f"/requests/{factories.request(cast.centre)}/asks"
    body = {"group_ids": [str(factories.group(cast.institution))]}

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: centre.post(path, body, Idempotency_Key="c"), range(6)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM asks")) == 1


def test_without_keys_two_at_once_are_told_that_one_was_faster(cast: Cast, centre: Program) -> None:
    path = f"/requests/{factories.request(cast.centre)}/asks"
    body = {"group_ids": [str(factories.group(cast.institution))]}

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: centre.post(path, body), range(6)))

    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 5]


def test_a_key_is_its_members_own(cast: Cast, centre: Program, owner: Engine) -> None:
    other = program(
        cast.centre, member=colleague(owner, cast.centre, "Bor", *cast.centre.scope.roles)
    )
    told(centre.post("/requests", bodies.request(), Idempotency_Key="a-1"), 201)

    told(
        other.post("/requests", ANOTHER, Idempotency_Key="a-1"),
        201,
    )

    assert len(told(centre.get("/requests"))["items"]) == 2


def test_a_key_is_forgotten_after_a_day(centre: Program, owner: Engine) -> None:
    told(centre.post("/requests", bodies.request(), Idempotency_Key="a-1"), 201)

    with clock.frozen(clock.now() + timedelta(hours=25)):
        told(
            centre.post("/requests", ANOTHER, Idempotency_Key="a-1"),
            201,
        )

    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM idempotency_keys")) == 1


def test_only_ids_and_digests_are_kept(centre: Program, owner: Engine) -> None:
    told(centre.post("/requests", bodies.request(), Idempotency_Key="a-1"), 201)

    with owner.connect() as connection:
        kept = connection.execute(text("SELECT * FROM idempotency_keys")).one()._mapping

    assert (len(kept["fingerprint"]), kept["status"]) == (64, 201)
    assert "upset" not in str(dict(kept))


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "\u00e9"])
def test_what_is_no_key_is_refused(centre: Program, key: str) -> None:
    answer = centre.post("/requests", bodies.request(), Idempotency_Key=key)

    assert list(problem(answer, 422)["errors"]) == ["Idempotency-Key"]
