"""What the member was told, by API: the own notices only, and how to be told."""

import pytest

from network.notices import actions
from network.notices.kinds import NoticeKind
from tenants.credentials import ApiScope
from tenants.database import new_id, transaction
from tenants.scope import Scope
from tests.actors import Actor, Cast
from tests.api.client import Program, problem, program, told


def tell(actor: Actor, *numbers: str) -> None:
    with actor.acting() as scope, transaction():
        house = Scope.caretaker(scope.tenant_id, scope.network_ids, scope.kind)
        for number in numbers:
            said = {"number": number, "path": "/day", "once": str(new_id())}
            actions.tell(house, [scope.member_id], NoticeKind.DUE_NOW, **said)


def test_a_program_reads_what_its_member_was_told(cast: Cast, centre: Program, home: Program):
    tell(cast.centre, "2026-0001", "2026-0002")
    tell(cast.institution, "2026-0099")

    body = told(centre.get("/notices"))

    assert [each["number"] for each in body["items"]] == ["2026-0002", "2026-0001"]
    assert body["items"][0]["kind"] == "due_now"
    assert body["unread"] == 2
    assert body["next"] is None


def test_some_or_all_are_marked_as_read(cast: Cast, centre: Program, home: Program):
    tell(cast.centre, "2026-0001", "2026-0002", "2026-0003")
    first = told(centre.get("/notices"))["items"][0]["id"]

    assert told(home.put("/notices/read", {"ids": [first]})) == {"unread": 0}
    assert told(centre.put("/notices/read", {"ids": [first]})) == {"unread": 2}
    assert told(centre.put("/notices/read", {})) == {"unread": 0}


def test_long_lists_go_on(cast: Cast, centre: Program):
    tell(cast.centre, *(f"2026-{n:04}" for n in range(30)))

    first = told(centre.get("/notices"))
    second = told(centre.get(f"/notices?after={first['next']}"))

    assert len(first["items"]) == 25
    assert [each["number"] for each in second["items"]][-1] == "2026-0000"


def test_one_changes_a_part_of_how_to_be_told(centre: Program):
    usual = told(centre.get("/me/notice-settings"))

    changed = told(centre.patch("/me/notice-settings", {"mail": "urgent", "quiet_from": "19:30"}))

    assert usual == {
        "mail": "digest",
        "digest_at": "07:30",
        "quiet_from": "20:00",
        "quiet_until": "07:00",
        "absent_from": None,
        "absent_until": None,
    }
    assert changed == usual | {"mail": "urgent", "quiet_from": "19:30"}
    assert told(centre.get("/me/notice-settings")) == changed


@pytest.mark.parametrize(
    ("odd", "field"),
    [
        ({"digest_at": "24:00"}, "digest_at"),
        ({"absent_from": "2026-12-24"}, "absent_until"),
        ({"mail": "pigeon"}, "mail"),
    ],
)
def test_what_does_not_fit_is_named(centre: Program, odd: dict[str, str], field: str):
    assert field in problem(centre.patch("/me/notice-settings", odd), 422)["errors"]


def test_a_token_for_other_things_does_not_read_notices(cast: Cast):
    other = program(cast.centre, [ApiScope.ASKS_READ])

    assert problem(other.get("/notices"), 403)["code"] == "missing_scope"
