"""The coordination sees counts, states and times; no identity and no story."""

import re

import pytest
from flask import Flask

from network.requests import coordination
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.numbers import YEAR
from tests.reading import chosen_in, english, words
from tests.statements import asked


@pytest.fixture
def coordinator(cast: Cast) -> Browser:
    return english(cast.coordination)


def test_a_request_stands_there_with_states_and_counts_only(cast: Cast, coordinator: Browser):
    factories.ask(cast.centre, factories.group(cast.institution))

    page = coordinator.get("/coordination")

    assert f"{YEAR}-0001 centre" in words(page)
    assert "girl, 13 to 15 years" in words(page)
    assert "1 sent 1 live 0 declined" in words(page)
    for closed in ("6120-417/2026", "Domžale", "Leaves at night", "stay at my school"):
        assert closed not in page.text


def test_the_filter_is_kept_and_what_it_does_not_know_filters_nothing(
    cast: Cast, coordinator: Browser
):
    factories.request(cast.centre, urgency="crisis", region="gorenjska")
    factories.request(cast.centre)

    def numbers(query: str) -> list[str]:
        return re.findall(rf"{YEAR}-\d{{4}}", words(coordinator.get(f"/coordination?{query}")))

    assert numbers("urgency=crisis") == [f"{YEAR}-0001"]
    assert numbers("region=osrednjeslovenska") == [f"{YEAR}-0002"]
    assert numbers("state=placed") == []
    assert numbers("state=&urgency=x&region=y&before=z") == [f"{YEAR}-0002", f"{YEAR}-0001"]
    page = coordinator.get("/coordination?urgency=crisis")
    assert chosen_in(page, "urgency") == ["crisis"]
    assert chosen_in(page, "state") == ["open"]


def test_the_list_goes_on_on_the_next_page_with_the_same_filter(
    cast: Cast, coordinator: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(coordination, "PAGE", 2)
    for _ in range(3):
        factories.request(cast.centre, urgency="urgent")

    first = coordinator.get("/coordination?urgency=urgent")
    following = re.search(r'href="([^"]*before=[^"]*)"', first.text)
    assert following
    second = coordinator.get(following[1].replace("&amp;", "&"))

    assert re.findall(rf"{YEAR}-\d{{4}}", words(first)) == [f"{YEAR}-0003", f"{YEAR}-0002"]
    assert re.findall(rf"{YEAR}-\d{{4}}", words(second)) == [f"{YEAR}-0001"]


def test_others_are_told_who_sees_the_figures(cast: Cast):
    for actor in (cast.centre, cast.institution):
        answer = english(actor).get("/coordination")

        assert answer.status_code == 403
        assert "Only a coordinator or the network's administrator" in words(answer)


def test_another_networks_requests_are_not_counted(cast: Cast, coordinator: Browser):
    factories.request(cast.outsider)

    assert "Looking for a place 0" in words(coordinator.get("/coordination"))


def test_a_list_of_three_costs_no_more_than_a_list_of_one(
    app: Flask, cast: Cast, coordinator: Browser
):
    counted = []
    for _ in range(3):
        factories.request(cast.centre)
        coordinator.get("/coordination")
        with asked(app) as statements:
            coordinator.get("/coordination")
        counted.append(len(statements))

    assert counted[0] == counted[2]
