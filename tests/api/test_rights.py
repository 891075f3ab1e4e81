"""Programs take requests in, decide them, and erase with two people."""

import pytest
from sqlalchemy import Engine

from tests.actors import Cast
from tests.api.client import problem, program, told
from tests.rights.asking import House, at_the_centre

ASKS = {
    "kind": "erasure",
    "asked_by": "young_person",
    "proof": "known_in_person",
    "received_on": "2026-11-20",
    "asked": "Prosim za izbris.",
}


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_centre(cast, owner)


def test_from_the_request_to_the_certificate(house: House, cast: Cast) -> None:
    people = (house.worker, house.dpo, house.head)
    worker, dpo, head = (program(cast.centre, member=one) for one in people)
    made = told(worker.post(f"/files/{house.person_id}/rights", ASKS), 201)
    path = f"/rights/{made['id']}"

    told(dpo.put(f"{path}/extension", {"extension": "Obsežno."}))
    decided = told(dpo.put(f"{path}/decision", {"decision": "granted"}))
    erasure = told(dpo.post(f"{path}/erasure", {}), 201)
    refused = problem(dpo.put(f"/erasures/{erasure['id']}/confirmation", {}), 403)
    told(head.put(f"/erasures/{erasure['id']}/confirmation", {}))
    certificate = told(head.get(f"/erasures/{erasure['id']}/certificate"))
    [listed] = told(dpo.get("/rights"))["items"]
    forgotten = told(worker.get(path))

    assert (made["decision"], made["due_on"]) == (None, "2026-12-20")
    assert decided["due_on"] == "2027-02-20"
    assert refused["code"] == "not_allowed"
    assert len(certificate["digest"]) == 64
    assert listed["id"] == made["id"]
    assert (forgotten["asked"], forgotten["extension"]) == ("", "")
    assert [one["step"] for one in forgotten["steps"]][-1] == "erased"


def test_a_stranger_finds_nothing(house: House, cast: Cast) -> None:
    made = told(
        program(cast.centre, member=house.worker).post(f"/files/{house.person_id}/rights", ASKS),
        201,
    )
    stranger = program(cast.stranger)

    assert stranger.get(f"/rights/{made['id']}").status_code == 404
    assert told(program(cast.centre, member=house.dpo).get("/erasures"))["items"] == []
    assert stranger.get(f"/files/{house.person_id}/rights").status_code == 404
