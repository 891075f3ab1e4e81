"""The filters that a member keeps, for programs."""

from uuid import uuid4

from tests.api.client import Program, problem, told


def test_a_filter_is_kept_replaced_made_usual_and_deleted(centre: Program) -> None:
    kept = {"list": "requests", "name": "Moje", "query": "state=open&town=x"}

    first = told(centre.post("/me/filters", json=kept), 201)
    second = told(centre.post("/me/filters", json=kept | {"query": "mine=yes"}), 201)
    usual = told(centre.put(f"/me/filters/{first['id']}/usual", json={"usual": True}))
    listed = told(centre.get("/me/filters"))["items"]

    assert first["query"] == "state=open"
    assert second["id"] == first["id"]
    assert usual["usual"] is True
    assert [(one["name"], one["query"], one["usual"]) for one in listed] == [
        ("Moje", "mine=yes", True)
    ]
    assert centre.delete(f"/me/filters/{first['id']}").status_code == 204
    assert told(centre.get("/me/filters"))["items"] == []


def test_another_members_filter_is_like_none(centre: Program, home: Program) -> None:
    kept = {"list": "requests", "name": "Moje", "query": "state=open"}
    made = told(centre.post("/me/filters", json=kept), 201)

    for filter_id in (made["id"], uuid4()):
        problem(home.delete(f"/me/filters/{filter_id}"), 404)
        problem(home.put(f"/me/filters/{filter_id}/usual", json={"usual": True}), 404)


def test_a_filter_that_filters_nothing_is_refused(centre: Program) -> None:
    problem(centre.post("/me/filters", json={"list": "asks", "name": "A", "query": "q=1"}), 422)
