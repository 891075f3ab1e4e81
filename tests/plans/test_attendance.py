"""A report is drafted with how often somebody came."""

from network.plans import reporting
from network.programmes.sessions import attending
from network.programmes.sessions.kinds import AttendanceMark
from tenants.database import transaction
from tests.actors import Cast
from tests.plans.plans import begun
from tests.programmes import held, programmes


def test_the_report_knows_how_often_somebody_came(cast: Cast) -> None:
    house = cast.institution
    _, cohort_id = programmes.published(house)
    enrolment_id = held.takes_part(house, cohort_id, "Č1")
    begun(house, enrolment_id, "Vsak dan v šolo.")
    with house.acting() as scope:
        assert reporting.facts(scope, enrolment_id).attendance is None
    marks = (AttendanceMark.CAME, AttendanceMark.LATE, AttendanceMark.EXCUSED)
    for days_ago, mark in enumerate(marks, 1):
        session_id = held.begun(house, cohort_id, days_ago)
        with house.acting() as scope, transaction():
            attending.mark(scope, session_id, marks={enrolment_id: mark})

    with house.acting() as scope:
        assert reporting.facts(scope, enrolment_id).attendance == reporting.Attendance(3, 2, 1)
