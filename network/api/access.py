"""What a token must be good for. Roles decide later, in the acts themselves."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, request

from tenants.credentials import ApiScope
from tenants.errors import N_, NotAllowed
from tenants.login import API, is_public, token_scopes

View = TypeVar("View", bound=Callable[..., object])
NEEDED = "api_scope"


class MissingScope(NotAllowed):
    """The token was issued for other things."""

    code = "missing_scope"


class Unmarked(RuntimeError):
    """A view of the API that does not say what a token needs for it: a bug of ours."""


def needs(scope: ApiScope | None) -> Callable[[View], View]:
    """Say which scope a token needs for this view; None where any token will do."""

    def mark(view: View) -> View:
        view.__dict__[NEEDED] = scope
        return view

    return mark


def check() -> None:
    """Before each view of the API. Raises MissingScope, which names the scope."""
    if not request.path.startswith(API) or request.endpoint is None:
        return
    if is_public(request.endpoint):
        return
    needed = needed_for(request.endpoint)
    held = token_scopes()
    if needed is not None and held is not None and needed not in held:
        raise MissingScope(
            N_("This token was not issued for %(scope)s. Ask for one that is."), scope=needed.value
        )


def needed_for(endpoint: str) -> ApiScope | None:
    """The scope a token needs for an endpoint. Raises Unmarked."""
    view = current_app.view_functions[endpoint]
    if NEEDED not in view.__dict__:
        raise Unmarked(endpoint)
    needed: ApiScope | None = view.__dict__[NEEDED]
    return needed
