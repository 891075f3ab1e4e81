"""A message carries a paper: checked, scanned and sealed as documents of a file are."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.documents import actions as documents
from network.documents import sealed
from network.documents.accepting import Accepted, accepted
from network.documents.kinds import DocumentKind
from network.records import door
from network.requests import queries, sent
from network.requests.actions import messages
from network.requests.messages import Message
from network.requests.models import Ask
from network.requests.profile import Level
from network.requests.sent import PAPER_KEYS, lent_keys
from network.requests.shares import MessagePaper
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.scope import Scope


class NotYet(Conflict):
    """The home does not know who it is about, and a paper could say it."""

    code = "not_covered"


@dataclass(frozen=True, slots=True)
class About:
    """Whose file a paper is about, and the key of that."""

    person_id: UUID
    key: bytes


def send_paper(
    scope: Scope, ask_id: UUID, *, body: str, kind: DocumentKind, content: bytes
) -> Message:
    """A message to the other side with a paper; the same words at once again are the same message.

    Raises NotFound, NotAllowed, NotYet, ThreadClosed, Invalid, Unacceptable, ScannerSilent,
    NoRoom.
    """
    ask = queries.get_ask(scope, ask_id)
    messages.may_write(scope, ask)
    refuse_before_identity(ask, "file")
    about = _about(scope, ask)
    # The scanner is waited for before anything is locked.
    found = accepted(content)
    message = messages.say(scope, ask_id, body)
    # The second of two clicks finds what the first has said, with its paper.
    if message.id not in sent.of_ask(scope, ask):
        _attach(scope, message, kind, about, found)
    return message


def refuse_before_identity(ask: Ask, field: str) -> None:
    """Raises NotYet as long as the home does not know who it is about."""
    if ask.level < Level.IDENTITY:
        raise NotYet(
            N_(
                "A paper could say who it is about. It can be sent once the centre has shown the"
                " home who the young person is."
            ),
            field=field,
        )


def _about(scope: Scope, ask: Ask) -> About:
    """Whose file it is about, and its key: for the centre's member who opens it, and for the home
    what the view hands over."""
    if ask.tenant_id == scope.tenant_id:
        person_id = queries.get_request(scope, ask.request_id).person_id
        try:
            if person_id is not None:
                return About(person_id, door.key_of(scope, door.person(scope, person_id)))
        except NotFound:
            pass
        raise Invalid(N_("Only who opens the file sends papers about it."), "file")
    view = PAPER_KEYS.c
    row = db.session.execute(
        select(PAPER_KEYS).where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
    ).first()
    if row is None:
        raise Invalid(N_("Papers cannot be sent with this ask."), "file")
    return About(row.person_id, door.lent_key(lent_keys(row)))


def _attach(
    scope: Scope, message: Message, kind: DocumentKind, about: About, found: Accepted
) -> None:
    paper = MessagePaper(
        tenant_id=message.tenant_id,
        id=new_id(),
        person_id=about.person_id,
        ask_id=message.ask_id,
        recipient_id=message.recipient_id,
        message_id=message.id,
        by_tenant_id=scope.tenant_id,
        kind=kind.value,
        media_type=found.media.value,
        size=len(found.content),
        scan=found.scan.value,
        by_name=scope.member_name,
    )
    made = sealed.sealing_of(paper, about.key, found.content)
    paper.content_key, paper.digest = made.content_key, made.digest
    pieces = sealed.pieces(paper, made.own_key, found.content)
    paper.content_id = documents.put(scope.tenant_id, pieces)
    db.session.add(paper)
    db.session.flush()
