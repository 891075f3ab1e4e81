"""ETag, If-None-Match and If-Match."""

import pytest

from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told


def test_what_has_not_changed_is_not_sent_again(cast: Cast, centre: Program) -> None:
    factories.group(cast.institution)
    request_id = factories.request(cast.centre)

    for path in (f"/requests/{request_id}", "/requests", "/board"):
        tag = centre.get(path).headers["ETag"]
        again = centre.get(path, If_None_Match=tag)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)

    told(centre.patch(f"/requests/{request_id}", {"file_reference": "New"}))
    assert centre.get(f"/requests/{request_id}", If_None_Match=tag).status_code == 200


def test_only_the_version_that_was_seen_is_changed(cast: Cast, centre: Program) -> None:
    path = f"/requests/{factories.request(cast.centre)}"
    seen = centre.get(path).headers["ETag"]

    first = centre.patch(path, {"file_reference": "First"}, If_Match=seen)
    second = centre.patch(path, {"file_reference": "Second"}, If_Match=seen)

    assert told(first)["file_reference"] == "First"
    assert problem(second, 412)["code"] == "precondition_failed"
    assert told(centre.get(path))["file_reference"] == "First"
    told(centre.patch(path, {"file_reference": "Third"}, If_Match=first.headers["ETag"]))
    told(centre.patch(path, {"file_reference": "Fourth"}, If_Match="*"))


@pytest.mark.parametrize("sent", ['"v9.sent"', 'W/"v1.sent"', "v1", '""', "nonsense,,"])
def test_any_other_tag_holds_an_act_back(cast: Cast, centre: Program, sent: str) -> None:
    ask = factories.ask(cast.centre, factories.group(cast.institution))
    withdrawal = {"reason": "sent_in_error"}

    problem(centre.put(f"/asks/{ask}/withdrawal", withdrawal, If_Match=sent), 412)

    assert told(centre.get(f"/asks/{ask}"))["state"] == "sent"


def test_the_tag_of_an_ask_follows_its_state_as_of_now(
    cast: Cast, centre: Program, home: Program
) -> None:
    ask = factories.ask(cast.centre, factories.group(cast.institution))
    seen_by_centre = centre.get(f"/asks/{ask}").headers["ETag"]

    told(home.get(f"/asks/{ask}"))

    late = centre.put(
        f"/asks/{ask}/withdrawal", {"reason": "sent_in_error"}, If_Match=seen_by_centre
    )
    problem(late, 412)


def test_acts_on_groups_and_placements_know_versions_too(cast: Cast, home: Program) -> None:
    group = factories.group(cast.institution)
    stay = factories.stay(cast.institution, group)
    ends = {"planned_end": None}

    problem(home.patch(f"/groups/{group}", {"capacity": 4}, If_Match='"v0"'), 412)
    problem(home.put(f"/placements/{stay}/planned-end", ends, If_Match='"v0"'), 412)

    for path, method, body in (
        (f"/groups/{group}", "PATCH", {"capacity": 4}),
        (f"/placements/{stay}", "PUT", ends),
    ):
        tag = home.get(path).headers["ETag"]
        act = path if method == "PATCH" else f"{path}/planned-end"
        told(home.send(method, act, body, If_Match=tag))


def test_accepting_looks_at_the_version_that_was_seen(cast: Cast, centre: Program) -> None:
    group = factories.group(cast.institution)
    ask = factories.offered(cast.centre, cast.institution, group)
    seen = centre.get(f"/asks/{ask}").headers["ETag"]

    problem(centre.put(f"/asks/{ask}/acceptance", If_Match='"v1.sent"'), 412)
    accepted = centre.put(f"/asks/{ask}/acceptance", If_Match=seen)

    assert told(accepted)["state"] == "accepted"
