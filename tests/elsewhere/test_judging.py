"""Each emergency is judged by the house whose file it was, once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.clocks import queries as clocks
from network.elsewhere import glass, judging
from network.elsewhere.kinds import Verdict
from network.records import actions as files
from network.records.fields import Exclusion
from tenants.database import transaction
from tenants.errors import Conflict, NotFound
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.elsewhere.people import ask, broken, known_to, switched_on, to_judge, told, work


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    switched_on(cast)
    return known_to(cast.centre)


@pytest.fixture
def question_id(cast: Cast, person_id: UUID) -> UUID:
    return ask(cast.institution)


def test_it_is_judged_once_and_whoever_broke_it_reads_the_verdict(
    app: Flask, cast: Cast, owner: Engine, question_id: UUID
) -> None:
    emergency_id = broken(cast.institution, question_id)
    work(app, owner)
    [waiting] = to_judge(cast.centre)
    with cast.centre.acting() as scope, transaction():
        words = judging.words_of(scope, waiting.review)
        remark = {"verdict": Verdict.NOT_JUSTIFIED, "remark": "Zadoščal bi klic."}
        judging.judge(scope, waiting.review.id, **remark)  # type: ignore[arg-type]
    work(app, owner)

    assert (waiting.house, words) == ("institution", "Najdena na postaji, ne odziva se.")
    assert to_judge(cast.centre) == []
    with cast.institution.acting() as scope:
        [verdict] = glass.verdicts(scope, glass.emergency(scope, emergency_id))
    assert (verdict.house, verdict.verdict) == ("centre", "not_justified")
    assert "emergency_judged" in told(owner, cast.institution)
    with cast.centre.acting() as scope:
        assert not [due for due in clocks.running(scope) if due.clock.kind == "emergency_review"]
    with pytest.raises(Conflict), cast.centre.acting() as scope, transaction():
        judging.judge(scope, waiting.review.id, verdict=Verdict.JUSTIFIED)


def test_only_who_watches_over_the_house_judges(
    cast: Cast, owner: Engine, person_id: UUID, question_id: UUID
) -> None:
    broken(cast.institution, question_id)
    [waiting] = to_judge(cast.centre)
    officer = colleague(owner, cast.centre, "officer", Role.DPO)
    worker = colleague(owner, cast.centre, "worker", Role.CASE_WORKER)
    relative = colleague(owner, cast.centre, "relative", Role.DPO)
    with cast.centre.acting() as scope, transaction():
        files.exclude(scope, person_id, relative.scope.member_id, Exclusion.RELATIVE)

    assert len(to_judge(officer)) == 1
    assert to_judge(relative) == []
    for who, refusal in ((worker, NotFound), (cast.institution, NotFound)):
        with pytest.raises(refusal), who.acting() as scope, transaction():
            judging.judge(scope, waiting.review.id, verdict=Verdict.JUSTIFIED)


def test_two_judge_at_once_and_one_is_told_so(cast: Cast, question_id: UUID) -> None:
    broken(cast.institution, question_id)
    [waiting] = to_judge(cast.centre)

    def judge(verdict: Verdict) -> str:
        try:
            with cast.centre.acting() as scope, transaction():
                return judging.judge(scope, waiting.review.id, verdict=verdict).verdict
        except Conflict:
            return "refused"

    with ThreadPoolExecutor(2) as people:
        said = sorted(people.map(judge, Verdict))

    assert said.count("refused") == 1
