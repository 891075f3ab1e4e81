"""Programs note something for their organisation, and read what it noted."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.api.client import Program, problem, program, told
from tests.numbers import YEAR
from tests.standing import ask_of


@pytest.fixture
def ask(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


def test_notes_are_told_to_the_own_side_alone(ask: UUID, centre: Program, home: Program) -> None:
    made = told(home.post(f"/asks/{ask}/notes", {"body": "Počakamo na mnenje."}), 201)

    assert told(home.get(f"/asks/{ask}/notes"))["items"] == [made]
    assert told(centre.get(f"/asks/{ask}/notes"))["items"] == []
    assert (made["body"], made["told_id"]) == ("Počakamo na mnenje.", None)


def test_requests_and_placements_have_notes_too(
    cast: Cast, ask: UUID, centre: Program, home: Program
) -> None:
    request_id = ask_of(cast.centre, ask).request_id
    stay = factories.stay(cast.institution, factories.group(cast.institution, name="Veter"))

    told(centre.post(f"/requests/{request_id}/notes", {"body": "Kličem očeta."}), 201)
    told(home.post(f"/placements/{stay}/notes", {"body": "Načrt v petek."}), 201)

    assert len(told(centre.get(f"/requests/{request_id}/notes"))["items"]) == 1
    assert len(told(home.get(f"/placements/{stay}/notes"))["items"]) == 1
    problem(centre.get(f"/placements/{stay}/notes"), 404)


def test_the_same_key_notes_once(ask: UUID, home: Program) -> None:
    said = {"body": "Enkrat."}
    first, second = (home.post(f"/asks/{ask}/notes", said, Idempotency_Key="k") for _ in range(2))

    assert told(first, 201) == told(second, 201)
    assert len(told(home.get(f"/asks/{ask}/notes"))["items"]) == 1


def test_only_a_colleague_who_may_look_is_told(
    cast: Cast, owner: Engine, ask: UUID, home: Program
) -> None:
    eva = colleague(owner, cast.institution, "Eva Žnidaršič", Role.COUNSELLOR)
    uros = colleague(owner, cast.institution, "Uroš", Role.ADMINISTRATOR)
    hers = program(cast.institution, member=eva)

    noted = {"body": "Poglej.", "told_id": str(eva.scope.member_id)}
    told(home.post(f"/asks/{ask}/notes", noted), 201)
    refused = home.post(f"/asks/{ask}/notes", noted | {"told_id": str(uros.scope.member_id)})

    [notice] = told(hers.get("/notices"))["items"]
    assert (notice["kind"], notice["path"]) == ("mentioned", f"/asks/{ask}")
    problem(refused, 422)


def test_programs_count_what_is_unread_and_mark_it(
    ask: UUID, centre: Program, home: Program
) -> None:
    centre.post(f"/asks/{ask}/messages", {"body": "Kdaj?"})

    before = told(home.get("/me/unread"))
    after = told(home.put(f"/asks/{ask}/read", {}))

    [thread] = before["threads"]
    assert (before["asks"], thread["number"], thread["count"]) == (1, f"{YEAR}-0001", 1)
    assert (after["asks"], after["threads"]) == (0, [])


def test_programs_read_what_others_did(ask: UUID, centre: Program, home: Program) -> None:
    home.put(f"/asks/{ask}/interest", {})
    home.post(f"/asks/{ask}/messages", {"body": "Pridite."})

    changes = told(centre.get("/me/changes"))

    assert [one["kind"] for one in changes["items"]] == ["message", "interest"]
    assert changes["next"] is None
