"""Search finds what its reader may open, by number, reference or name, and nothing else."""

import pytest
from sqlalchemy import Engine

from network.programmes import enrolling
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.programmes import programmes
from tests.reading import words
from tests.statements import asked


def found(browser, typed: str) -> str:
    return words(browser.post("/search", {"q": typed}))


def test_a_centre_finds_its_request_by_the_beginning_of_its_reference(cast: Cast):
    factories.request(cast.centre, file_reference="6120-77/2026")

    page = found(cast.centre.browser(), " 6120-77")

    assert "6120-77/2026" in page


def test_another_centre_finds_nothing_of_it(cast: Cast):
    factories.request(cast.centre, file_reference="6120-77/2026")

    assert "6120-77/2026" not in found(cast.outsider.browser(), "6120-77")


def test_everybody_of_the_network_finds_a_group_by_a_part_of_its_name(cast: Cast):
    factories.group(cast.institution, name="Žerjavi")

    assert "Žerjavi" in found(cast.centre.browser(), "zerjav")
    assert "Žerjavi" in found(cast.coordination.browser(), "INSTITUTION")
    assert "Žerjavi" not in found(cast.outsider.browser(), "zerjav")


def test_whose_pages_are_closed_finds_none_of_what_is_on_them(cast: Cast, owner: Engine):
    factories.request(cast.centre, file_reference="6120-77/2026")
    administrator = colleague(owner, cast.centre, "Uroš", Role.ADMINISTRATOR)

    assert "6120-77/2026" not in found(administrator.browser(), "6120-77")


@pytest.mark.parametrize("typed", ["", " ", "6", "%", "''", "\x00\x00", "č" * 500])
def test_odd_words_find_nothing_and_break_nothing(cast: Cast, typed: str):
    factories.request(cast.centre, file_reference="6120-77/2026")

    answer = cast.centre.browser().post("/search", {"q": typed})

    assert answer.status_code == 200
    assert "6120-77/2026" not in words(answer)


def test_what_was_typed_never_stands_in_an_address(cast: Cast):
    answer = cast.centre.browser().post("/search", {"q": "Novak"})

    assert answer.status_code == 200
    assert "Novak" not in answer.request.url
    assert "?q=" not in answer.get_data(as_text=True)


def test_search_asks_as_much_for_three_hits_as_for_one(app, cast: Cast):
    factories.request(cast.centre, file_reference="6120-1")
    browser = cast.centre.browser()
    found(browser, "6120")
    with asked(app) as one:
        found(browser, "6120")
    factories.request(cast.centre, file_reference="6120-2")
    factories.request(cast.centre, file_reference="6120-3")

    with asked(app) as three:
        found(browser, "6120")

    assert len(three) == len(one)


def test_a_house_finds_who_takes_part_and_everybody_a_programme(cast: Cast):
    programme_id, cohort_id = programmes.published(cast.institution, name="Čez most")
    with cast.institution.acting() as scope, transaction():
        enrolling.enrol(scope, cohort_id, reference="ČM-77", began_on=clock.today())

    assert "ČM-77" in found(cast.institution.browser(), "ČM-7")
    assert "ČM-77" not in found(cast.centre.browser(), "ČM-7")
    for reader in (cast.institution, cast.centre, cast.coordination):
        assert f"/programmes/{programme_id}" in reader.browser().post("/search", {"q": "cez"}).text
    assert "Čez most" not in found(cast.outsider.browser(), "čez")
