"""What somebody needs to be allowed to do with a request or an ask: a place is sought by a centre
and given by a home; a programme is asked for by whoever works with a young person, and answered by
the house that runs it."""

from network.requests.models import Ask, Request
from network.requests.profile import RequestKind
from tenants.roles import Permission
from tenants.scope import Scope


def to_write(request: Request) -> Permission:
    """To write, change and send an own request."""
    if request.kind == RequestKind.PROGRAMME:
        return Permission.REFER
    return Permission.WRITE_REQUESTS


def on_ask(scope: Scope, ask: Ask) -> Permission:
    """To move an ask, write on it and read what it shows, as the scope's side of it."""
    mine = ask.tenant_id == scope.tenant_id
    if ask.programme_id is not None:
        return Permission.REFER if mine else Permission.RUN_PROGRAMMES
    return Permission.WRITE_REQUESTS if mine else Permission.ANSWER_ASKS
