"""Programs are told what fits instead of a place, and say why it will not do."""

from tests import factories
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, told
from tests.programmes import programmes


def test_a_program_answers_before_it_asks(cast: Cast, centre: Program, stranger: Program) -> None:
    programme_id, _ = programmes.published(cast.institution)
    group_id = str(factories.group(cast.institution))
    body = bodies.request()
    del body["why_not"]
    path = f"/requests/{told(centre.post('/requests', body), 201)['id']}"

    [fits] = told(centre.get(f"{path}/programmes"))["items"]
    refused = problem(centre.post(f"{path}/asks", {"group_ids": [group_id]}), 422)
    answer = {"why_not": "parents_refuse", "why_not_shown": [fits["id"]]}
    told(centre.post(f"{path}/asks", {"group_ids": [group_id]} | answer), 201)
    [said] = told(centre.get(f"{path}/why-not"))["items"]

    assert (fits["id"], fits["because"]) == (str(programme_id), ["age", "free"])
    assert refused["code"] == "why_not_missing"
    assert (said["why_not"], said["shown"]) == ("parents_refuse", [fits["id"]])
    for part in ("programmes", "why-not"):
        problem(stranger.get(f"{path}/{part}"), 404)
