"""How a placement goes: both sides are asked 30 and 90 days on, each tells, both read."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from network.clocks import queries as clocks
from network.clocks.models import Clock
from network.jobs.measures import follow_legal_state
from network.placements import actions, outcomes, queries
from network.placements.lifecycle import Destination
from network.placements.models import Placement
from network.placements.own import WrongState
from network.placements.reasons import Going, Lacking
from network.requests.queries import own_ask
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid, NotFound
from tenants.scope import Scope
from tests import factories
from tests.actors import Actor, Cast

DAY = timedelta(days=1)
ARRIVED = date(2026, 1, 30)


@pytest.fixture
def stay(cast: Cast) -> UUID:
    """Planned for a hundred days."""
    group_id = factories.group(cast.institution)
    return factories.arrived(cast.centre, cast.institution, group_id)[1]


def tell(actor: Actor, stay: UUID, going: Going = Going.AS_HOPED, *lacking: Lacking) -> None:
    with actor.acting() as scope, transaction():
        actions.tell_outcome(scope, stay, going=going, lacking=lacking)


def running(scope: Scope, stay: UUID) -> list[Clock]:
    """The clocks by which the scope's side is asked how it goes."""
    placement = queries.get(scope, stay)
    subject_id = stay
    if placement.tenant_id != scope.tenant_id:
        assert placement.ask_id is not None
        subject_id = own_ask(scope, placement.ask_id).request_id
    known = clocks.of_subjects(scope, [subject_id])[subject_id]
    found = [one.clock for one in known if one.clock.tenant_id == scope.tenant_id]
    return [one for one in found if one.kind == "outcome" and not clocks.ended(one)]


def asked_on(actor: Actor, stay: UUID) -> date | None:
    """On which day the actor's side is asked how it goes."""
    with actor.acting() as scope:
        days = [clock.local_day(one.due_at) for one in running(scope, stay)]
        return days[0] if days else None


def let_go(actor: Actor, stay: UUID) -> None:
    """The head says that it need not be told."""
    with actor.acting() as scope, transaction():
        actions.excuse(scope, running(scope, stay)[0].id, "The house moves.")


def centre_follows(cast: Cast, stay: UUID) -> None:
    with cast.centre.app.app_context():
        follow_legal_state(str(cast.centre.tenant_id), str(stay))


def read_by(actor: Actor, stay: UUID) -> list[tuple[int, str, list[str], UUID]]:
    with actor.acting() as scope:
        found = outcomes.of_placement(queries.get(scope, stay))
        return [(one.after_days, one.going, one.lacking, one.by_tenant_id) for one in found]


def test_both_sides_are_asked_after_a_month_and_after_three(cast: Cast, stay: UUID) -> None:
    today = clock.today()
    sides = (cast.centre, cast.institution)
    for _ in range(2):
        centre_follows(cast, stay)

    first = [asked_on(side, stay) for side in sides]
    with clock.frozen(clock.now() + 29 * DAY):
        tell(cast.institution, stay, Going.NOT_AS_HOPED, Lacking.PEERS)
        tell(cast.centre, stay)
        centre_follows(cast, stay)
        second = [asked_on(side, stay) for side in sides]
    with clock.frozen(clock.now() + 92 * DAY):
        for side in sides:
            tell(side, stay)
        last = [asked_on(side, stay) for side in sides]

    assert first == [today + 30 * DAY] * 2
    assert second == [today + 90 * DAY] * 2
    assert last == [None, None]
    told = [
        (30, "not_as_hoped", ["peers"], cast.institution.tenant_id),
        (30, "as_hoped", [], cast.centre.tenant_id),
        (90, "as_hoped", [], cast.centre.tenant_id),
        (90, "as_hoped", [], cast.institution.tenant_id),
    ]
    assert read_by(cast.centre, stay) == read_by(cast.institution, stay) == told
    with pytest.raises(NotFound):
        read_by(cast.stranger, stay)


def test_who_has_left_is_asked_about_no_more(cast: Cast, stay: UUID) -> None:
    centre_follows(cast, stay)

    with cast.institution.acting() as scope, transaction():
        actions.depart(scope, stay, left_on=clock.today(), destination=Destination.HOME)
    centre_follows(cast, stay)

    assert asked_on(cast.centre, stay) is asked_on(cast.institution, stay) is None
    with pytest.raises(WrongState):
        tell(cast.institution, stay)


def test_it_is_not_told_too_early_nor_twice(cast: Cast, stay: UUID) -> None:
    with pytest.raises(WrongState):
        tell(cast.institution, stay)
    with clock.frozen(clock.now() + 23 * DAY):
        tell(cast.institution, stay)
        with pytest.raises(WrongState):
            tell(cast.institution, stay)

    assert [row[0] for row in read_by(cast.centre, stay)] == [30]


def test_to_let_go_of_the_first_day_leaves_the_second(cast: Cast, stay: UUID) -> None:
    centre_follows(cast, stay)
    sides = (cast.centre, cast.institution)

    for side in sides:
        let_go(side, stay)
    centre_follows(cast, stay)

    assert [asked_on(side, stay) for side in sides] == [clock.today() + 90 * DAY] * 2
    for side in sides:
        let_go(side, stay)
    centre_follows(cast, stay)
    assert [asked_on(side, stay) for side in sides] == [None, None]


def test_what_is_lacking_and_how_it_goes_must_fit(cast: Cast, stay: UUID) -> None:
    with clock.frozen(clock.now() + 30 * DAY):
        with pytest.raises(Invalid) as nothing_lacks:
            tell(cast.centre, stay, Going.PARTLY)
        with pytest.raises(Invalid) as all_well:
            tell(cast.centre, stay, Going.AS_HOPED, Lacking.SCHOOL)

    assert (nothing_lacks.value.field, all_well.value.field) == ("lacking", "going")


@pytest.mark.parametrize(
    ("told", "days", "after"), [((), 30, 30), ((), 83, 90), ((), 400, 90), ((30,), 95, 90)]
)
def test_told_late_it_counts_for_the_later_day(
    told: tuple[int, ...], days: int, after: int
) -> None:
    placement = Placement(state="resident", arrived_on=ARRIVED)

    assert outcomes.to_tell(placement, told, ARRIVED + days * DAY) == after


def test_who_has_lived_there_for_long_is_asked_no_more() -> None:
    placement = Placement(state="resident", arrived_on=ARRIVED)

    days = [outcomes.next_day(placement, (), ARRIVED + days * DAY) for days in (0, 30, 31, 90, 91)]

    assert days == [date(2026, 3, 1), date(2026, 3, 1), date(2026, 4, 30), date(2026, 4, 30), None]


def test_a_home_alone_is_asked_of_who_came_without_an_ask(cast: Cast) -> None:
    alone = factories.stay(cast.institution, factories.group(cast.institution, name="Sidro"))

    assert asked_on(cast.institution, alone) == clock.today() + 30 * DAY
    with cast.institution.acting():
        waiting = db.session.execute(
            text("SELECT 1 FROM procrastinate_jobs WHERE args ->> 'placement_id' = :id"),
            {"id": str(alone)},
        )
        assert waiting.first() is None
