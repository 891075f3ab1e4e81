"""School and work after a programme, asked at five stages; and whose file an enrolment is."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.clocks import queries as due
from network.clocks.kinds import ClockKind
from network.placements.actions import excusing
from network.plans import figures, filing
from network.plans.figures import SchoolOrWork, standing
from network.programmes import afterwards, ending, following
from network.programmes.afterwards import (
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
    after,
    next_stage,
)
from network.programmes.enrolling import EnrolmentPast
from network.records import actions as files
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotFound
from tenants.scope import Role, Scope
from tests.actors import Actor, Cast, colleague
from tests.plans.plans import joined, taking_part
from tests.programmes import programmes
from tests.programmes.test_enrolling import accepted

S = OutcomeStage
A_DAY = timedelta(days=1)


def completed(house: Actor, enrolment_id: UUID) -> UUID:
    with house.acting() as scope, transaction():
        ending.complete(scope, enrolment_id, clock.today())
    return enrolment_id


def clock_of(scope: Scope, enrolment_id: UUID) -> date | None:
    """The last day on which the next stage is to be told."""
    found = [
        clock.local_day(each.clock.due_at - A_DAY)
        for each in due.of_subjects(scope, [enrolment_id])[enrolment_id]
        if each.clock.kind == ClockKind.AFTERWARDS and not due.ended(each.clock)
    ]
    assert len(found) < 2
    return next(iter(found), None)


@pytest.mark.parametrize(
    ("ended_on", "stage", "day"),
    [
        (date(2026, 1, 31), S.EXIT, date(2026, 1, 31)),
        (date(2026, 1, 31), S.WEEKS_4, date(2026, 2, 28)),
        (date(2026, 8, 31), S.MONTHS_6, date(2027, 2, 28)),
        (date(2026, 12, 1), S.MONTHS_12, date(2027, 12, 1)),
        (date(2028, 2, 29), S.MONTHS_24, date(2030, 2, 28)),
    ],
)
def test_on_which_day_it_is_asked(ended_on: date, stage: OutcomeStage, day: date) -> None:
    assert after(ended_on, stage) == day


def test_what_is_asked_next() -> None:
    assert next_stage([]) is S.EXIT
    assert next_stage(["entry"]) is S.EXIT
    assert next_stage(["exit"]) is S.WEEKS_4
    assert next_stage(["months_6"]) is S.MONTHS_12
    assert next_stage([each.value for each in S]) is None


def test_one_stage_after_the_other_is_due_and_told(cast: Cast) -> None:
    house = cast.institution
    enrolment_id = completed(house, taking_part(house))
    ended = clock.today()
    with house.acting() as scope:
        assert clock_of(scope, enrolment_id) == afterwards.due_on(ended, S.EXIT)
    moments = [clock.begins(after(ended, stage)) + A_DAY / 2 for stage in afterwards.AFTER]
    for stage, at in zip(afterwards.AFTER, moments, strict=True):
        with clock.frozen(at), house.acting() as scope, transaction():
            following.record(
                scope,
                enrolment_id,
                stage=stage,
                reached=Reached.REACHED,
                in_education=InEducation.YES,
                education=EducationKind.VOCATIONAL,
                qualification=Qualification.NONE,
                employment=Employment.NOT_WORKING,
            )
            coming = next_stage([stage.value])
            assert clock_of(scope, enrolment_id) == (
                afterwards.due_on(ended, coming) if coming else None
            )
    with house.acting() as scope:
        assert [one.stage for one in following.told_of(scope, enrolment_id)] == [*afterwards.AFTER]


def test_how_it_was_on_entry_is_told_while_somebody_takes_part(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    told = {"in_education": InEducation.YES, "employment": Employment.NOT_WORKING}
    with house.acting() as scope:
        yesterday, reached = clock.today() - A_DAY, Reached.REACHED
        with pytest.raises(Invalid), transaction():
            following.record(
                scope, enrolment_id, stage=S.ENTRY, reached=reached, asked_on=yesterday
            )
        with transaction():
            following.record(scope, enrolment_id, stage=S.ENTRY, reached=Reached.REACHED, **told)  # type: ignore[arg-type]
        assert clock_of(scope, enrolment_id) is None
    completed(house, enrolment_id)
    with house.acting() as scope:
        assert clock_of(scope, enrolment_id) == afterwards.due_on(clock.today(), S.EXIT)
        [one] = following.told_of(scope, enrolment_id)
        assert (one.stage, one.in_education) == ("entry", "yes")
        grid = figures.afterwards(scope, S.ENTRY).grid
        assert grid.rows
        assert figures.afterwards(scope, S.MONTHS_6).grid.rows == []


def test_nothing_is_told_of_somebody_who_has_not_come_yet(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    _, enrolment_id = accepted(cast, programme_id)
    with cast.institution.acting() as scope, pytest.raises(EnrolmentPast), transaction():
        following.record(scope, enrolment_id, stage=S.ENTRY, reached=Reached.DECLINED)
    page = cast.institution.browser().get(f"/enrolments/{enrolment_id}/outcomes")
    assert "ko se program začne" in page.text


def test_that_somebody_was_not_reached_is_an_answer_and_may_be_corrected(cast: Cast) -> None:
    house = cast.institution
    enrolment_id = completed(house, taking_part(house))
    with house.acting() as scope, transaction():
        lost = following.record(
            scope,
            enrolment_id,
            stage=S.EXIT,
            reached=Reached.CONTACT_LOST,
            employment=Employment.EMPLOYED,
        )
        assert (lost.reached, lost.employment) == ("contact_lost", "unknown")
    with house.acting() as scope, transaction():
        told = {"in_education": InEducation.NO, "employment": Employment.EMPLOYED}
        following.record(scope, enrolment_id, stage=S.EXIT, reached=Reached.REACHED, **told)  # type: ignore[arg-type]
        [one] = following.told_of(scope, enrolment_id)
        assert (one.reached, one.employment, one.version) == ("reached", "employed", 2)
        coming = afterwards.due_on(clock.today(), S.WEEKS_4)
        assert clock_of(scope, enrolment_id) == coming


def test_what_was_not_told_in_time_is_told_late_and_what_comes_later_settles_it(
    cast: Cast,
) -> None:
    house = cast.institution
    enrolment_id = completed(house, taking_part(house))
    ended = clock.today()
    with clock.frozen(clock.now() + timedelta(days=200)), house.acting() as scope, transaction():
        reached = Reached.DECLINED
        following.record(scope, enrolment_id, stage=S.MONTHS_6, reached=reached)
        assert clock_of(scope, enrolment_id) == afterwards.due_on(ended, S.MONTHS_12)
        following.record(scope, enrolment_id, stage=S.EXIT, reached=reached)
        assert clock_of(scope, enrolment_id) == afterwards.due_on(ended, S.MONTHS_12)


def test_what_the_head_lets_go_is_asked_at_the_next_stage(cast: Cast) -> None:
    house = cast.institution
    enrolment_id = completed(house, taking_part(house))
    with house.acting() as scope:
        [found] = due.of_subjects(scope, [enrolment_id])[enrolment_id]
        with transaction():
            excusing.excuse(scope, found.clock.id, "Napačno vpisan.")
        assert clock_of(scope, enrolment_id) == afterwards.due_on(clock.today(), S.WEEKS_4)


def test_what_is_too_early_or_does_not_fit_is_refused(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    reached = Reached.REACHED
    with house.acting() as scope, pytest.raises(EnrolmentPast), transaction():
        following.record(scope, enrolment_id, stage=S.EXIT, reached=reached)
    completed(house, enrolment_id)
    day, school = clock.today() + A_DAY, EducationKind.GENERAL
    with house.acting() as scope:
        with pytest.raises(Invalid), transaction():
            following.record(scope, enrolment_id, stage=S.WEEKS_4, reached=reached)
        with pytest.raises(Invalid), transaction():
            following.record(scope, enrolment_id, stage=S.EXIT, reached=reached, asked_on=day)
        with pytest.raises(Invalid), transaction():
            following.record(scope, enrolment_id, stage=S.EXIT, reached=reached, education=school)


def test_nobody_else_tells_or_reads_it(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)
    completed(cast.institution, enrolment_id)
    with cast.institution.acting() as scope, transaction():
        following.record(scope, enrolment_id, stage=S.EXIT, reached=Reached.DECLINED)

    for actor in (cast.centre, cast.stranger):
        with actor.acting() as scope:
            with pytest.raises(NotFound), transaction():
                following.record(scope, enrolment_id, stage=S.EXIT, reached=Reached.DECLINED)
            assert not following.told_of(scope, enrolment_id)


def test_nobody_follows_those_who_were_only_advised(cast: Cast) -> None:
    house = cast.institution
    enrolment_id = completed(house, taking_part(house, kind="advice"))

    with house.acting() as scope:
        assert clock_of(scope, enrolment_id) is None


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ((None, None, None), SchoolOrWork.NOT_ASKED),
        (("reached", "yes", "employed"), SchoolOrWork.EDUCATION),
        (("reached", "no", "self_employed"), SchoolOrWork.WORK),
        (("reached", "no", "looking"), SchoolOrWork.NEITHER),
        (("reached", "unknown", "looking"), SchoolOrWork.NOT_KNOWN),
        (("contact_lost", "unknown", "unknown"), SchoolOrWork.NOT_KNOWN),
    ],
)
def test_how_an_outcome_is_counted(told: tuple[str | None, ...], counted: SchoolOrWork) -> None:
    assert standing(*told) is counted


def test_figures_count_those_whose_time_has_come_and_point_at_nobody(cast: Cast) -> None:
    house = cast.institution
    _, cohort_id = programmes.published(house, seats=7)
    everybody = [joined(house, cohort_id, f"Č{number}") for number in range(7)]
    for enrolment_id in everybody[:6]:
        completed(house, enrolment_id)
    with house.acting() as scope, transaction():
        for enrolment_id in everybody[:5]:
            told = {"in_education": InEducation.YES, "employment": Employment.NOT_WORKING}
            following.record(scope, enrolment_id, stage=S.EXIT, reached=Reached.REACHED, **told)  # type: ignore[arg-type]

    with house.acting() as scope:
        [name] = figures.afterwards(scope, S.EXIT).grid.rows
        line = figures.afterwards(scope, S.EXIT).grid.line(name)
        assert (line[-1], "few" in line, 5 in line) == (6, True, False)
        assert figures.afterwards(scope, S.WEEKS_4).grid.rows == []


def test_only_those_who_open_a_file_say_and_learn_whose_enrolment_it_is(
    cast: Cast, owner: Engine
) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    other = colleague(owner, house, "other", Role.COUNSELLOR)
    with house.acting() as scope, transaction():
        file = files.begin(scope, last_name="Izmišljena")
        number, person_id = file.number, file.id
    with other.acting() as scope, pytest.raises(Invalid), transaction():
        filing.link_file(scope, enrolment_id, file_number=number)
    with house.acting() as scope:
        with pytest.raises(Invalid), transaction():
            filing.link_file(scope, enrolment_id, file_number="2020-9999")
        with transaction():
            filing.link_file(scope, enrolment_id, file_number=number)
        with pytest.raises(Conflict), transaction():
            filing.link_file(scope, enrolment_id, file_number=number)
        found = filing.file_of(scope, enrolment_id)
        assert found is not None
        assert found.id == person_id
    with other.acting() as scope:
        assert filing.file_of(scope, enrolment_id) is None
        assert db.session.scalar(text("SELECT count(*) FROM enrolment_files")) == 0
        mine = files.begin(scope, last_name="Druga")
        with pytest.raises(Conflict), transaction():
            filing.link_file(scope, enrolment_id, file_number=mine.number)
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text("UPDATE enrolment_files SET person_id = :id"), {"id": mine.id})
