"""Aftercare on the pages of both sides: from the departure to the look-back."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.aftercare import queries, touch
from network.aftercare.ways import ContactWay
from network.clocks import queries as clocks
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.aftercare.leaving import agreed, departed, of_stay, proposed
from tests.statements import asked

AGREEMENT = {
    "rhythm": "weekly",
    "we_do": "Pokličemo vsak teden.",
    "you_do": "Oglasiš se.",
    "when_hard": "Pokliči.",
}
LOOK_BACK = {"stage": "half_year", "reached": "yes", "lives_with": "family", "going": "4"}


def signed_today() -> dict[str, str]:
    today = clock.today().isoformat()
    return AGREEMENT | {"begins": today, "house_on": today, "young_person_on": today}


def test_from_the_stay_one_comes_to_it_agrees_is_in_touch_and_ends(cast: Cast) -> None:
    placement_id = departed(cast)
    home, centre = cast.institution.browser(), cast.centre.browser()
    page = f"/aftercare/{of_stay(cast.institution, placement_id)}"
    today = clock.today().isoformat()

    assert page in home.get(f"/placements/{placement_id}").text
    assert page in centre.get(f"/placements/{placement_id}").text
    assert "predlagano" in home.get("/aftercare?part=proposed").text
    assert home.post(f"{page}/agreement", signed_today()).status_code == 303
    contact = {"on_day": today, "way": "phone", "minutes": "15", "going": "4", "words": "Dobro je."}
    assert home.post(f"{page}/contacts", contact).status_code == 303
    assert home.post(f"{page}/rhythm", {"rhythm": "monthly"}).status_code == 303
    shown = home.get(page).text
    assert "Pokličemo vsak teden." in shown
    assert "Dobro je." in shown
    assert "gre 4 od 5" in shown
    assert home.post(f"{page}/end", {"ended_on": today, "reason": "as_planned"}).status_code == 303
    assert "spremljanje končano" in home.get("/aftercare?part=over").text


def test_the_centre_reads_state_and_dates_and_no_word(cast: Cast) -> None:
    aftercare_id = agreed(cast)
    with cast.institution.acting() as scope, transaction():
        touch.contact(
            scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE, words="Skrivnost."
        )

    centre = cast.centre.browser()
    shown = centre.get(f"/aftercare/{aftercare_id}").text

    assert "dogovorjeno, teče" in shown
    assert "Skrivnost." not in shown
    assert "Oglasiš se" not in shown
    assert "B1" not in shown
    assert str(aftercare_id) in centre.get("/aftercare").text
    assert "/aftercare?elsewhere=yes" in centre.get("/placements").text
    assert centre.get(f"/aftercare/{aftercare_id}/agreement.pdf").status_code == 404
    assert centre.get("/aftercare/figures").status_code == 403
    assert centre.post(f"/aftercare/{aftercare_id}/end", {}).status_code == 403
    assert cast.stranger.browser().get(f"/aftercare/{aftercare_id}").status_code == 404


def test_what_is_not_signed_comes_back_with_all_that_was_typed(cast: Cast) -> None:
    aftercare_id = proposed(cast)

    back = cast.institution.browser().post(
        f"/aftercare/{aftercare_id}/agreement", signed_today() | {"young_person_on": ""}
    )

    assert back.status_code == 422
    assert "Podpisati mora mladostnik" in back.text
    assert "Pokličemo vsak teden." in back.text


def test_the_look_back_is_offered_when_its_time_comes(cast: Cast) -> None:
    aftercare_id = proposed(cast)
    page, home = f"/aftercare/{aftercare_id}", cast.institution.browser()
    assert home.post(f"{page}/decline", {"reason": "not_needed"}).status_code == 303
    assert "Zapišite pogled nazaj" not in home.get(page).text

    with clock.frozen(clock.now() + timedelta(days=190)):
        late = cast.institution.browser()
        assert "Zapišite pogled nazaj" in late.get(page).text
        told = LOOK_BACK | {"on_day": clock.today().isoformat(), "words": "Dela v pekarni."}
        assert late.post(f"{page}/look-backs", told).status_code == 303
        assert "Dela v pekarni." in late.get(page).text
        assert late.post(f"{page}/look-backs", told).status_code == 409


def test_the_agreement_is_printed_before_and_after(cast: Cast) -> None:
    blank, filled = proposed(cast, "B1"), agreed(cast, "B2")
    home = cast.institution.browser()

    for aftercare_id in (blank, filled):
        paper = home.get(f"/aftercare/{aftercare_id}/agreement.pdf")
        assert paper.status_code == 200
        assert paper.mimetype == "application/pdf"


def test_the_figures_tell_no_small_number(cast: Cast) -> None:
    home = cast.institution.browser()
    assert "Nihče še ni odšel" in home.get("/aftercare/figures").text
    agreed(cast)

    shown = home.get("/aftercare/figures")

    assert shown.status_code == 200
    assert "premalo, da bi povedali" in shown.text
    assert "&lt; 5" in shown.text


def test_an_educator_sees_it_and_an_administrator_does_not(cast: Cast, owner: Engine) -> None:
    aftercare_id = agreed(cast)
    vida = colleague(owner, cast.institution, "Vida", Role.EDUCATOR).browser()
    office = colleague(owner, cast.institution, "Pisarna", Role.ADMINISTRATOR).browser()

    shown = vida.get(f"/aftercare/{aftercare_id}").text
    assert "Zapišite stik" in shown
    assert f"/aftercare/{aftercare_id}/end" not in shown
    assert office.get(f"/aftercare/{aftercare_id}").status_code == 403


def test_contacts_are_shown_page_by_page(cast: Cast) -> None:
    aftercare_id = agreed(cast)
    with cast.institution.acting() as scope, transaction():
        for minutes in range(1, queries.CONTACTS + 2):
            touch.contact(
                scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE, minutes=minutes
            )
        after: UUID | None = queries.contacts_of(scope, aftercare_id).after
    home = cast.institution.browser()

    assert f"before={after}" in home.get(f"/aftercare/{aftercare_id}").text
    assert "1 minuta" in home.get(f"/aftercare/{aftercare_id}?before={after}").text


@pytest.mark.parametrize("side", ["institution", "centre"])
def test_a_list_of_three_takes_as_many_queries_as_one_of_one(cast: Cast, side: str) -> None:
    browser = getattr(cast, side).browser()
    agreed(cast, "A")
    browser.get("/aftercare")
    with asked(cast.centre.app) as one:
        assert browser.get("/aftercare").status_code == 200
    agreed(cast, "B")
    agreed(cast, "C")
    with asked(cast.centre.app) as three:
        assert browser.get("/aftercare").text.count("/aftercare/0") >= 3

    assert len(three) == len(one)


def test_what_is_due_leads_there(cast: Cast) -> None:
    aftercare_id = proposed(cast)
    with cast.institution.acting() as scope:
        assert clocks.of_subjects(scope, [aftercare_id])[aftercare_id]

    assert f"/aftercare/{aftercare_id}" in cast.institution.browser().get("/deadlines").text


def test_the_planned_end_is_due_and_moves_for_a_reason(cast: Cast) -> None:
    last = clock.today() + timedelta(days=3)
    aftercare_id = agreed(cast, planned_end=last)
    home, page = cast.institution.browser(), f"/aftercare/{aftercare_id}"
    later = (last + timedelta(days=90)).isoformat()

    assert "načrtovani konec spremljanja" in home.get("/deadlines").text
    assert "načrtovani konec spremljanja" in home.get(page).text
    silent = home.post(f"{page}/prolongation", {"planned_end": later})
    assert silent.status_code == 422
    assert "prolongation" in silent.text
    said = {"planned_end": later, "reason": "goals_open"}
    assert home.post(f"{page}/prolongation", said).status_code == 303
    assert home.post(f"{page}/prolongation", said).status_code == 422
    assert "dogovorjeno še ni doseženo" in home.get(page).text
    assert f"{later[:4]} ob 0.00" in home.get("/deadlines").text
    assert cast.centre.browser().post(f"{page}/prolongation", said).status_code == 403
