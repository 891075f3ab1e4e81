"""A desk sees to things of one kind: a part of a thing's address is an act that programs may do.

    desk = Desk(area, "/asks/<uuid:ask_id>", WRITE, told.Ask, look=..., tag=..., show=show_ask)
    desk.act("decline", answering.decline, DeclineIn, says="The home says no")

makes `PUT /asks/<id>/decline`: look the ask up, load the body, once, this version, act, answer with
the ask. The pages have a desk of the same shape.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema

from network.api.areas import Area
from network.api.performing import perform
from tenants.credentials import ApiScope
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the acts on one kind of thing are done; `rule` ends with the id of the thing.

    `look` raises NotFound; `tag` locks the thing and tells its ETag; `show` answers with it.
    """

    area: Area
    rule: str
    scope: ApiScope
    tells: type[Schema]
    look: Callable[[Scope, UUID], object]
    tag: Callable[[Scope, UUID], str]
    show: Callable[[Scope, UUID], Response]

    def act(
        self,
        path: str,
        does: Callable[..., object],
        takes: type[Schema] | None = None,
        *,
        says: str,
    ) -> None:
        """Let `does(scope, id, **values)` be done by putting what `takes` loads to `path`.

        The contract calls the operation as `does` is called and describes it by `says`.
        """

        def view(*values: dict[str, Any], **ids: UUID) -> Response:
            [id_] = ids.values()
            return self._perform(id_, lambda scope: does(scope, id_, **dict(*values)))

        view.__name__, view.__doc__ = does.__name__, says
        rule = f"{self.rule}/{path}"
        self.area.act("PUT", rule, self.scope, self.tells, takes, versioned=True)(view)

    def _perform(self, id_: UUID, make: Callable[[Scope], object]) -> Response:
        def made(scope: Scope) -> UUID:
            make(scope)
            return id_

        return perform(
            made,
            self.show,
            look=lambda scope: self.look(scope, id_),
            tag=lambda scope: self.tag(scope, id_),
        )
