"""Programs take requests in, decide them, and erase with two people."""

import pytest
from sqlalchemy import Engine

from tenants import clock
from tests.actors import Cast
from tests.api.client import problem, program, told
from tests.rights.asking import House, at_the_centre
from tests.rights.outlived import FIVE_YEARS, ended, proposed

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


def test_a_report_and_a_restriction_by_program(house: House, cast: Cast) -> None:
    worker, dpo = (program(cast.centre, member=one) for one in (house.worker, house.dpo))
    access, restriction = (
        told(worker.post(f"/files/{house.person_id}/rights", ASKS | {"kind": kind}), 201)["id"]
        for kind in ("access", "restriction")
    )
    for id_ in (access, restriction):
        told(dpo.put(f"/rights/{id_}/decision", {"decision": "granted"}))

    told(worker.put(f"/rights/{access}/report/preparation", {}))
    report = told(worker.get(f"/rights/{access}/report"))
    [of_other] = [one["key"] for one in report["items"] if one["others"]]  # what else was asked
    told(worker.put(f"/rights/{access}/report/marks", {"marks": {of_other: "shown"}}))
    final = told(worker.put(f"/rights/{access}/report/finishing", {}))
    told(worker.put(f"/rights/{access}/report/handing-over", {}))
    told(dpo.put(f"/rights/{restriction}/restriction", {"ground": "accuracy"}))
    told(dpo.put(f"/rights/{restriction}/lifting", {"lifted": "accurate"}))

    assert report["digest"] is None
    assert {one["name"] for one in report["items"]} >= {"first_name", "last_name"}
    assert len(final["digest"]) == 64
    assert [one["step"] for one in told(dpo.get(f"/rights/{access}"))["steps"]][-1] == "handed_over"


def test_how_long_is_kept_by_program(house: House, cast: Cast) -> None:
    dpo = program(cast.centre, member=house.dpo)

    before = told(dpo.get("/retention"))
    after = told(dpo.put("/retention", {"years": 5}))
    problem(program(cast.centre, member=house.worker).get("/retention"), 403)

    assert (before["file_years"], after["file_years"]) == (None, 5)
    assert told(dpo.get("/retention/files"))["items"] == []
    problem(dpo.post("/erasures/confirmations", {"erasure_ids": []}), 422)


def test_words_without_a_file_by_program(cast: Cast, owner: Engine) -> None:
    search = ended(cast, owner)
    dpo = program(cast.centre, member=search.centre.dpo)

    said = {"record_class": "words", "years": 5}
    classes = {one["record_class"]: one for one in told(dpo.put("/retention", said))["classes"]}
    refused = problem(dpo.put("/retention", said | {"record_class": "trail"}), 422)
    today = told(dpo.get("/retention/words"))["items"]
    with clock.frozen(clock.now() + FIVE_YEARS):
        later = program(cast.centre, member=search.centre.dpo)
        [would] = told(later.get("/retention/words"))["items"]
        [erasure_id] = proposed(search.centre.dpo)
        [listed] = told(later.get("/erasures"))["items"]
        done = told(later.put(f"/erasures/{erasure_id}/confirmation", {}))

    assert (classes["words"]["kept_years"], classes["words"]["most"]) == (5, 50)
    assert (classes["trail"]["least"], classes["notices"]["kept_years"]) == (None, 1)
    assert "record_class" in str(refused)
    assert today == []
    assert (would["subject"], would["subject_id"]) == ("request", str(search.request_id))
    assert (listed["subject"], listed["rights_request_id"]) == ("request", None)
    assert (done["kept_because"], done["confirmed_by"]) == ([], "dpo")
