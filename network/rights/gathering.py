"""Everything a house keeps about one young person, for a report of it (GDPR article 15)."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from network.aftercare import told
from network.documents import queries as documents
from network.legal_bases import queries as bases
from network.notes import queries as notes
from network.notes.models import Note
from network.own_pages.models import Voice
from network.own_pages.sealed import told as voices_told
from network.placements.filing import PlacementFile
from network.placements.models import Placement
from network.programmes.models import Enrolment
from network.programmes.proposals import queries as proposals
from network.records import door
from network.records import queries as files
from network.records.models import YoungPerson
from network.requests import looks, spoken
from network.requests.messages import Message
from network.requests.models import Ask, Request
from network.requests.shares import MessagePaper, SharedPart
from network.rights import asked_for, planned, searched, stayed, taken_part
from network.rights.items import Item, RequestPart, Section, speaks_of_others
from network.transfers import queries as transfers
from network.words import door as written
from tenants.database import TenantOwned, db
from tenants.models import Tenant
from tenants.scope import Scope


def gather(scope: Scope, file: YoungPerson, told_to: UUID | None = None) -> list[Item]:
    """All of it, section by section, each with whether it may speak of somebody else, too; for the
    request `told_to`.

    Raises NotFound, NotAllowed, Erased.
    """
    asked, asks = _asked(scope, file)
    stays = _stays(scope, file, asks)
    programmes = taken_part.enrolments(scope, planned.enrolments(scope, file.id), asks)
    received = [*_asked_by(stays), *_asked_by(programmes)]
    subjects = [*_ids(asked), *_ids(asks), *_ids(stays), *_ids(programmes)]
    return [
        *_file(scope, file),
        *_earlier_words(scope, file),
        *_documents(scope, file),
        *_bases(scope, file),
        *_shares(scope, file),
        *_requests(scope, asked),
        *(_item(Section.ASK, one.id, one.number, one.recipient_name, one.sent_at) for one in asks),
        *(one.item() for one in stayed.entries(scope, stays)),
        *(one.item() for one in searched.entries(scope, asked, asks)),
        *(one.item() for one in taken_part.entries(scope, programmes)),
        *_messages(scope, asks),
        *_talked(scope, file, told_to),
        *_notes(scope, [*subjects, *received]),
        *_plans(scope, file),
        *_aftercare(scope, stays),
        *_looks(scope, file),
    ]


def _asked(scope: Scope, file: YoungPerson) -> tuple[Sequence[Request], Sequence[Ask]]:
    asked = db.session.scalars(
        select(Request)
        .where(Request.tenant_id == scope.tenant_id, Request.person_id == file.id)
        .order_by(Request.id)
    ).all()
    asks = db.session.scalars(
        select(Ask)
        .where(Ask.tenant_id == scope.tenant_id, Ask.request_id.in_(_ids(asked)))
        .order_by(Ask.id)
    ).all()
    return asked, asks


def _talked(scope: Scope, file: YoungPerson, told_to: UUID | None) -> Iterator[Item]:
    """What was said, asked and passed on beside requests and stays."""
    yield from _papers(scope, file)
    yield from _voices(scope, file)
    yield from _passed_on(scope, file)
    for one in asked_for.entries(scope, file, told_to):
        yield one.item()


def _ids(found: Sequence[TenantOwned]) -> list[UUID]:
    return [one.id for one in found]


def _asked_by(found: Sequence[Placement] | Sequence[Enrolment]) -> list[UUID]:
    """The asks, also of others, from which they came: on those we noted something before."""
    return [one.ask_id for one in found if one.ask_id is not None]


def _item(
    section: Section, id_: object, name: str, said: str, at: datetime | None = None, who: str = ""
) -> Item:
    others = speaks_of_others(section, name)
    return Item(f"{section}-{id_}", section, name, said, at.isoformat() if at else "", who, others)


def _file(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    for category, part in door.read(scope, file.id).items():
        for name, value in part.values.items():
            if value not in (None, "", False):
                key = f"{category}-{name}"
                said, at, who = str(value), part.changed_at, part.changed_by
                yield _item(Section.FILE, key, name, said, at, who)


def _earlier_words(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    before: UUID | None = None
    while True:
        found = files.earlier_words(scope, file.id, before=before)
        for one in found.rows:
            at = one.changed_at
            for name, said in one.values.items():
                key = f"earlier-{at:%Y%m%d%H%M%S%f}-{name}"
                yield _item(Section.FILE, key, name, str(said), at, one.changed_by)
        if found.after is None:
            return
        before = found.after


def _documents(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    before: UUID | None = None
    while True:
        found = documents.documents(scope, file.id, before=before)
        for one in found.rows:
            kept = one.document
            said = one.title if kept.removed_at is None else ""
            yield _item(Section.DOCUMENT, kept.id, kept.kind, said, kept.created_at, kept.by_name)
        if found.after is None:
            return
        before = found.after


def _bases(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    found = bases.of_file(scope, file.id)
    said = bases.words(scope, found)
    for one in found:
        words = "; ".join(str(value) for value in said[one.id].values() if value)
        yield _item(Section.BASIS, one.id, one.kind, words, one.created_at, one.by_name)


def _shares(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    found = db.session.execute(
        select(SharedPart, Tenant.name)
        .join(Tenant, Tenant.id == SharedPart.recipient_id)
        .where(SharedPart.tenant_id == scope.tenant_id, SharedPart.person_id == file.id)
        .order_by(SharedPart.id)
    )
    for part, house in found:
        yield _item(Section.SHARE, part.id, part.category, house, part.created_at, part.by_name)


def _requests(scope: Scope, asked: Sequence[Request]) -> Iterator[Item]:
    written.about_each(scope, [one.id for one in asked])
    for one in asked:
        told = asdict(spoken.narrative(scope, one)) | {
            "home_town": one.home_town,
            "file_reference": one.file_reference,
        }
        for part in RequestPart:
            if said := told[part]:
                key = f"{one.id}-{part}"
                yield _item(Section.REQUEST, key, part, said, one.created_at)


def _stays(scope: Scope, file: YoungPerson, asks: Sequence[Ask]) -> Sequence[Placement]:
    """Those of the file in the own house, and those that came of its asks elsewhere."""
    own = select(PlacementFile.placement_id).where(
        PlacementFile.tenant_id == scope.tenant_id, PlacementFile.person_id == file.id
    )
    here = (Placement.tenant_id == scope.tenant_id) & Placement.id.in_(own)
    there = (Placement.asker_id == scope.tenant_id) & Placement.ask_id.in_([a.id for a in asks])
    return db.session.scalars(select(Placement).where(here | there).order_by(Placement.id)).all()


def _messages(scope: Scope, asks: Sequence[Ask]) -> Iterator[Item]:
    request_of = {one.id: one.request_id for one in asks}
    of_asks = Message.ask_id.in_(request_of)
    found = db.session.scalars(
        select(Message).where(Message.tenant_id == scope.tenant_id, of_asks).order_by(Message.id)
    )
    words = written.about_each(scope, set(request_of.values()))
    for one in found:
        said = words[request_of[one.ask_id]].of(one, "body")
        yield _item(Section.MESSAGE, one.id, "", said, one.created_at, one.by_name)


def _notes(scope: Scope, subject_ids: Sequence[UUID]) -> Iterator[Item]:
    about = Note.subject_id.in_(subject_ids)
    found = db.session.scalars(
        select(Note).where(Note.tenant_id == scope.tenant_id, about).order_by(Note.id)
    ).all()
    said = notes.said(scope, found)
    for one in found:
        yield _item(Section.NOTE, one.id, "", said[one.id], one.created_at, one.by_name)


def _plans(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    """What was written in plans of programmes, and what became of school and work afterwards."""
    for one in planned.words(scope, file):
        yield _item(Section.PLAN, one.key, "", one.said, one.at, one.who)
    for one_stage in planned.outcomes(scope, file):
        said, at = planned.coded(one_stage), one_stage.created_at
        by = one_stage.by_name
        yield _item(Section.AFTERWARDS, one_stage.id, one_stage.stage, said, at, by)


def _papers(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    """What was sent along with messages: that it was, and what kind of paper it is."""
    found = db.session.scalars(
        select(MessagePaper)
        .where(MessagePaper.tenant_id == scope.tenant_id, MessagePaper.person_id == file.id)
        .order_by(MessagePaper.id)
    )
    for one in found:
        yield _item(Section.PAPER, one.id, one.kind, "", one.created_at, one.by_name)


def _voices(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    """What was said on the pages of the young person and of carers, and what was answered."""
    found = db.session.scalars(
        select(Voice)
        .where(Voice.tenant_id == scope.tenant_id, Voice.person_id == file.id)
        .order_by(Voice.id)
    ).all()
    for one in voices_told(scope, found):
        voice = one.voice
        said = " – ".join(words for words in (one.words, one.answer) if words)
        yield _item(Section.VOICE, voice.id, voice.reader, said, voice.created_at)


def _passed_on(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    """To which centres the case went, and something of the file with a proposal to look for a
    place."""
    for one in transfers.of_file(scope, file.id):
        asked = one.transfer
        at, who = asked.answered_at, asked.answered_by
        yield _item(Section.TRANSFER, asked.id, one.standing, one.other, at, who)
    for told_of in proposals.of_file(scope, file.id):
        passed, other = told_of.proposal, told_of.other
        at, who = passed.created_at, passed.by_name
        yield _item(Section.PROPOSAL, passed.id, told_of.standing, other, at, who)


def _aftercare(scope: Scope, stays: Sequence[Placement]) -> Iterator[Item]:
    """What the house wrote of somebody after they had left."""
    for stay in stays:
        for one in told.of_stay(scope, stay.id):
            yield _item(Section.AFTERCARE, one.id, one.kind, one.said, one.at, one.by_name)


def _looks(scope: Scope, file: YoungPerson) -> Iterator[Item]:
    before: UUID | None = None
    while True:
        found = looks.of_file(scope, file.id, before=before)
        for row in found.rows:
            entry = row.entry
            yield _item(Section.LOOK, entry.id, entry.kind, row.other, entry.at, entry.member_name)
        if found.after is None:
            return
        before = found.after
