"""How long a house keeps things, and what that would let go."""

from typing import Any

from flask import Response

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.telling import Told, answer, teller
from network.rights import erasing, keeping
from network.rights.keeping import Would
from network.rights.retention import RULES, RecordClass
from network.schemas import rights as given
from network.schemas.answers import retention as told
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("retention", "How long records are kept, and what would go.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
tell_would, tell_words = teller(told.WouldGo), teller(told.WordsWouldGo)


@area.get("/retention", READ, told.Retention)
def show() -> Response:
    """How long records of each class are kept, and on what that rests"""
    scope = acting()
    require(scope, Permission.DECIDE_RIGHTS)
    return answer(_told(scope))


@area.act("PUT", "/retention", WRITE, told.Retention, given.RetentionIn)
def set_years(values: dict[str, Any]) -> Response:
    """For how many years records of a class are kept from now on, files unless it is said"""
    scope = acting()
    with transaction():
        keeping.set_years(scope, **values)
        return answer(_told(scope))


@area.get("/retention/files", READ, told.WouldGoPage, query=Onward)
def would_go(values: dict[str, Any]) -> Response:
    """A dry run: files that would go today, and what stands against it"""
    found = keeping.would_go(acting(), before=values["after"])
    return page(
        [tell_would(one, **_of(one), person_id=one.thing.id) for one in found.rows], found.after
    )


@area.get("/retention/words", READ, told.WordsWouldGoPage, query=Onward)
def words_would_go(values: dict[str, Any]) -> Response:
    """A dry run of the same for words on things that belong to no file"""
    found = keeping.would_go(acting(), RecordClass.WORDS, before=values["after"])
    rows = [
        tell_words(one, **_of(one), subject=one.thing.what, subject_id=one.thing.id)
        for one in found.rows
    ]
    return page(rows, found.after)


def _of(one: Would) -> dict[str, Any]:
    return {"number": one.thing.number, "kept": list(one.kept)}


@area.act("POST", "/erasures/confirmations", WRITE, told.Confirmed, given.ErasuresIn)
def confirm_all(values: dict[str, Any]) -> Response:
    """Confirm several erasures at once, all or none"""
    scope = acting()
    with transaction():
        return answer({"erased": erasing.confirm_all(scope, **values)})


def _told(scope: Scope) -> Told:
    here = keeping.rules(scope)
    classes = [
        {
            "record_class": each.value,
            "years": rule.years,
            "kept_years": here.get(each, rule.years),
            "least": rule.bounds[0] if rule.bounds else None,
            "most": rule.bounds[1] if rule.bounds else None,
            "with_file": rule.with_file,
            "source": rule.source,
        }
        for each, rule in RULES.items()
    ]
    return {"file_years": here[RecordClass.FILE], "classes": classes}
