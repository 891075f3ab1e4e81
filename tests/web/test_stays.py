"""What a home records while somebody lives there, and what the centre tells of the stay."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.placements import queries
from tenants import clock
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.reading import english, typed_day, value_of, words
from tests.standing import free_places

DAY = timedelta(days=1)


@pytest.fixture
def stay(cast: Cast, group_id: UUID) -> UUID:
    """The only place of the group is taken, for a hundred days."""
    return factories.arrived(cast.centre, cast.institution, group_id, "J7")[1]


def typed(moment: datetime) -> str:
    local = moment.astimezone(clock.LOCAL)
    return f"{local.day}. {local.month}. {local.year} {local.hour}.{local.minute:02}"


def test_leave_is_entered_and_the_return_recorded(
    cast: Cast, counsellor: Browser, group_id: UUID, stay: UUID
) -> None:
    now = clock.now()
    form = {
        "kind": "weekend_leave",
        "begins_at": typed(now - timedelta(hours=1)),
        "until_at": typed(now + 2 * DAY),
    }

    wrong = counsellor.post(f"/placements/{stay}/leave", form | {"until_at": "soon"})
    page = counsellor.follow(counsellor.post(f"/placements/{stay}/leave", form))
    twice = counsellor.post(f"/placements/{stay}/leave", form)
    back = counsellor.follow(
        counsellor.post(f"/placements/{stay}/return", {"returned_at": typed(clock.now())})
    )

    assert (wrong.status_code, twice.status_code) == (422, 409)
    assert value_of(wrong, "until_at") == "soon"
    assert "weekend leave" in words(page)
    assert "Record the return" in words(page)
    assert free_places(cast.stranger, group_id) == 0
    assert "1 earlier absence" in words(back)


def test_who_ran_away_is_reported_and_the_centre_reads_it(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    form = {
        "kind": "absconded",
        "begins_at": typed(clock.now() - timedelta(hours=1)),
        "reported_to": ["police", "csd"],
    }

    page = counsellor.follow(counsellor.post(f"/placements/{stay}/absence", form))
    of_centre = words(english(cast.centre).get(f"/placements/{stay}"))

    assert "Told: police, centre for social work" in words(page)
    assert "Away from the house" in of_centre
    assert "left without leave" in of_centre


def test_only_the_head_extends(cast: Cast, owner: Engine, stay: UUID) -> None:
    form = {"planned_end": typed_day(clock.today() + 200 * DAY), "reason": "school_year"}
    anna = english(colleague(owner, cast.institution, "Ana", Role.COUNSELLOR))

    refused = anna.post(f"/placements/{stay}/extension", form)
    shown = words(anna.get(f"/placements/{stay}"))
    head = english(cast.institution)
    page = words(head.follow(head.post(f"/placements/{stay}/extension", form)))

    assert refused.status_code == 403
    assert "Only the head authorises exceptions." in shown
    assert "Stay extended by the head" in page


def test_a_move_to_a_full_group_is_refused_kindly(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    full = factories.group(cast.institution, capacity=1, name="Sidro")
    factories.stay(cast.institution, full)

    answer = counsellor.post(
        f"/placements/{stay}/group", {"group_id": str(full), "reason": "safety"}
    )

    assert answer.status_code == 409
    assert "No place of this group is free" in words(answer)
    assert "Nothing was done." in words(answer)


def test_a_transfer_names_another_home_of_the_network(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    form = {
        "left_on": typed_day(clock.today()),
        "urgency": "planned",
        "reason": "nearer_home",
        "destination_id": str(cast.stranger.tenant_id),
    }

    page = words(counsellor.follow(counsellor.post(f"/placements/{stay}/transfer", form)))

    assert "planned transfer, nearer to home" in page
    assert "stranger" in page


def test_a_departure_out_of_the_network_says_what_kind_of_place(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    form = {
        "left_on": typed_day(clock.today()),
        "destination": "institution",
        "outside": "private_provider",
        "outside_country": "AT",
    }

    page = words(counsellor.follow(counsellor.post(f"/placements/{stay}/departure", form)))

    assert "private provider, Austria" in page
    assert "Left the network 1" in words(counsellor.get("/house"))


def test_the_plan_is_done_and_its_review_is_due(counsellor: Browser, stay: UUID) -> None:
    before = words(counsellor.get(f"/placements/{stay}"))
    page = words(counsellor.follow(counsellor.post(f"/placements/{stay}/plan", {})))

    assert "individual plan" in before
    assert "review of the individual plan" in page


def test_the_centre_tells_on_what_the_stay_rests(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    worker = english(cast.centre)
    form = {"kind": "lasting_measure", "starts": typed_day(clock.today()), "ends": ""}

    endless = worker.post(f"/placements/{stay}/legal-state", form)
    end = {"ends": typed_day(clock.today() + 365 * DAY)}
    page = worker.follow(worker.post(f"/placements/{stay}/legal-state", form | end))
    by_home = counsellor.post(f"/placements/{stay}/legal-state", form | end)

    assert endless.status_code == 422
    assert "The court sets an end: enter it." in words(endless)
    assert "lasting measure of the court" in words(page)
    assert "lasting measure of the court" in words(counsellor.get(f"/placements/{stay}"))
    assert by_home.status_code == 403


def test_the_hours_of_the_court_are_met_on_the_page(cast: Cast, stay: UUID) -> None:
    worker = english(cast.centre)
    removed = clock.now() - timedelta(minutes=5)
    form = {
        "kind": "emergency_removal",
        "starts": typed_day(clock.local_day(removed)),
        "removed_at": typed(removed),
    }

    page = worker.follow(worker.post(f"/placements/{stay}/legal-state", form))
    filed = worker.follow(worker.post(f"/placements/{stay}/court-filing", {}))

    assert "The proposal is filed with the court" in words(page)
    assert "Proposal filed with the court" in words(filed)


def test_signs_of_leaving_never_cross_the_border(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    majority = typed_day(clock.today() + 30 * DAY)

    page = counsellor.follow(
        counsellor.post(f"/placements/{stay}/leaving", {"majority_on": majority})
    )

    assert value_of(page, "majority_on") != ""
    assert "Comes of age" not in words(english(cast.centre).get(f"/placements/{stay}"))
    with cast.centre.acting() as scope:
        assert not hasattr(queries.get(scope, stay), "majority_on")


def test_how_it_goes_is_told_on_the_page_and_read_by_the_other_side(
    cast: Cast, counsellor: Browser, stay: UUID
) -> None:
    form = {"going": "not_as_hoped", "words": "Pogreša prijatelje."}
    early = counsellor.get(f"/placements/{stay}")

    with clock.frozen(clock.now() + 31 * DAY):
        home = english(cast.institution)
        wrong = home.post(f"/placements/{stay}/outcome", form)
        told = home.follow(home.post(f"/placements/{stay}/outcome", form | {"lacking": ["peers"]}))
        twice = home.post(f"/placements/{stay}/outcome", form | {"lacking": ["peers"]})
        read = english(cast.centre).get(f"/placements/{stay}")

    assert "Your side is asked on" in words(early)
    assert "Tell how it goes" not in words(early)
    assert (wrong.status_code, twice.status_code) == (422, 409)
    assert "Pogreša prijatelje.</textarea>" in wrong.text
    for page in (told, read):
        assert "not as hoped 30 days after the arrival" in words(page)
        assert "Lacking: getting on with peers" in words(page)
        assert "Pogreša prijatelje." in words(page)
    assert "Tell how it goes" not in words(told)
    assert "Tell how it goes" in words(read)
