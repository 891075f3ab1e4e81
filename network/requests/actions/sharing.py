"""A centre shows one home more of the file, step by step, and closes it again.

Each rise is somebody's act on a live ask, under a legal basis that covers every category; what the
home sees is frozen as it is then.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from network.consent.decision import Wish, covered
from network.consent.kinds import Basis, Category
from network.documents.queries import Listed
from network.legal_bases import queries as bases
from network.legal_bases.models import LegalBasis
from network.records import door, restricting
from network.records.models import YoungPerson
from network.requests import ladder, papers, permitted, queries, shares, tracing
from network.requests.actions.asking import sent_ask
from network.requests.actions.writing import RequestClosed
from network.requests.frozen import place
from network.requests.lifecycle import ENDED
from network.requests.models import Ask, Request
from network.requests.moves import current_state, write_down, write_step
from network.requests.profile import Level
from network.requests.shares import SharedPart
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import require
from tenants.scope import Scope


class NotCovered(Conflict):
    """No legal basis covers what is to be shown."""

    code = "not_covered"


def link_file(scope: Scope, request_id: UUID, file_number: str) -> Request:
    """Say whose request it is, for oneself and whoever else opens that file.

    Raises NotFound, NotAllowed, RequestClosed, Invalid, Conflict once something was shown of
    another file.
    """
    request = queries.lock_request(scope, request_id)
    require(scope, permitted.to_write(request))
    if request.closed_at is not None:
        raise RequestClosed(N_("This request is closed."))
    file = db.session.scalar(
        select(YoungPerson).where(
            YoungPerson.tenant_id == scope.tenant_id, YoungPerson.number == file_number.strip()
        )
    )
    if file is None:
        raise Invalid(N_("You open no file with this number."), "file_number")
    if request.person_id not in (None, file.id) and _was_shown(scope, request):
        raise Conflict(N_("Something of another file was shown under this request already."))
    request.person_id = file.id
    db.session.flush()
    write_down(scope, request, "link_file")
    return request


def show_parts(
    scope: Scope,
    ask_id: UUID,
    categories: Collection[Category] = (),
    documents: Collection[UUID] = (),
) -> Ask:
    """Show one home these categories of the file, as they are now, and of its documents these and
    no others; one level higher at most. A document needs a basis for what it tells of, too.

    Raises NotFound, NotAllowed, Conflict for an ask that has ended or a request without a file,
    Invalid for a step too high, NotCovered.
    """
    ask = sent_ask(scope, ask_id)
    request = queries.get_request(scope, ask.request_id)
    person_id = may_rise(ask, request)
    restricting.refuse_if_restricted(scope, person_id)
    file = door.person(scope, person_id)
    along = papers.chosen(scope, person_id, documents)
    wanted = _wanted(categories, along)
    level = _level(ask, wanted)
    grounds = grounds_for(scope, file, ask, {*wanted, *papers.to_cover(along)})
    parts = door.read(scope, person_id, *wanted)
    _close(scope, ask, wanted)
    for category in wanted:
        part = freeze(scope, ask, category, grounds[category], parts[category].values)
        if category is Category.DOCUMENTS:
            papers.freeze(scope, file, part, along)
    ask.level = max(ask.level, level)
    write(scope, ask, "raise_file")
    enter(scope, ask, grounds)
    return ask


def close_parts(scope: Scope, ask_id: UUID, categories: Collection[Category] = ()) -> Ask:
    """The home sees these categories of the file no more, or none of them, with its next click.

    Raises NotFound, NotAllowed, Conflict where it sees nothing of the file.
    """
    ask = sent_ask(scope, ask_id)
    if current_state(ask) in ENDED or not _close(scope, ask, categories):
        raise Conflict(N_("This home sees nothing of the file any more."))
    if not any(shares.stands(ask, one.created_at) for one in open_parts(scope, ask)):
        ask.level = min(ask.level, Level.NEED_PROFILE)
    write(scope, ask, "close_file")
    return ask


def may_rise(ask: Ask, request: Request) -> UUID:
    """Whose file may be shown under an ask. Raises Conflict."""
    if current_state(ask) in ENDED:
        raise Conflict(N_("This ask has ended."))
    if ask.level < Level.NEED_PROFILE:
        raise Conflict(N_("Show the profile of needs first."))
    if request.person_id is None:
        raise Conflict(N_("Say first whose file belongs to this request."))
    return request.person_id


def _wanted(categories: Collection[Category], along: Sequence[Listed]) -> tuple[Category, ...]:
    if Category.DOCUMENTS in categories and not along:
        raise Invalid(N_("Choose which documents may be shown."), "documents")
    return tuple(dict.fromkeys([*categories, *([Category.DOCUMENTS] if along else [])]))


def enter(scope: Scope, ask: Ask, grounds: Mapping[Category, LegalBasis]) -> None:
    """Have it written into the trail what is shown, an entry for each kind of basis."""
    for kind in dict.fromkeys(one.kind for one in grounds.values()):
        tracing.shown(
            scope, ask, Basis(kind), [c for c, one in grounds.items() if one.kind == kind]
        )


def _level(ask: Ask, categories: Collection[Category]) -> Level:
    if not categories:
        raise Invalid(N_("Choose what may be shown."), "categories")
    level = max(ladder.level_of(each) for each in categories)
    if level > ask.level + 1:
        raise Invalid(
            N_("Show who the young person is first; the rest is the next step."), "categories"
        )
    return level


def grounds_for(
    scope: Scope, file: YoungPerson, ask: Ask, categories: Collection[Category]
) -> Mapping[Category, LegalBasis]:
    """What covers showing these categories to the home today. Raises NotCovered."""
    purpose = ladder.purpose_of(programme=ask.programme_id is not None)
    wish = Wish(frozenset(categories), ask.recipient_id, purpose.value, clock.today())
    found = covered(wish, [one for one in bases.of_file(scope, file.id) if one.effective])
    if len(found) < len(wish.categories):
        raise NotCovered(
            N_("No legal basis covers all of this for this home. Record one, or show less."),
            field="categories",
        )
    return found


def freeze(
    scope: Scope, ask: Ask, category: Category, basis: LegalBasis, values: door.Values
) -> SharedPart:
    """Keep what is shown of a category as it is now."""
    part = SharedPart(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=basis.person_id,
        ask_id=ask.id,
        recipient_id=ask.recipient_id,
        level=ladder.level_of(category),
        category=category.value,
        purpose=ladder.purpose_of(programme=ask.programme_id is not None).value,
        basis_id=basis.id,
        by_name=scope.member_name,
    )
    crossing = {n: value for n, value in values.items() if ladder.may_cross(category, n)}
    part.sealed = door.sealed(scope, part.person_id, crossing, place(part.tenant_id, part.id))
    db.session.add(part)
    db.session.flush()
    return part


def _close(scope: Scope, ask: Ask, categories: Collection[Category]) -> int:
    """How many parts of those categories, or of all, were closed that the home could see."""
    found = [one for one in open_parts(scope, ask) if not categories or one.category in categories]
    for one in found:
        one.closed_at, one.closed_by = clock.now(), scope.member_name
    db.session.flush()
    return len([one for one in found if shares.stands(ask, one.created_at)])


def open_parts(scope: Scope, ask: Ask) -> list[SharedPart]:
    """What was shown under an ask and not closed since, locked."""
    return list(
        db.session.scalars(
            select(SharedPart)
            .where(
                SharedPart.tenant_id == scope.tenant_id,
                SharedPart.ask_id == ask.id,
                SharedPart.closed_at.is_(None),
            )
            .with_for_update()
        )
    )


def _was_shown(scope: Scope, request: Request) -> bool:
    found = db.session.scalar(
        select(SharedPart.id)
        .join(Ask, (Ask.tenant_id == SharedPart.tenant_id) & (Ask.id == SharedPart.ask_id))
        .where(SharedPart.tenant_id == scope.tenant_id, Ask.request_id == request.id)
        .limit(1)
    )
    return found is not None


def write(scope: Scope, ask: Ask, made: str) -> None:
    """Have it stand among the steps of the ask, and the home told."""
    state = current_state(ask).value
    db.session.flush()
    write_step(scope, ask, made, (state, state))
