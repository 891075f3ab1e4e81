"""What each schema makes of what was sent, for the act behind it."""

from datetime import date, timedelta
from inspect import signature
from typing import Any
from uuid import uuid4

import pytest
from marshmallow import Schema

from network.availability.actions import CHANGEABLE as OF_A_GROUP
from network.availability.models import Group
from network.availability.profile import Need
from network.placements import actions as placing
from network.programmes import asking as of_programmes
from network.requests import least
from network.requests.actions import answering
from network.requests.actions.writing import CHANGEABLE as OF_A_REQUEST
from network.requests.models import Request
from network.schemas.asks import AssignIn, OfferIn
from network.schemas.groups import GroupChange, GroupIn, Stance, stances
from network.schemas.placements import ArriveIn, DepartIn, EnterIn
from network.schemas.requests import RequestChange, RequestIn

NEEDS = {"self_harm": "taken", "runaway": "asked", "offending": "not_taken"}


def test_needs_are_sent_one_by_one_and_kept_in_three_columns() -> None:
    changed = GroupChange(partial=True).load({"needs": NEEDS})

    assert changed == {
        "needs_taken": [Need.SELF_HARM],
        "needs_asked": [Need.RUNAWAY],
        "needs_not_taken": [Need.OFFENDING],
    }
    assert stances(Group(**changed)) == {Need(n): Stance(s) for n, s in NEEDS.items()}


def test_a_change_to_nothing_changes_nothing() -> None:
    assert GroupChange(partial=True).load({}) == {}
    assert RequestChange(partial=True).load({}) == {}


def test_only_what_may_change_can_be_sent_as_a_change() -> None:
    in_columns = {"needs"} | {f"needs_{stance}" for stance in Stance}

    assert set(GroupChange().fields) - in_columns == (OF_A_GROUP | {"capacity"}) - in_columns
    assert set(RequestChange().fields) == OF_A_REQUEST


@pytest.mark.parametrize(("schema", "table"), [(GroupIn, Group), (RequestIn, Request)])
def test_every_field_of_a_new_thing_is_a_column(
    schema: type[Schema], table: type[Group] | type[Request]
) -> None:
    told = {
        "needs",
        "capacity",
        "identity_needed",
        *least.FIELDS,
    }  # kept in other columns, or not at all

    assert set(schema().fields) - told <= set(table.__table__.columns.keys())


@pytest.mark.parametrize(
    ("schema", "sent", "act"),
    [
        (OfferIn, {"hold_hours": 2}, of_programmes.offer),
        (OfferIn, {}, of_programmes.offer),
        (AssignIn, {}, answering.assign),
        (AssignIn, {"deputy_id": str(uuid4())}, placing.assign),
        (ArriveIn, {"arrived_on": "2026-11-21", "reference": "J1"}, placing.arrive),
        (DepartIn, {"left_on": "2026-11-21", "destination": "home"}, placing.depart),
        (
            EnterIn,
            {"arrived_on": "2026-11-21", "reference": "J1", "group_id": str(uuid4())},
            placing.enter,
        ),
    ],
)
def test_what_is_loaded_is_what_the_act_asks_for(
    schema: type[Schema], sent: dict[str, Any], act: Any
) -> None:
    assert set(schema().load(sent)) <= set(signature(act).parameters)


def test_hours_become_time_and_days_become_dates() -> None:
    offer = OfferIn().load({"hold_hours": "36", "starts": "2026-12-01", "ends": None})

    assert (offer["hold_for"], offer["starts"]) == (timedelta(hours=36), date(2026, 12, 1))
