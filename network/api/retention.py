"""How long a house keeps its files, and what that would let go."""

from typing import Any

from flask import Response

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.telling import Told, answer, teller
from network.rights import erasing, keeping
from network.rights.retention import RULES
from network.schemas import rights as given
from network.schemas.answers import retention as told
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("retention", "How long records are kept, and what would go.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
tell_would = teller(told.WouldGo)


@area.get("/retention", READ, told.Retention)
def show() -> Response:
    """How long records of each class are kept, and on what that rests"""
    scope = acting()
    require(scope, Permission.DECIDE_RIGHTS)
    return answer(_told(scope))


@area.act("PUT", "/retention", WRITE, told.Retention, given.RetentionIn)
def set_years(values: dict[str, Any]) -> Response:
    """For how many years files are kept from now on"""
    scope = acting()
    with transaction():
        keeping.set_years(scope, **values)
        return answer(_told(scope))


@area.get("/retention/files", READ, told.WouldGoPage, query=Onward)
def would_go(values: dict[str, Any]) -> Response:
    """A dry run: files that would go today, and what stands against it"""
    found = keeping.would_go(acting(), before=values["after"])
    return page([tell_would(one, kept=list(one.kept)) for one in found.rows], found.after)


@area.act("POST", "/erasures/confirmations", WRITE, told.Confirmed, given.ErasuresIn)
def confirm_all(values: dict[str, Any]) -> Response:
    """Confirm several erasures at once, all or none"""
    scope = acting()
    with transaction():
        return answer({"erased": erasing.confirm_all(scope, **values)})


def _told(scope: Scope) -> Told:
    classes = [
        {
            "record_class": each.value,
            "years": rule.years,
            "with_file": rule.with_file,
            "source": rule.source,
        }
        for each, rule in RULES.items()
    ]
    return {"file_years": keeping.years(scope), "classes": classes}
