"""Many programs at once: the last place, asked for through the API."""

from concurrent.futures import ThreadPoolExecutor

from tests import factories
from tests.actors import Cast
from tests.api.client import Program, told


def test_the_last_place_is_offered_once(cast: Cast, centre: Program, home: Program) -> None:
    group = factories.group(cast.institution, capacity=1)
    asks = [factories.ask(cast.centre, group) for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda ask: home.put(f"/asks/{ask}/offer", {}), asks))

    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 7]
    board = told(centre.get("/board"))
    assert (board["free"], board["held"]) == (0, 1)


def test_of_two_offers_of_a_request_one_is_accepted(cast: Cast, centre: Program) -> None:
    request_id = factories.request(cast.centre)
    offers = [
        factories.offered(
            cast.centre,
            cast.institution,
            factories.group(cast.institution, name=name, capacity=1),
            request_id,
        )
        for name in ("Jadro", "Sidro")
    ]
    tags = [centre.get(f"/asks/{ask}").headers["ETag"] for ask in offers]

    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda pair: centre.put(f"/asks/{pair[0]}/acceptance", If_Match=pair[1]),
                zip(offers, tags, strict=True),
            )
        )

    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert {answer.status_code for answer in answers} <= {200, 409, 412}
    assert len({answer.status_code for answer in answers}) == 2
    assert told(centre.get("/board"))["free"] == 1
