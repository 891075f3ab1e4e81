"""What a member does with filters of their own. The surface opens and ends the transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select, update

from network.filters.lists import FilteredList, kept_of
from network.filters.models import SavedFilter
from tenants.database import db
from tenants.errors import N_, Invalid, NotFound
from tenants.scope import Scope

MOST = 20  # of one list: more than that are no shortcut any more


def of_list(scope: Scope, which: FilteredList) -> Sequence[SavedFilter]:
    """The filters that the scope's member keeps for a list, by name."""
    return db.session.scalars(
        _own(scope).where(SavedFilter.list == which).order_by(SavedFilter.name)
    ).all()


def all_of_me(scope: Scope) -> Sequence[SavedFilter]:
    """Every filter that the scope's member keeps, by list and name."""
    return db.session.scalars(_own(scope).order_by(SavedFilter.list, SavedFilter.name)).all()


def one(scope: Scope, filter_id: UUID) -> SavedFilter:
    """A filter of the scope's member. Raises NotFound, also for a colleague's."""
    found = db.session.scalar(_own(scope).where(SavedFilter.id == filter_id).with_for_update())
    if found is None:
        raise NotFound(N_("There is no such filter."))
    return found


def usual(scope: Scope, which: FilteredList) -> str:
    """The query with which the member usually opens the list; empty for none."""
    chosen = select(SavedFilter.query).where(
        SavedFilter.tenant_id == scope.tenant_id,
        SavedFilter.member_id == scope.member_id,
        SavedFilter.list == which,
        SavedFilter.usual,
    )
    return db.session.scalar(chosen) or ""


def keep(
    scope: Scope, *, which: FilteredList, name: str, query: str, usual: bool = False
) -> SavedFilter:
    """Keep a filter under a name; what was kept under that name before is replaced.

    Raises Invalid for a filter that filters nothing, and for one too many.
    """
    kept = kept_of(which, query)
    if not kept:
        raise Invalid(N_("Nothing is filtered now. Choose a filter first."), "name")
    known = {each.name: each for each in of_list(scope, which)}
    found = known.get(name)
    if found is None:
        found = _new(scope, which, name, len(known))
    found.query = kept
    db.session.flush()
    if usual:
        make_usual(scope, found.id)
    return found


def make_usual(scope: Scope, filter_id: UUID, *, usual: bool = True) -> SavedFilter:
    """With this filter the list opens from now on, or without any. Raises NotFound."""
    found = one(scope, filter_id)
    others = update(SavedFilter).where(
        SavedFilter.tenant_id == scope.tenant_id,
        SavedFilter.member_id == scope.member_id,
        SavedFilter.list == found.list,
    )
    db.session.execute(others.values(usual=False))
    found.usual = usual
    db.session.flush()
    return found


def forget(scope: Scope, filter_id: UUID) -> FilteredList:
    """The filter is gone; the list itself stays as it is. Raises NotFound."""
    found = one(scope, filter_id)
    which = FilteredList(found.list)
    db.session.delete(found)
    db.session.flush()
    return which


def _new(scope: Scope, which: FilteredList, name: str, known: int) -> SavedFilter:
    if known >= MOST:
        raise Invalid(N_("You keep twenty filters of this list. Delete one first."), "name")
    made = SavedFilter(
        tenant_id=scope.tenant_id,
        member_id=scope.member_id,
        list=which.value,
        name=name,
        query="",
        usual=False,
    )
    db.session.add(made)
    return made


def _own(scope: Scope) -> Select[SavedFilter]:
    return select(SavedFilter).where(
        SavedFilter.tenant_id == scope.tenant_id, SavedFilter.member_id == scope.member_id
    )
