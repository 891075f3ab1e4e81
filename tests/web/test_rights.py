"""Pages on which somebody's request is taken in, decided, and a file erased by two people."""

import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import Engine

from network.rights import keeping
from network.rights.kinds import Right
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.reading import english, words
from tests.rights.asking import (
    House,
    at_the_centre,
    granted,
    received,
    to_erase,
    with_another_file,
)
from tests.statements import asked

ASKS = {
    "kind": "erasure",
    "asked_by": "parent",
    "proof": "identity_document",
    "received_on": "20. 11. 2026",
    "asked": "Prosim za izbris.",
}


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_centre(cast, owner)


def test_from_the_file_to_the_certificate(house: House) -> None:
    worker, dpo, head = (english(one) for one in (house.worker, house.dpo, house.head))
    file = f"/files/{house.person_id}"

    request = worker.post(f"{file}/rights", ASKS).headers["Location"]
    told = words(dpo.get(request))
    dpo.post(f"{request}/decision", {"decision": "granted"})
    dpo.post(f"{request}/erasure", {})
    erasure = "/erasures/" + dpo.get("/erasures").text.split('href="/erasures/')[1].split('"')[0]
    own = words(dpo.get(erasure))
    early = head.get(f"{erasure}/certificate")
    after = words(head.follow(head.post(f"{erasure}/confirmation", {})))
    paper = head.get(f"{erasure}/certificate")
    gone = worker.get(file)

    assert "Prosim za izbris." in told
    assert "You asked for it: somebody else has to confirm it." in own
    assert early.status_code == 409
    assert "It is erased. Nobody can read it any more." in after
    assert paper.mimetype == "application/pdf"
    printed = PdfReader(io.BytesIO(paper.data)).pages[0].extract_text()
    assert "Certificate of erasure" in printed
    assert "head" in printed
    assert "Ilić" not in printed
    assert str(house.person_id) not in printed
    assert gone.status_code == 409
    assert "This file was erased." in words(gone)


def test_who_asked_cannot_confirm_and_what_was_typed_is_kept(house: House) -> None:
    dpo, worker = english(house.dpo), english(house.worker)
    erasure_id = to_erase(house)
    request_id = received(house)

    own = dpo.post(f"/erasures/{erasure_id}/confirmation", {})
    silent = dpo.post(f"/rights/{request_id}/decision", {"decision": "refused", "answer": ""})
    half = worker.post(f"/files/{house.person_id}/rights", ASKS | {"kind": ""})

    assert own.status_code == 403
    assert silent.status_code == 422
    assert "Say why it is not granted in full." in words(silent)
    assert half.status_code == 422
    assert "Prosim za izbris." in half.text


def test_who_does_not_decide_reads_and_has_no_register(house: House, cast: Cast) -> None:
    worker, stranger = english(house.worker), english(cast.stranger)
    request_id, erasure_id = received(house), to_erase(house)

    assert worker.get("/rights").status_code == 403
    assert worker.get("/erasures").status_code == 403
    assert worker.get(f"/rights/{request_id}").status_code == 200
    decided = worker.post(f"/rights/{request_id}/decision", {"decision": "granted"})
    assert decided.status_code == 403
    assert stranger.get(f"/rights/{request_id}").status_code == 404
    assert stranger.get(f"/erasures/{erasure_id}").status_code == 404


@pytest.mark.parametrize("path", ["/rights", "/erasures"])
def test_a_longer_list_costs_no_more(app: Flask, house: House, path: str) -> None:
    dpo = english(house.dpo)

    def more(times: int) -> int:
        for _ in range(times):
            to_erase(with_another_file(house))
        dpo.get(path)
        with asked(app) as said:
            dpo.get(path)
        return len(said)

    assert more(1) == more(2)


def test_a_file_is_restricted_marked_and_free_again(house: House) -> None:
    dpo, worker = english(house.dpo), english(house.worker)
    request = f"/rights/{granted(house, Right.RESTRICTION)}"
    mark = "nothing of it is shown to others"

    unsaid = dpo.post(f"{request}/restriction", {"ground": ""})
    dpo.post(f"{request}/restriction", {"ground": "accuracy"})
    restricted = words(worker.get(f"/files/{house.person_id}"))
    dpo.post(f"{request}/lifting", {"lifted": "accurate"})
    free = words(worker.get(f"/files/{house.person_id}"))

    assert unsaid.status_code == 422
    assert mark in restricted
    assert mark not in free


