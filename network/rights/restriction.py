"""A file is restricted as was granted, and the restriction is lifted again."""

from uuid import UUID

from network.records import restricting
from network.records.models import FileRestriction
from network.records.restricting import Ground, Lifted
from network.requests.actions import withdrawing
from network.rights import actions, queries, steps
from network.rights.kinds import Right, Step
from network.rights.models import RightsRequest
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.roles import Permission, require
from tenants.scope import Scope

DECIDES = Permission.DECIDE_RIGHTS


def of_request(scope: Scope, found: RightsRequest) -> FileRestriction | None:
    """The restriction of the file that a request is about, while it is in force."""
    return restricting.in_force(scope, found.person_id)


def restrict(scope: Scope, rights_request_id: UUID, *, ground: Ground) -> FileRestriction:
    """From now on nothing of the file is shown to others, nor what was shown before; the homes are
    told. Raises NotFound, NotAllowed, Conflict."""
    queries.request(scope, rights_request_id)
    require(scope, DECIDES)
    found = actions.granted(scope, rights_request_id, Right.RESTRICTION)
    if of_request(scope, found) is not None:
        raise Conflict(N_("This file is restricted already."))
    made = FileRestriction(
        tenant_id=scope.tenant_id,
        person_id=found.person_id,
        rights_request_id=found.id,
        ground=ground.value,
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    steps.take(scope, found, Step.RESTRICTED)
    withdrawing.restricted(scope, found.person_id)
    return made


def lift(scope: Scope, rights_request_id: UUID, *, lifted: Lifted) -> FileRestriction:
    """It is restricted no more; whoever asked has to be told before (GDPR article 18(3)).

    Raises NotFound, NotAllowed, Conflict.
    """
    found = queries.request(scope, rights_request_id)
    require(scope, DECIDES)
    standing = of_request(scope, found)
    if standing is None:
        raise Conflict(N_("This file is not restricted."))
    standing.lifted_at, standing.lifted_by = clock.now(), scope.member_name
    standing.lifted = lifted.value
    db.session.flush()
    steps.take(scope, found, Step.LIFTED)
    withdrawing.restriction_lifted(scope, found.person_id)
    return standing
