"""How a form becomes an act: checked, done in one transaction, or refused with what was typed."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from flask import request
from marshmallow import Schema, ValidationError

from network.statuses import status_of
from network.web.forms import FormView, form_values
from tenants import idempotency
from tenants.database import transaction
from tenants.errors import Conflict, DomainError, Invalid
from tenants.scope import Scope

UNPROCESSABLE = 422
SEE_OTHER = 303
FORM_ID = "form_id"


class Refused(Exception):
    """The form was not accepted: the same form again with its sentences, and the status."""

    def __init__(self, form: FormView, status: int) -> None:
        super().__init__(status)
        self.form = form
        self.status = status


def carried_out(schema: Schema, act: Callable[..., object]) -> object:
    """What `act` returns for the values of the posted form.

    Raises Refused for values that do not fit (422) and for what somebody else has changed
    meanwhile (409). What is not there or not allowed is not the form's matter and passes on.
    """
    try:
        given = form_values(schema, request.form)
        with transaction():
            return act(**given)
    except (ValidationError, Conflict, Invalid) as problem:
        status = status_of(problem) if isinstance(problem, DomainError) else UNPROCESSABLE
        raise Refused(FormView.refused(request.form, problem), status) from problem


def cursor() -> UUID | None:
    """Where a list goes on, from `?before=`; anything that is no id begins at the top."""
    return id_given("before")


def id_given(name: str) -> UUID | None:
    """An id that the address gives by that name; None where it gives none, or what is no id."""
    try:
        return UUID(request.args[name])
    except (KeyError, ValueError):
        return None


def once(scope: Scope, make: Callable[[], UUID]) -> UUID:
    """The id of what this very form makes: sent twice, by a double click or from the browser's
    memory, it is made once. Within the caller's transaction; two at once wait for each other.
    """
    if not request.form.get(FORM_ID):
        return make()
    key = _digest_of_form()
    if before := idempotency.begin(scope, key, key):
        return before.resource_id
    made = make()
    idempotency.finish(scope, key, idempotency.Served(SEE_OTHER, made))
    return made


def _digest_of_form() -> str:
    """Of everything typed and the form's own number: who goes back and changes something means
    another thing by it."""
    said = hashlib.sha256(repr(sorted(request.form.items(multi=True))).encode())
    for sent in request.files.values():
        said.update(sent.stream.read())
        sent.stream.seek(0)
    return "form:" + said.hexdigest()
