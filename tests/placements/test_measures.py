"""On what a stay rests: told by one side, read by both, with its end due for both."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from network.clocks import queries as clocks
from network.jobs.measures import follow_legal_state
from network.jobs.stays import stay_changed
from network.notices.models import Notice
from network.placements import actions, queries
from network.placements.lifecycle import Destination
from network.placements.reasons import LegalKind
from network.placements.twice import StillPlaced
from network.requests.queries import own_ask
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tests import factories
from tests.actors import Actor, Cast
from tests.numbers import YEAR

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
K = LegalKind


@pytest.fixture
def stay(cast: Cast) -> UUID:
    group_id = factories.group(cast.institution)
    return factories.arrived(cast.centre, cast.institution, group_id)[1]


def tell(actor: Actor, stay: UUID, kind: LegalKind, **days: Any) -> None:
    with actor.acting() as scope, transaction():
        starts = days.pop("starts", clock.today())
        actions.record_legal_state(scope, stay, kind=kind, starts=starts, **days)


def told(actor: Actor, stay: UUID) -> list[tuple[str, date | None]]:
    with actor.acting() as scope:
        return [(one.kind, one.ends) for one in queries.legal_states(queries.get(scope, stay))]


def due(actor: Actor, subject_id: UUID) -> dict[str, datetime]:
    with actor.acting() as scope:
        known = clocks.of_subjects(scope, [subject_id])[subject_id]
        return {one.clock.kind: one.clock.due_at for one in known if not clocks.ended(one.clock)}


def request_of(centre: Actor, stay: UUID) -> UUID:
    with centre.acting() as scope:
        ask_id = queries.get(scope, stay).ask_id
        assert ask_id is not None
        return own_ask(scope, ask_id).request_id


def test_what_was_told_before_stays_and_both_sides_read_it(cast: Cast, stay: UUID) -> None:
    end = clock.today() + 365 * DAY
    tell(cast.centre, stay, K.INTERIM_ORDER)
    tell(cast.centre, stay, K.LASTING_MEASURE, ends=end)

    for actor in (cast.centre, cast.institution):
        assert told(actor, stay) == [("lasting_measure", end), ("interim_order", None)]


def test_the_end_is_due_for_the_centre_at_once_and_for_the_home_by_a_job(
    cast: Cast, stay: UUID
) -> None:
    end = clock.today() + 365 * DAY
    tell(cast.centre, stay, K.LASTING_MEASURE, ends=end)
    request_id = request_of(cast.centre, stay)
    before = due(cast.institution, stay)
    for _ in range(2):
        with cast.institution.app.app_context():
            follow_legal_state(str(cast.institution.tenant_id), str(stay))

    assert clock.local_day(due(cast.centre, request_id)["measure_end"]) == end
    assert "measure_end" not in before
    assert clock.local_day(due(cast.institution, stay)["measure_end"]) == end

    tell(cast.centre, stay, K.ENDED)
    assert "measure_end" not in due(cast.centre, request_id)


def test_after_an_emergency_removal_the_court_has_its_hours(cast: Cast, stay: UUID) -> None:
    removed_at = clock.now() - HOUR
    starts = clock.local_day(removed_at)
    tell(cast.centre, stay, K.EMERGENCY_REMOVAL, starts=starts, removed_at=removed_at)
    request_id = request_of(cast.centre, stay)
    filing = due(cast.centre, request_id)

    with cast.centre.acting() as scope, transaction():
        actions.court_filed(scope, stay)
    deciding = due(cast.centre, request_id)
    tell(cast.centre, stay, K.INTERIM_ORDER)

    assert filing.keys() == {"court_file", "outcome"}
    assert filing["court_file"] == removed_at + 12 * HOUR
    assert deciding.keys() == {"court_decide", "outcome"}
    assert due(cast.centre, request_id).keys() == {"outcome"}
    assert due(cast.institution, stay).keys() == {"plan", "overstay", "outcome"}


def test_a_removal_without_its_hour_is_refused(cast: Cast, stay: UUID) -> None:
    for removed_at in (None, clock.now() + HOUR, clock.now() - 3 * DAY):
        with pytest.raises(Invalid) as refused:
            tell(cast.centre, stay, K.EMERGENCY_REMOVAL, removed_at=removed_at)
        assert refused.value.field == "removed_at"


def test_the_home_tells_only_where_nobody_asked(cast: Cast, stay: UUID) -> None:
    alone = factories.stay(cast.institution, factories.group(cast.institution, name="Sidro"))
    end = clock.today() + 100 * DAY

    tell(cast.institution, alone, K.CRIMINAL_MEASURE, ends=clock.today() + 200 * DAY)
    tell(cast.institution, alone, K.VOLUNTARY, ends=end)

    assert clock.local_day(due(cast.institution, alone)["measure_end"]) == end
    with pytest.raises(NotAllowed):
        tell(cast.institution, stay, K.VOLUNTARY)
    with pytest.raises(NotFound):
        tell(cast.stranger, stay, K.VOLUNTARY)


def test_one_file_has_one_place_at_a_time(cast: Cast, stay: UUID) -> None:
    """However it is spelled; and the home is told nothing, for it never comes to it."""
    group_id = factories.group(cast.stranger)
    again = factories.request(cast.centre, file_reference=" 6120-417 / 2026")

    with pytest.raises(StillPlaced) as refused:
        factories.accepted(cast.centre, cast.stranger, group_id, again)
    with cast.institution.acting() as scope, transaction():
        actions.depart(scope, stay, left_on=clock.today(), destination=Destination.HOME)

    assert refused.value.facts == {"number": f"{YEAR}-0001"}
    assert factories.accepted(cast.centre, cast.stranger, factories.group(cast.stranger, name="B"))


def test_the_other_side_is_told_once_of_what_changed(cast: Cast, stay: UUID) -> None:
    tell(cast.centre, stay, K.INTERIM_ORDER)
    step_id = UUID(int=7)

    with cast.institution.app.app_context():
        for _ in range(2):
            stay_changed(str(cast.institution.tenant_id), str(stay), str(step_id))

    with cast.institution.acting() as scope:
        notices = db.session.scalars(select(Notice).where(Notice.path == f"/placements/{stay}"))
        assert [(one.tenant_id, one.kind, one.number) for one in notices] == [
            (scope.tenant_id, "placement_changed", f"{YEAR}-0001")
        ]
