"""What somebody needs to be allowed to do with a request or an ask: a place is sought by a centre
and given by a home; a programme is asked for by whoever works with a young person, and answered by
the house that runs it."""

from network.requests.models import Ask, Request
from network.requests.profile import RequestKind
from tenants.roles import HOMES, SENDERS, Permission, may
from tenants.scope import Scope


def to_receive(scope: Scope) -> Permission:
    """To follow what the own house is asked for: a home for places, any other for programmes."""
    return Permission.ANSWER_ASKS if scope.kind in HOMES else Permission.RUN_PROGRAMMES


def receives(scope: Scope) -> bool:
    """Whether the member follows what their house is asked for."""
    return may(scope, to_receive(scope))


def sends(scope: Scope) -> bool:
    """Whether the member follows what their house has asked for: whoever seeks places does, and
    where nobody does whoever refers to programmes."""
    if may(scope, Permission.WRITE_REQUESTS):
        return True
    return scope.kind not in SENDERS and may(scope, Permission.REFER)


def to_write(request: Request) -> Permission:
    """To write, change and send an own request."""
    if request.kind == RequestKind.PROGRAMME:
        return Permission.REFER
    return Permission.WRITE_REQUESTS


def on_ask(scope: Scope, ask: Ask) -> Permission:
    """To move an ask, write on it and read what it shows, as the scope's side of it."""
    return as_asker(ask) if ask.tenant_id == scope.tenant_id else as_asked(ask)


def as_asker(ask: Ask) -> Permission:
    """The same for the side that asks."""
    return Permission.WRITE_REQUESTS if ask.programme_id is None else Permission.REFER


def as_asked(ask: Ask) -> Permission:
    """The same for the side that is asked."""
    return Permission.ANSWER_ASKS if ask.programme_id is None else Permission.RUN_PROGRAMMES
