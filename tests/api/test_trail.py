"""The trail, for programs."""

from tests import factories
from tests.actors import Cast
from tests.api.client import Program, told


def test_a_house_reads_its_own_trail_and_what_others_did_with_what_is_its(
    cast: Cast, centre: Program, home: Program
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    told(home.get(f"/asks/{ask_id}/disclosure"))

    [shown] = told(centre.get("/trail?kind=disclose"))["items"]
    [read] = told(home.get("/trail?kind=read"))["items"]
    [seen] = told(centre.get("/trail?of_others=true"))["items"]

    assert (shown["basis"], shown["categories"]) == ("statutory_task", ["needs"])
    assert shown["other_name"] == cast.institution.scope.tenant_name
    assert read["subject_id"] == str(ask_id)
    assert read["id"] == seen["id"]
    assert seen["other_name"] == cast.institution.scope.tenant_name
