"""The board as programs read it."""

from datetime import timedelta

from network.schemas.answers.places import BoardGroup
from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, program, told


def test_what_fits_stands_in_order_and_what_does_not_says_why(cast: Cast, centre: Program) -> None:
    factories.group(cast.institution, name="Residential", form="residential_group")
    factories.group(cast.institution, name="Maribor", town="Maribor")
    factories.group(cast.stranger, name="Kranj", town="Kranj")
    factories.group(cast.stranger, name="Boys", sex="boys")

    girl = "/board?sex=female&town=Kranj"
    fitting, excluded = told(centre.get(girl)), told(centre.get(girl + "&part=excluded"))

    assert [each["name"] for each in fitting["items"]] == ["Kranj", "Maribor", "Residential"]
    assert (fitting["fitting"], fitting["excluded"], fitting["free"]) == (3, 1, 9)
    assert fitting["items"][0]["km"] == 0
    boys = excluded["items"][0]
    assert boys["against"] == [
        {"code": "sex", "hard": True, "sentence": "takes only boys", "facts": {}}
    ]


def test_places_are_told_as_of_the_day_asked_about(cast: Cast, centre: Program) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    leaves = clock.today() + timedelta(days=30)
    factories.stay(cast.institution, group_id, planned_end=leaves)

    today = told(centre.get(f"/board/{group_id}"))
    then = told(centre.get(f"/board/{group_id}?on={leaves}"))

    assert today["places"] == [{"number": 1, "state": "busy"}]
    assert (today["next_free"], today["free"]) == (leaves.isoformat(), 0)
    assert then["places"] == [{"number": 1, "state": "free"}]
    assert told(centre.get("/board?only_free=true"))["items"] == []


def test_a_town_that_does_not_exist_brings_names_that_look_alike(centre: Program) -> None:
    refused = problem(centre.get("/board?town=Ljubljanna"), 422)

    assert refused["errors"] == {
        "town": ["We do not know this town. Did you mean Ljubljana?"],
    }


def test_a_reader_elsewhere_sees_nothing_of_the_network(cast: Cast) -> None:
    group_id = factories.group(cast.institution)
    elsewhere = program(cast.outsider)

    assert told(elsewhere.get("/board"))["items"] == []
    problem(elsewhere.get(f"/board/{group_id}"), 404)


def test_what_a_group_says_of_itself_is_told_anew_when_it_changes(
    cast: Cast, centre: Program, home: Program
) -> None:
    group_id = factories.group(cast.institution)
    assert told(centre.get("/board"))["items"][0]["age_to"] == 18

    told(home.patch(f"/groups/{group_id}", {"age_to": 20}))
    told(home.post(f"/groups/{group_id}/confirmations"), 201)

    again = told(centre.get("/board"))["items"][0]
    own = told(home.get(f"/groups/{group_id}"))
    assert (again["age_to"], again["confirmed_at"]) == (20, own["confirmed_at"])


def test_every_group_is_told_as_promised(cast: Cast, centre: Program) -> None:
    factories.group(cast.institution)

    [group] = told(centre.get("/board?town=Kranj"))["items"]

    assert set(group) == set(BoardGroup().fields)
