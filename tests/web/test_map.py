"""The board as a map: the towns of the groups that fit, beside the list that says the same."""

from tests import factories
from tests.actors import Cast
from tests.reading import english, words


def test_a_town_stands_on_the_map_with_its_free_places_and_leads_to_its_group(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    factories.group(cast.stranger, name="Klas", town="Koper", sex="boys")

    page = english(cast.centre).get("/places?map=yes&sex=female")

    assert 'aria-label="Ljubljana: 2 free places"' in page.text
    assert f'href="#row-{group_id}"' in page.text
    assert f'id="row-{group_id}"' in page.text
    assert "Koper: " not in page.text
    assert "style=" not in page.text


def test_the_map_is_asked_for_and_put_away_with_the_filter_kept(cast: Cast) -> None:
    factories.group(cast.institution)
    browser = english(cast.centre)

    without, with_map = browser.get("/places?age=15"), browser.get("/places?age=15&map=yes")

    assert 'class="map"' not in without.text
    assert 'href="/places?age=15&amp;map=yes"' in without.text
    assert 'href="/places?age=15"' in with_map.text
    assert 'name="map" value="yes"' in with_map.text
    assert "Without the map" in words(with_map)
