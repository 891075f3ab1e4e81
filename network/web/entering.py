"""Somebody comes in: a fresh session, and an entry in the trail of the house they work for."""

from flask import Response

from network.trail import writing as trail
from network.trail.kinds import Entrance, EntryKind, Purpose
from network.trail.writing import About
from tenants import login
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope
from tenants.sessions import Recognised


def let_in(
    response: Response, scope: Scope, how: Entrance, since: Recognised | None = None
) -> Response:
    """Sign the person in; `how` goes into the trail."""
    with acting_as(scope), transaction():
        about = About("member", scope.member_id)
        trail.enter(scope, EntryKind.SIGN_IN, Purpose.CARE, about, detail=how.value)
    return login.admit(response, scope, since)
