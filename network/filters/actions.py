"""What a member does with filters of their own. The surface opens and ends the transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Text, bindparam, select, update

from network.filters.lists import FilteredList, kept_of
from network.filters.models import SavedFilter
from tenants.database import db
from tenants.errors import N_, Invalid, NotFound
from tenants.gaps import ID, ME, US, filled
from tenants.scope import Scope

MOST = 20  # of one list: more than that are no shortcut any more


def of_list(scope: Scope, which: FilteredList) -> Sequence[SavedFilter]:
    """The filters that the scope's member keeps for a list, by name."""
    return db.session.scalars(_OF_LIST, filled(scope, which=which)).all()


def all_of_me(scope: Scope) -> Sequence[SavedFilter]:
    """Every filter that the scope's member keeps, by list and name."""
    every = _OWN.order_by(SavedFilter.list, SavedFilter.name)
    return db.session.scalars(every, filled(scope)).all()


def one(scope: Scope, filter_id: UUID) -> SavedFilter:
    """A filter of the scope's member. Raises NotFound, also for a colleague's."""
    wanted = _OWN.where(SavedFilter.id == ID).with_for_update()
    found = db.session.scalar(wanted, filled(scope, id=filter_id))
    if found is None:
        raise NotFound(N_("There is no such filter."))
    return found


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


_OWN = select(SavedFilter).where(SavedFilter.tenant_id == US, SavedFilter.member_id == ME)
_OF_LIST = _OWN.where(SavedFilter.list == bindparam("which", type_=Text)).order_by(SavedFilter.name)
