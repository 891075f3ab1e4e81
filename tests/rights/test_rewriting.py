"""Marks and notes of sessions are corrected as somebody asked, and stay known as they were; what
belongs to a restricted file is seen to be so, and goes out on no paper."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.programmes.sessions import attending, noting, queries
from network.programmes.sessions.kinds import AttendanceMark
from network.records import restricting
from network.records.restricting import Ground, Lifted, Restricted
from network.rights import corrected, restriction, rewriting
from network.rights import queries as rights
from network.rights.corrected import Change
from network.rights.kinds import Right
from tenants.database import db, transaction
from tenants.errors import Conflict, NotFound
from tests.actors import Cast
from tests.rights.asking import House, at_the_home, granted, received, with_another_file
from tests.rights.lived import CANARY, Lived, began, filed

CAME, UNEXCUSED = AttendanceMark.CAME, AttendanceMark.UNEXCUSED


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_home(cast, owner)


@pytest.fixture
def lived(cast: Cast, house: House) -> Lived:
    found = began(cast, house)
    filed(house, found)
    return found


def test_a_mark_is_corrected_and_what_stood_there_is_known(
    cast: Cast, house: House, lived: Lived
) -> None:
    id_ = granted(house, Right.RECTIFICATION)
    marked = {"session_id": lived.session_id, "mark": CAME}

    with house.worker.acting() as scope, transaction():
        assert len(rewriting.correctable(scope, house.person_id).marks) == 2
        rewriting.correct_mark(scope, id_, **marked)  # type: ignore[arg-type]
    with house.worker.acting() as scope, transaction(), pytest.raises(Conflict):
        rewriting.correct_mark(scope, id_, **marked)  # type: ignore[arg-type]

    with house.worker.acting() as scope:
        [one] = corrected.of_request(scope, rights.request(scope, id_))
    with cast.institution.acting() as scope:
        session = queries.get(scope, lived.session_id)
        [expected] = attending.expected(scope, session)
    assert one.changes == [Change("attendances", "unexcused", "came")]
    assert one.row.subject_id == lived.session_id
    assert expected.mark is CAME


def test_a_note_is_written_anew_and_what_stood_there_is_known(house: House, lived: Lived) -> None:
    id_ = granted(house, Right.RECTIFICATION)

    with house.worker.acting() as scope, transaction():
        for note, _ in rewriting.correctable(scope, house.person_id).notes:
            rewriting.correct_note(scope, id_, note_id=note.id, body="Bila je bolna č.")

    with house.worker.acting() as scope:
        found = corrected.of_request(scope, rights.request(scope, id_))
        said = [
            words
            for each in (lived.session_id, lived.one_session_id)
            for _, words in noting.notes_of(scope, queries.get(scope, each))
        ]
    assert [one.changes for one in found] == [
        [Change("session_notes", CANARY, "Bila je bolna č.")]
    ] * 2
    assert said == ["Bila je bolna č."] * 2


def test_only_what_is_theirs_and_only_as_granted(cast: Cast, house: House, lived: Lived) -> None:
    other = with_another_file(house)
    not_theirs, undecided = granted(other, Right.RECTIFICATION), received(house)
    with house.worker.acting() as scope:
        [(note, _), *_] = rewriting.correctable(scope, house.person_id).notes
        note_id = note.id
    with house.worker.acting() as scope, transaction():
        assert rewriting.correctable(scope, other.person_id).notes == []
        with pytest.raises(NotFound):
            rewriting.correct_mark(scope, not_theirs, session_id=lived.session_id, mark=CAME)
        with pytest.raises(NotFound):
            rewriting.correct_note(scope, not_theirs, note_id=note_id, body="Ne.")
        with pytest.raises(Conflict):
            rewriting.correct_note(scope, undecided, note_id=note_id, body="Ne.")
    for actor in (cast.institution, house.worker):
        with actor.acting():
            with pytest.raises(DBAPIError, match="corrected only as somebody asked"):
                db.session.execute(text("UPDATE session_notes SET body = '\\x00'"))
            db.session.rollback()


def test_a_restriction_is_seen_where_somebody_works_with_it_and_nothing_is_printed(
    cast: Cast, house: House, lived: Lived
) -> None:
    id_ = granted(house, Right.RESTRICTION)
    with house.dpo.acting() as scope, transaction():
        restriction.restrict(scope, id_, ground=Ground.ACCURACY)

    with cast.institution.acting() as scope:
        for each in (lived.enrolment_id, lived.one_session_id):
            assert restricting.since(scope, each) is not None
        assert restricting.since(scope, lived.session_id) is None  # of a group
        with pytest.raises(Restricted):
            restricting.refuse_paper_of(scope, lived.enrolment_id)
    for actor in (cast.centre, cast.stranger):
        with actor.acting() as scope:
            assert restricting.since(scope, lived.enrolment_id) is None
    with house.head.acting() as scope, transaction():
        restriction.lift(scope, id_, lifted=Lifted.ACCURATE)
    with cast.institution.acting() as scope:
        assert restricting.since(scope, lived.enrolment_id) is None
