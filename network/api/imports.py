"""Groups from a spreadsheet: rehearsed first, then taken in, all of it or nothing."""

import base64
import binascii
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError

from network.api import groups
from network.api.performing import perform
from network.api.telling import Told, answer
from network.api.words import gettext
from network.availability.importing import lists
from network.availability.importing.faults import Fault, NotImportable, Unreadable
from network.availability.importing.lists import Aim, Rehearsal
from network.availability.importing.plan import House, Step
from network.schemas.answers import imports as told
from network.schemas.imports import ListIn
from tenants.database import transaction
from tenants.errors import N_
from tenants.login import acting
from tenants.scope import Scope

area = groups.area  # a list is one more way to open and change groups
SHOWN = ("name", "form", "restriction_level", "town", "capacity")


@area.act("POST", "/imports/rehearsals", groups.WRITE, told.ListRehearsal, ListIn)
def rehearse_list(values: dict[str, Any]) -> Response:
    """What a list of groups would do, and everything that is wrong with it"""
    scope = acting()
    content, aim = _aimed(scope, values)
    with transaction():
        return answer(_rehearsal(_rehearsed(scope, content, aim)))


@area.act("POST", "/imports", groups.WRITE, told.ListRehearsal, ListIn)
def take_in_list(values: dict[str, Any]) -> Response:
    """Take a list of groups in, all of it or nothing; tells how things stand afterwards"""
    content, aim = _aimed(acting(), values)

    def make(scope: Scope) -> UUID:
        try:
            lists.refuse_faults(_rehearsed(scope, content, aim))
            lists.take_in(scope, content, aim)
        except NotImportable as refusal:
            raise ValidationError(_by_row(refusal)) from refusal
        return aim.network_id

    return perform(make, lambda scope, _: answer(_rehearsal(_rehearsed(scope, content, aim))))


def _aimed(scope: Scope, values: dict[str, Any]) -> tuple[bytes, Aim]:
    aim = lists.aim_for(
        scope,
        whole_network=values["whole_network"],
        network_id=values["network_id"],
        source=values["name"],
    )
    try:
        return base64.b64decode(values["content"], validate=True), aim
    except (binascii.Error, ValueError):
        raise ValidationError({"content": [N_("Send the file in Base64.")]}) from None


def _rehearsed(scope: Scope, content: bytes, aim: Aim) -> Rehearsal:
    try:
        return lists.rehearse(scope, content, aim)
    except Unreadable as refusal:
        refusal.field = "content"  # as the file is called here
        raise


def _by_row(refusal: NotImportable) -> dict[str, dict[str, list[str]]]:
    """The faults under `2.mest`, in the reader's language."""
    rows: dict[str, dict[str, list[str]]] = {}
    for fault in refusal.faults:
        row = rows.setdefault(str(fault.line), {})
        row.setdefault(fault.column or "_schema", []).append(_sentence(fault))
    return rows


def _sentence(fault: Fault) -> str:
    return gettext(fault.sentence) % fault.facts


def _rehearsal(rehearsal: Rehearsal) -> Told:
    return {
        "homes": [_home(house) for house in rehearsal.plan.houses],
        "faults": [
            {"line": fault.line, "column": fault.column, "sentence": _sentence(fault)}
            for fault in rehearsal.faults
        ],
        "ignored": list(rehearsal.ignored),
    }


def _home(house: House) -> Told:
    return {
        "name": house.name,
        "kind": house.kind,
        "town": house.town,
        "admitted": house.admitted,
        "resembles": house.resembles,
        "groups": [_group(step) for step in house.steps],
    }


def _group(step: Step) -> Told:
    return {
        "line": step.entry.line,
        "move": step.move,
        **{name: step.profile[name] for name in SHOWN},
        "changes": {
            name: {"before": before, "after": after}
            for name, (before, after) in step.changes.items()
        },
        "closures": step.closures,
    }
