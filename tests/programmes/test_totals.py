"""However often who came is said and corrected, the totals are those of the sessions."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.programmes.sessions import queries, totals
from network.programmes.sessions.kinds import AttendanceMark
from tenants.database import new_id
from tests.actors import Cast
from tests.effort import tried
from tests.programmes import held, programmes
from tests.programmes.test_attending import mark


@settings(max_examples=tried(6, 60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(
        st.tuples(
            st.integers(0, 2), st.dictionaries(st.integers(0, 3), st.sampled_from(AttendanceMark))
        ),
        max_size=8,
    )
)
def test_totals_are_always_those_of_the_sessions(
    cast: Cast, said: list[tuple[int, dict[int, AttendanceMark]]]
) -> None:
    """Beside a model: who was marked how, in which session, the last time anybody said so."""
    house = cast.institution
    _, cohort_id = programmes.published(house, seats=4, name=str(new_id()))
    people = [held.takes_part(house, cohort_id, name) for name in "ABCD"]
    sessions = [held.begun(house, cohort_id, days_ago=n + 1) for n in range(3)]
    model: dict[tuple[int, int], AttendanceMark] = {}
    for at, marks in said:
        if marks:
            mark(house, sessions[at], {people[who]: each for who, each in marks.items()})
            model |= {(at, who): each for who, each in marks.items()}

    with house.acting() as scope:
        for who, one in enumerate(people):
            mine = [each for (_, whose), each in model.items() if whose == who]
            told = totals.of_enrolment(scope, one)
            assert dict(told.by_mark) == {each: mine.count(each) for each in set(mine)}
        everybody = list(model.values())
        told = totals.of_cohort(scope, cohort_id)
        assert dict(told.by_mark) == {each: everybody.count(each) for each in set(everybody)}
        assert sum(queries.one(scope, each).marked for each in sessions) == told.marked
