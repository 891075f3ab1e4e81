"""Since when a request stands at its stage: that orders who waits, not the day it was written."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from network.placements import actions as placements
from network.requests import coordination
from network.requests.actions import answering, declining
from network.requests.coordination import Order, Stage, by_stage, requests_of_network
from tenants.clock import frozen
from tenants.database import transaction
from tests import factories
from tests.actors import Cast

MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def standing(cast: Cast, on: datetime) -> list[tuple[str, int]]:
    """Every open request with its stage and for how many days it has stood there, page by page."""
    found, before = list[tuple[str, int]](), None
    with frozen(on), cast.coordination.acting() as scope:
        while True:
            page = requests_of_network(scope, order=Order.LONGEST, before=before)
            found += [(row.stage, (on - row.stage_since).days) for row in page.rows]
            before = page.after
            if before is None:
                return found


def asked(cast: Cast, on: datetime, request_id: UUID, group_id: UUID) -> UUID:
    with frozen(on):
        return factories.ask(cast.centre, group_id, request_id)


def test_who_has_stood_longest_at_a_stage_is_first_whenever_it_was_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coordination, "PAGE", 1)
    with frozen(MONDAY):
        group_id = factories.group(cast.institution)
        oldest = factories.request(cast.centre)
    with frozen(MONDAY + 5 * DAY):
        factories.request(cast.centre)
    with frozen(MONDAY + 6 * DAY):
        factories.request(cast.centre)
    asked(cast, MONDAY + 8 * DAY, oldest, group_id)

    found = standing(cast, MONDAY + 9 * DAY)

    assert found == [("unasked", 4), ("unasked", 3), ("asked", 1)]
    with frozen(MONDAY + 9 * DAY), cast.coordination.acting() as scope:
        stages = {one.stage: one for one in by_stage(scope)}
    assert stages[Stage.UNASKED].oldest == MONDAY + 5 * DAY
    assert (stages[Stage.ASKED].within_week, stages[Stage.ASKED].within_month) == (1, 0)


def test_each_move_to_another_stage_begins_anew_and_moves_within_one_do_not(cast: Cast) -> None:
    with frozen(MONDAY):
        group_id = factories.group(cast.institution)
        request_id = factories.request(cast.centre)
    ask_id = asked(cast, MONDAY + DAY, request_id, group_id)
    seen = [standing(cast, MONDAY + 2 * DAY)]
    with cast.institution.acting() as scope:
        with frozen(MONDAY + 2 * DAY), transaction():
            answering.show_interest(scope, ask_id)
        with frozen(MONDAY + 3 * DAY), transaction():
            answering.waitlist(scope, ask_id)
    seen.append(standing(cast, MONDAY + 5 * DAY))
    with frozen(MONDAY + 5 * DAY), cast.institution.acting() as scope, transaction():
        answering.offer(scope, ask_id)
    seen.append(standing(cast, MONDAY + 5 * DAY))
    seen.append(standing(cast, MONDAY + 15 * DAY))

    assert seen[:3] == [[("asked", 1)], [("talking", 3)], [("offered", 0)]]
    (stage, days) = seen[3][0]
    assert stage == "asked"
    assert days < 10, "a hold that ran out counts from its end"


def test_once_the_last_ask_is_declined_it_waits_from_then_and_once_accepted_from_then(
    cast: Cast,
) -> None:
    with frozen(MONDAY):
        first, second = (factories.group(cast.institution, name=name) for name in ("Val", "Sidro"))
        request_id = factories.request(cast.centre)
    ask_id = asked(cast, MONDAY + DAY, request_id, first)
    with frozen(MONDAY + 2 * DAY), cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, "region")
    declined = standing(cast, MONDAY + 4 * DAY)

    with frozen(MONDAY + 5 * DAY):
        ask_id = factories.offered(cast.centre, cast.institution, second, request_id)
        with cast.centre.acting() as scope, transaction():
            placements.accept(scope, ask_id)

    assert declined == [("unasked", 2)]
    assert standing(cast, MONDAY + 6 * DAY) == [("awaiting", 1)]
