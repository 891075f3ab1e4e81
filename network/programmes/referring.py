"""Whoever works with a young person refers them to a programme: the request and the ask in one."""

from typing import Any
from uuid import UUID

from network.programmes import asking
from network.requests.actions.writing import write
from network.requests.models import Ask
from network.requests.profile import RequestKind
from tenants.scope import Scope


def refer(
    scope: Scope,
    programme_id: UUID,
    *,
    request_id: UUID | None = None,
    why: str = "",
    identity_needed: bool = False,
    **needs: Any,
) -> Ask:
    """Ask for the programme with an own open request, or with a new one that is written for it.

    A school says which help was given already (written request of a school with a report on the
    help given, domain 1.3). Raises what `writing.write` and `asking.ask` raise.
    """
    if request_id is None:
        needs["kind"] = RequestKind.PROGRAMME.value
        request_id = write(scope, identity_needed=identity_needed, **needs).id
    return asking.ask(scope, request_id, [programme_id], {programme_id: why}, identity_needed)[0]
