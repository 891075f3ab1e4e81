"""What came of programmes and of aftercare leaves as files, and hides what the pages hide."""

import pytest
from sqlalchemy import Engine

from network.plans import writing
from network.plans.kinds import GoalState
from network.programmes import ending, following
from network.programmes.afterwards import Employment, InEducation, OutcomeStage, Reached
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.aftercare.leaving import agreed
from tests.plans.plans import GOAL, begun, joined, taking_part
from tests.programmes import programmes


def left_at_once(cast: Cast, many: int, employment: Employment) -> None:
    """So many who took part in one programme until today and work, or look for work."""
    _, cohort_id = programmes.published(cast.institution, name="Čez most", seats=many)
    for at in range(many):
        enrolment_id = joined(cast.institution, cohort_id, f"Č{at}")
        with cast.institution.acting() as scope, transaction():
            ending.complete(scope, enrolment_id, clock.today())
            following.record(
                scope,
                enrolment_id,
                stage=OutcomeStage.EXIT,
                reached=Reached.REACHED,
                in_education=InEducation.NO,
                employment=employment,
            )


def test_the_file_tells_what_the_page_tells(cast: Cast) -> None:
    left_at_once(cast, 6, Employment.EMPLOYED)
    home = cast.institution.browser()

    assert "/exports/outcomes.csv?stage=exit" in home.get("/enrolments/figures").text
    lines = home.get("/exports/outcomes.csv?stage=exit").text.splitlines()

    assert "v zaposlitvi" in lines[0] or "Program" in lines[0]
    assert [line.split(";")[0] for line in lines[1:]] == ["Čez most", "Skupaj"]
    assert lines[1].split(";")[1:] == ["0", "6", "0", "0", "0", "6"]


def test_a_small_number_is_hidden_in_the_file_too(cast: Cast) -> None:
    left_at_once(cast, 2, Employment.LOOKING)

    file = cast.institution.browser().get("/exports/outcomes.csv").text

    assert ";2" not in file
    assert "< 5" in file


def test_goals_and_aftercare_leave_as_files(cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    [goal_id] = begun(cast.institution, enrolment_id, GOAL)
    with cast.institution.acting() as scope, transaction():
        writing.close_goal(scope, goal_id, state=GoalState.ACHIEVED, score=8, own_score=8)
    agreed(cast)
    home = cast.institution.browser()

    for page, name in (
        ("/enrolments/figures", "goals-ended"),
        ("/aftercare/figures", "aftercare-decided"),
    ):
        assert f"/exports/{name}.xlsx" in home.get(page).text
        file = home.get(f"/exports/{name}.csv")
        assert file.status_code == 200
        assert "< 5" in file.text
    assert home.get("/exports/aftercare-again.csv").status_code == 200


@pytest.mark.parametrize("name", ["outcomes", "goals-ended", "aftercare-decided"])
def test_they_are_for_those_who_read_the_page(cast: Cast, owner: Engine, name: str) -> None:
    office = colleague(owner, cast.institution, "Pisarna", Role.ADMINISTRATOR).browser()

    assert office.get(f"/exports/{name}.csv").status_code == 403
    assert cast.coordination.browser().get(f"/exports/{name}.csv").status_code == 403
