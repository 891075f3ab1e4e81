"""A desk sees to things of one kind: a form posted to a part of a thing's address is an act.

    desk = Desk(bp, "ask_id", seen=_seen, shown=_shown, address=address)
    desk.act("decline", answering.decline, DeclineIn, says="declined", needs=ANSWERS)

makes `POST /asks/<id>/decline`: look the ask up, ask for the permission, load the form, act in one
transaction, go on to the ask's page with a message. A refused form comes back on that page as it
was typed, as `forms.decline`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from flask import Blueprint, Response
from marshmallow import Schema

from network.schemas.values import Given
from network.web import flashes
from network.web.acts import Refused, carried_out
from network.web.rendering import FormView, see_other
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

Thing = TypeVar("Thing")


class Forms(dict[str, FormView]):
    """The forms of one page by the name of their act: a refused one as it was typed, others with
    what is known of them, all the rest blank. Each has a key of its own for the ids of its fields.
    """

    def __init__(self, refused: Mapping[str, FormView] | None = None, **known: FormView) -> None:
        forms = known | dict(refused or {})
        super().__init__({name: replace(form, key=_key(name)) for name, form in forms.items()})

    def __missing__(self, name: str) -> FormView:
        return FormView(key=_key(name))


def _key(name: str) -> str:
    return name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Desk(Generic[Thing]):
    """Where the acts on one kind of thing are done.

    `seen` looks a thing up for somebody who may look: NotFound first, then NotAllowed. `shown` is
    its page, with the forms that were refused and the status. `address` is where it is shown.
    """

    bp: Blueprint
    id_name: str
    seen: Callable[[Scope, UUID], Thing]
    shown: Callable[[Scope, Thing, Mapping[str, FormView], int], Response]
    address: Callable[[Scope, Thing], str]

    def act(
        self,
        path: str,
        does: Callable[..., object],
        takes: type[Schema] = Given,
        *,
        says: str,
        needs: Permission | Callable[[Thing], Permission] | None = None,
        name: str = "",
    ) -> None:
        """Let `does(scope, id, **values)` be done by posting what `takes` loads to `path`.

        `says` is a code of `flashes.MESSAGES`; without `needs` (a permission, or one by the thing),
        everybody may who may look. The
        endpoint and its form on the page are called `name`, else as `does` is. Where `does` is
        `undoable`, the message carries a button that takes it back.
        """
        flashes.check(says)
        name = name or does.__name__

        def view(**ids: Any) -> Response:
            id_ = ids[self.id_name]
            scope = acting()
            self._admit(scope, id_, needs)
            try:
                done = carried_out(takes(), lambda **values: does(scope, id_, **values))
            except Refused as refusal:
                found = self.seen(scope, id_)
                return self.shown(scope, found, {name: refusal.form}, refusal.status)
            return see_other(self.address(scope, self.seen(scope, id_)), says, done)

        self.bp.add_url_rule(f"/<uuid:{self.id_name}>/{path}", name, view, methods=["POST"])

    def _admit(
        self,
        scope: Scope,
        id_: UUID,
        needs: Permission | Callable[[Thing], Permission] | None,
    ) -> None:
        """First what is not there, then what is not theirs; whatever was typed."""
        thing = self.seen(scope, id_)
        if needs is not None:
            require(scope, needs if isinstance(needs, Permission) else needs(thing))
