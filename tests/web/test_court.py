"""What the court is owed, on the page of the request."""

from datetime import timedelta
from uuid import UUID

from network.clocks import queries as clocks
from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.reading import english, typed_day, words

DAY = timedelta(days=1)


def due(cast: Cast, request_id: UUID) -> list[str]:
    with cast.centre.acting() as scope:
        known = clocks.of_subjects(scope, [request_id])[request_id]
        return [
            one.clock.kind
            for one in known
            if not clocks.ended(one.clock) and one.clock.kind.startswith("court")
        ]


def test_a_removal_starts_the_hours_of_the_court(cast: Cast, worker: Browser) -> None:
    request_id = factories.request(cast.centre)
    path = f"/requests/{request_id}"
    local = (clock.now() - timedelta(hours=2)).astimezone(clock.LOCAL)
    typed = f"{local.day}. {local.month}. {local.year} {local.hour}.{local.minute:02}"

    future = worker.post(f"{path}/removal", {"removed_at": "1. 1. 2090 10.00"})
    page = words(worker.follow(worker.post(f"{path}/removal", {"removed_at": typed})))
    filing = due(cast, request_id)
    worker.post(f"{path}/court-filing", {})
    deciding = due(cast, request_id)
    worker.post(f"{path}/court-decision", {"final_on": ""})

    assert future.status_code == 422
    assert "proposal to the court" in page
    assert (filing, deciding, due(cast, request_id)) == (["court_file"], ["court_decide"], [])


def test_a_final_order_counts_its_days_until_the_arrival(cast: Cast, worker: Browser) -> None:
    request_id = factories.request(cast.centre)
    path = f"/requests/{request_id}"
    final = typed_day(clock.today() - 12 * DAY)

    page = words(worker.follow(worker.post(f"{path}/court-decision", {"final_on": final})))
    group_id = factories.group(cast.institution)
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id, request_id)
    counsellor = english(cast.institution)
    counsellor.post(
        f"/placements/{placement_id}/arrival",
        {"arrived_on": typed_day(clock.today()), "reference": "J7"},
    )

    assert "order not carried out for 12 days" in page
    assert "order carried out after 12 days" in words(worker.get(path))


def test_the_court_is_the_centres_own(cast: Cast) -> None:
    request_id = factories.request(cast.centre)

    for foreign in (english(cast.institution), english(cast.outsider)):
        for part in ("removal", "court-filing", "court-decision"):
            assert foreign.post(f"/requests/{request_id}/{part}", {}).status_code == 404
