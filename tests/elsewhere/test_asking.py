"""Whether another house may know a young person: yes or no, until that house has answered."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.elsewhere import asking, queries, switching
from network.elsewhere.asking import SwitchedOff
from network.elsewhere.kinds import ASKED_FOR, MOST_QUESTIONS, PERIOD, Answer
from network.records import actions as files
from network.records.fields import Exclusion, Sensitivity
from network.trail import queries as trail
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tenants.throttling import Throttled
from tests.actors import Actor, Cast, colleague
from tests.elsewhere.people import ask, known_to, switched_on, told, work


@pytest.fixture(autouse=True)
def on(cast: Cast) -> None:
    switched_on(cast)


def put(actor: Actor, question_id: UUID) -> queries.Put:
    with actor.acting() as scope:
        return queries.put(scope, question_id)


def asked(actor: Actor) -> list[queries.OfUs]:
    with actor.acting() as scope:
        return list(queries.asked_of_us(scope).rows)


def answer(actor: Actor, what: Answer) -> None:
    [one] = asked(actor)
    with actor.acting() as scope, transaction():
        asking.answer(scope, one.asked.id, what)


def knows(cast: Cast, **typed: object) -> bool:
    return put(cast.institution, ask(cast.institution, **typed)).known


def test_who_asks_learns_yes_and_who_may_know_learns_who_asks(
    app: Flask, cast: Cast, owner: Engine
) -> None:
    person_id = known_to(cast.centre)

    question_id = ask(cast.institution)
    work(app, owner)

    found = put(cast.institution, question_id)
    assert (found.known, found.answers, found.name) == (True, (), "ziva cuk doric")
    [of_us] = asked(cast.centre)
    assert (of_us.house, of_us.asked.person_id) == ("institution", person_id)
    assert of_us.asked.by_name == "institution worker"
    assert told(owner, cast.centre) == ["asked_elsewhere"]


def test_a_stranger_a_namesake_and_the_own_house_are_not_found(cast: Cast) -> None:
    known_to(cast.centre)
    known_to(cast.institution, last_name="Drug")
    known_to(cast.outsider, first_name="Drugje")

    assert knows(cast)
    assert not knows(cast, birth_date=clock.today())
    assert not knows(cast, last_name="Drug")
    assert not knows(cast, first_name="Drugje")


def test_an_emso_finds_whoever_is_called_otherwise_now(cast: Cast) -> None:
    known_to(cast.centre, emso="0101006500006")

    assert knows(cast, last_name="Povsem Drugače", emso="0101006500006")


def test_what_is_written_anew_is_found_anew(cast: Cast) -> None:
    person_id = known_to(cast.centre)
    before = ask(cast.institution)
    with cast.centre.acting() as scope, transaction():
        from_now_on = {"first_name": "Nina", "last_name": "Nova", "birth_date": clock.today()}
        files.write(scope, person_id, files.Category.IDENTITY, from_now_on)

    assert not put(cast.institution, before).known
    assert not knows(cast)
    assert knows(cast, first_name="Nina", last_name="Nova", birth_date=clock.today())


def test_a_sealed_file_matches_never_and_again_when_it_is_unsealed(cast: Cast) -> None:
    person_id = known_to(cast.centre)
    question_id = ask(cast.institution)
    classify(cast.centre, person_id, Sensitivity.SEALED)

    hidden = (put(cast.institution, question_id).known, knows(cast))
    classify(cast.centre, person_id, Sensitivity.PROTECTED)

    assert hidden == (False, False)
    assert not put(cast.institution, question_id).known  # only whoever was known when it was put
    assert knows(cast)


def classify(actor: Actor, person_id: UUID, how: Sensitivity) -> None:
    with actor.acting() as scope, transaction():
        files.classify(scope, person_id, how)


def test_an_erased_file_is_forgotten_by_the_database_itself(cast: Cast, owner: Engine) -> None:
    known_to(cast.centre)
    with owner.begin() as connection:
        gone = "UPDATE person_keys SET wrapped = NULL, destroyed_at = created_at"
        connection.execute(text(gone))

    with owner.connect() as connection:
        for table in ("match_keys", "emergency_summaries"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0
    assert not knows(cast)


def test_the_digests_say_nothing_and_are_different_in_each_network(
    cast: Cast, owner: Engine
) -> None:
    for actor in (cast.centre, cast.outsider):
        known_to(actor)

    with owner.connect() as connection:
        kept = connection.execute(text("SELECT digest, to_jsonb(m)::text FROM match_keys m")).all()
    assert len({digest for digest, _ in kept}) == 2
    assert not any("ziva" in row or "2011" in row for _, row in kept)


def test_nobody_is_asked_where_the_network_has_not_switched_it_on(cast: Cast) -> None:
    known_to(cast.centre)
    question_id = ask(cast.institution)
    switched_on(cast, on=False)

    assert not put(cast.institution, question_id).known
    with pytest.raises(SwitchedOff):
        ask(cast.institution)
    with pytest.raises(NotAllowed), cast.centre.acting() as scope, transaction():
        switching.switch(scope, scope.network_ids[0], True)


def test_an_answer_reveals_the_house_only_where_it_may_be_called(
    app: Flask, cast: Cast, owner: Engine
) -> None:
    known_to(cast.centre)
    known_to(cast.stranger)
    question_id = ask(cast.institution)
    work(app, owner)

    answer(cast.centre, Answer.CALL_US)
    answer(cast.stranger, Answer.DECLINED)
    work(app, owner)

    called, declined = put(cast.institution, question_id).answers
    assert (called.house, called.answered_by, called.email) == (
        "centre",
        "centre worker",
        "centre@centre.test",
    )
    assert (declined.answer, declined.house, declined.email, declined.phones) == (
        Answer.DECLINED,
        "",
        "",
        (),
    )
    assert told(owner, cast.institution).count("answered_elsewhere") >= 1
    with pytest.raises(Conflict):
        answer(cast.centre, Answer.DECLINED)


def test_it_is_written_in_the_trail_of_both(app: Flask, cast: Cast, owner: Engine) -> None:
    known_to(cast.centre)

    ask(cast.institution)
    work(app, owner)

    for actor in (cast.centre, cast.institution):
        with actor.acting() as scope:
            entries = [one.entry for one in trail.trail(scope).rows]
        assert [each.detail for each in entries].count("asked_elsewhere") == 1
        assert all("ziva" not in each.number.lower() for each in entries)


def test_only_who_opens_the_file_hears_that_somebody_asks(
    app: Flask, cast: Cast, owner: Engine
) -> None:
    worker = colleague(owner, cast.centre, "worker", Role.CASE_WORKER)
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)
    person_id = known_to(worker)
    with worker.acting() as scope, transaction():
        files.exclude(scope, person_id, cast.centre.scope.member_id, Exclusion.RELATIVE)

    ask(cast.institution)
    work(app, owner)

    assert [len(asked(who)) for who in (worker, other, cast.centre)] == [1, 0, 0]
    assert told(owner, worker) == ["asked_elsewhere"]


def test_what_somebody_typed_is_theirs_and_the_heads(cast: Cast, owner: Engine) -> None:
    night = colleague(owner, cast.institution, "night", Role.COUNSELLOR)
    other = colleague(owner, cast.institution, "other", Role.COUNSELLOR)

    question_id = ask(night)

    assert put(cast.institution, question_id).name
    with pytest.raises(NotFound):
        put(other, question_id)
    with owner.connect() as connection:
        kept = connection.scalar(text("SELECT to_jsonb(q)::text FROM elsewhere_questions q"))
    assert "ziva" not in str(kept)


def test_a_question_about_a_file_is_for_those_who_open_it(cast: Cast, owner: Engine) -> None:
    worker = colleague(owner, cast.institution, "worker", Role.COUNSELLOR)
    person_id = known_to(worker)
    with worker.acting() as scope, transaction():
        question_id = asking.about_file(scope, person_id).id
    before = put(cast.institution, question_id).question.id
    with worker.acting() as scope, transaction():
        files.exclude(scope, person_id, cast.institution.scope.member_id, Exclusion.RELATIVE)

    assert before == question_id
    with pytest.raises(NotFound):
        put(cast.institution, question_id)


def test_an_own_file_is_asked_about_unless_it_is_sealed(cast: Cast) -> None:
    known_to(cast.centre)
    person_id = known_to(cast.institution)
    with cast.institution.acting() as scope, transaction():
        question_id = asking.about_file(scope, person_id).id
    classify(cast.institution, person_id, Sensitivity.SEALED)

    assert put(cast.institution, question_id).known
    with pytest.raises(Conflict), cast.institution.acting() as scope, transaction():
        asking.about_file(scope, person_id)


def test_twenty_questions_an_hour_are_enough(cast: Cast, owner: Engine) -> None:
    now = clock.now()
    with clock.frozen(now):
        for _ in range(MOST_QUESTIONS):
            ask(cast.institution)
        with pytest.raises(Throttled):
            ask(cast.institution)
        ask(colleague(owner, cast.institution, "another", Role.COUNSELLOR))
    with clock.frozen(now + PERIOD):
        ask(cast.institution)


def test_a_question_is_over_after_a_week(cast: Cast) -> None:
    known_to(cast.centre)
    question_id = ask(cast.institution)

    with clock.frozen(clock.now() + ASKED_FOR):
        found = put(cast.institution, question_id)
        assert found.over

    assert not found.known


def test_too_little_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        ask(cast.institution, first_name="", last_name="Cuk")
