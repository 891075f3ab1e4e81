"""Documents of another house come into a file of ours, in the name of whoever took them over; where
they are there no more, in the name of whoever answers for the file by now."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from network.clocks.subjects import SubjectKind
from network.documents import arriving
from network.documents.arriving import ARRIVES, Arrival, ArrivingDocument, Brought, Origin
from network.duties import answering
from network.jobs.registry import job, keeping_house, rounds
from network.jobs.transfers import answering_for
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.queue import defer
from network.records.models import YoungPerson
from network.requests import given
from network.requests.models import Ask
from network.transfers import documents, queries
from tenants.caretaking import all_tenants, member_of
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

LOST = "document_lost"
EARLY = "13 5 * * *"


@job(ARRIVES)
def document_arrives(tenant_id: str, member_id: str, arriving_id: str) -> None:
    """One document, once. Where nobody opens the file it goes on waiting, and is tried again by
    night; whoever opens the file sees that it waits."""
    for scope in _in_whose_name(UUID(tenant_id), UUID(member_id), UUID(arriving_id)):
        with acting_as(scope), transaction():
            coming = arriving.waiting(scope, UUID(arriving_id))
            if coming is None:
                continue
            if arriving.settle(scope, coming, _brought(scope, coming)) is Arrival.LOST:
                _have_told(scope, coming)
            return


@rounds("waiting_documents", EARLY)
def waiting_documents() -> None:
    """What waits since before today is tried again: somebody else may open the file by now."""
    for tenant_id in all_tenants():
        with keeping_house(tenant_id) as scope:
            for coming in arriving.left_waiting(scope):
                defer(
                    ARRIVES,
                    tenant_id=scope.tenant_id,
                    member_id=coming.member_id,
                    arriving_id=coming.id,
                )


@job(LOST)
def document_lost(tenant_id: str, origin_id: str, person_id: str) -> None:
    """Whoever answers on this side is told once of all documents that were lost with it."""
    with keeping_house(tenant_id) as scope:
        members, number, path = _whom(scope, UUID(origin_id), UUID(person_id))
        once = f"{LOST} {origin_id}"
        tell(scope, members, NoticeKind.DOCUMENT_LOST, number=number, path=path, once=once)


def _whom(scope: Scope, origin_id: UUID, person_id: UUID) -> tuple[Sequence[UUID], str, str]:
    """Who answers here, for what, and the way there: for the file into which it should have come,
    or else for the ask or the case with which it was handed over."""
    files = select(YoungPerson.number).where(
        YoungPerson.tenant_id == scope.tenant_id, YoungPerson.id == person_id
    )
    if number := db.session.scalar(files):
        people = answering.people_of(scope, SubjectKind.FILE, person_id)
        return answering.doers(scope, people), number, f"/files/{person_id}"
    ask = db.session.scalar(select(Ask).where(Ask.id == origin_id))
    if ask is not None:
        people = answering.people_of(scope, SubjectKind.ASK, origin_id)
        return answering.doers(scope, people), ask.number, f"/asks/{origin_id}"
    asked = queries.transfer(scope, origin_id)
    return answering_for(scope, asked.file_number), asked.number, f"/transfers/{origin_id}"


def _in_whose_name(tenant_id: UUID, member_id: UUID, arriving_id: UUID) -> Iterator[Scope]:
    """Whoever began; else who answers for the file, or leads the house, and is still there."""
    began = member_of(tenant_id, member_id)
    if began is not None:
        yield began
    with keeping_house(tenant_id) as scope:
        waits = arriving.waits_for(scope, arriving_id)
        people = answering.people_of(scope, SubjectKind.FILE, waits) if waits else None
        others = (people.responsible, people.deputy, *answering.leaders(scope)) if people else ()
    for other in dict.fromkeys(others):
        if other is not None and other != member_id:
            stands_in = member_of(tenant_id, other)
            if stands_in is not None:
                yield stands_in


def _brought(scope: Scope, coming: ArrivingDocument) -> Brought | None:
    if coming.origin == Origin.ASK:
        return given.brought(scope, coming.origin_id, coming.source_id)
    asked = queries.transfer(scope, coming.origin_id)
    return documents.brought(scope, asked, coming.source_id)


def _have_told(scope: Scope, coming: ArrivingDocument) -> None:
    """On both sides: whoever handed it over can send it anew."""
    if coming.origin == Origin.TRANSFER:
        giver = queries.transfer(scope, coming.origin_id).owner_id
    else:
        giver = db.session.scalars(select(Ask.tenant_id).where(Ask.id == coming.origin_id)).one()
    for tenant_id in (scope.tenant_id, giver):
        defer(
            LOST,
            tenant_id=tenant_id,
            origin_id=coming.origin_id,
            person_id=coming.person_id,
        )
