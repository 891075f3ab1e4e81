"""Whoever works with a young person refers them to a programme: the request and the ask in one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from network.programmes import asking
from network.programmes.kinds import Referrer
from network.records import door
from network.requests.actions.sharing import link_file
from network.requests.actions.writing import write
from network.requests.models import Ask
from network.requests.profile import RequestKind
from tenants.errors import N_, Invalid
from tenants.scope import Scope


def refer(
    scope: Scope,
    programme_id: UUID,
    *,
    request_id: UUID | None = None,
    person_id: UUID | None = None,
    why: str = "",
    identity_needed: bool = False,
    **needs: Any,
) -> Ask:
    """Ask for the programme with an own open request, or with a new one that is written for it.

    `person_id` is the own file that a new request belongs to. A school says which help was given
    already (ZOOMTVI: a written request of the school with a report on the help given; domain 1.3).
    Raises what `writing.write` and `asking.ask` raise, Invalid for a school that does not say so,
    NotFound for a file that the member does not open.
    """
    if request_id is None:
        file = door.person(scope, person_id) if person_id else None
        _refuse_unhelped(needs)
        needs["kind"] = RequestKind.PROGRAMME.value
        request_id = write(scope, identity_needed=identity_needed, **needs).id
        if file is not None:
            link_file(scope, request_id, file.number)
    return asking.ask(scope, request_id, [programme_id], {programme_id: why}, identity_needed)[0]


def _refuse_unhelped(needs: Mapping[str, Any]) -> None:
    helped = str(needs.get("help_given", "")).strip()
    if needs.get("requested_by") == Referrer.SCHOOL and not helped:
        raise Invalid(N_("A school says which help it has given already."), "help_given")