def test_what_the_rule_lets_go_is_listed_and_erased_at_once(app: Flask, house: House) -> None:
    with_another_file(house)
    dpo = english(house.dpo)
    wrong = dpo.post("/retention", {"years": "51"})
    kept = words(dpo.follow(dpo.post("/retention", {"years": "5"})))

    with clock.frozen(clock.now() + timedelta(days=6 * 366)):
        dry = words(english(house.dpo).get("/retention"))
        with house.head.acting() as scope, transaction():
            keeping.propose(scope)
        head = english(house.dpo)
        ids = re.findall(r'name="erasure_ids" value="([^"]+)"', head.get("/erasures").text)
        none = head.post("/retention/erasures", {})
        sure = words(head.post("/retention/erasures", {"erasure_ids": ids}))
        before = words(head.get("/erasures"))
        wrong_number = head.post("/retention/erasures", {"erasure_ids": ids, "files": "3"})
        said = {"erasure_ids": ids, "files": "2"}
        done = words(head.follow(head.post("/retention/erasures", said)))

    assert wrong.status_code == 422
    assert "Kept that long from now on." in kept
    run = dry.split("What stands against it")[1].split("Classes of records")[0]
    assert run.count("nothing") == len(ids)
    assert len(ids) == 2
    assert none.status_code == 422
    assert "This destroys 2 keys for good." in sure
    assert before.count("to confirm") == 2
    assert wrong_number.status_code == 422
    assert "It is erased." in done
    assert english(house.worker).get("/retention").status_code == 403


def test_the_dry_run_asks_as_often_for_one_file_as_for_three(app: Flask, house: House) -> None:
    english(house.dpo).post("/retention", {"years": "5"})

    def cost() -> int:
        with clock.frozen(clock.now() + timedelta(days=6 * 366)):
            browser = english(house.dpo)
            browser.get("/retention")
            with asked(app) as statements:
                assert browser.get("/retention").status_code == 200
            return len(statements)

    one = cost()
    with_another_file(house)
    with_another_file(house)

    assert cost() == one


def test_a_report_is_looked_through_finished_and_printed(house: House) -> None:
    worker, dpo = english(house.worker), english(house.dpo)
    worker.post(f"/files/{house.person_id}/family", {"mother": "Ana Izmišljena", "version": "0"})
    request = f"/rights/{granted(house, Right.ACCESS)}"
    report = f"{request}/report"

    worker.post(report, {})
    undecided = words(worker.get(report))
    early = worker.post(f"{report}/finishing", {})
    marked = dict.fromkeys(re.findall(r'name="(marks\.[^"]+)"', worker.get(report).text), "others")
    worker.post(f"{report}/marks", marked)
    worker.post(f"{report}/finishing", {})
    paper = worker.get(f"{report}/paper")
    handed = words(worker.follow(worker.post(f"{report}/handing-over", {})))
    printed = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages)

    assert "First decide on everything that may speak of others." in undecided
    assert early.status_code == 409
    assert marked
    assert "yesterday" not in printed
    assert "today" not in printed
    assert "Živa" in printed
    assert "Ana Izmišljena" not in printed
    assert "it speaks of somebody else" in printed
    assert "handed over" in handed
    assert dpo.get(report).status_code == 404
    assert "Whoever works with the file prepares it." in words(dpo.get(request))


def test_a_file_is_corrected_on_the_page_of_the_request(house: House) -> None:
    worker = english(house.worker)
    request = f"/rights/{granted(house, Right.RECTIFICATION)}"
    form = worker.get(f"{request}/correction/identity")

    same = worker.post(f"{request}/correction/identity", IS | {"version": "1"})
    wrong = worker.post(f"{request}/correction/identity", IS | {"birth_date": "31. 2. 2012"})
    done = worker.post(f"{request}/correction/identity", IS | {"first_name": "Živana"})
    told = words(worker.follow(done))

    assert "Živa" in form.text
    assert same.status_code == 409
    assert wrong.status_code == 422
    assert "Every house to which it was shown is told." in told
    assert "Živa Živana" in told


IS = {"first_name": "Živa", "last_name": "Ilić"}
