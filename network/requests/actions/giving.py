"""One document of the file for one home: given with a message, and closed alone.

The rules are those of a share (`sharing`): level 3, and a basis for documents and for what this
one tells of. It is frozen as it is then and stands where everything stands that a home sees.
"""

from uuid import UUID

from network.consent.kinds import Category
from network.records import door, restricting
from network.records.models import YoungPerson
from network.requests import papers, queries, shares
from network.requests.actions import messages, sharing
from network.requests.actions.asking import sent_ask
from network.requests.actions.attaching import refuse_before_identity
from network.requests.lifecycle import ENDED
from network.requests.messages import Message
from network.requests.models import Ask
from network.requests.moves import current_state
from network.requests.profile import Level
from network.requests.shares import SharedDocument, SharedPart
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.scope import Scope

DOCUMENTS = frozenset({Category.DOCUMENTS})


def send_document(scope: Scope, ask_id: UUID, *, body: str, document_id: UUID) -> Message:
    """A message to the home with a document of the file; the same words at once again are the same
    message. What it is shown already stays as it is.

    Raises NotFound also to the home, NotAllowed, NotYet before the home knows who it is about,
    ThreadClosed, Invalid for a document that is not in the file or that the home sees already,
    NotCovered, Restricted.
    """
    ask = sent_ask(scope, ask_id)
    messages.may_write(scope, ask)
    refuse_before_identity(ask, "document_id")
    message = messages.say(scope, ask_id, body)
    seen = _standing(scope, ask)
    if any(one.message_id == message.id for one in seen):
        return message
    if any(one.document_id == document_id for one in seen):
        raise Invalid(N_("The home sees this document already."), "document_id")
    _give(scope, ask, document_id, message)
    return message


def close_document(scope: Scope, ask_id: UUID, document_id: UUID) -> Ask:
    """The home sees this document no more, with its next click; what else it sees stays. With the
    last one the documents are closed as a whole.

    Raises NotFound, NotAllowed, Conflict where the home does not see it.
    """
    ask = sent_ask(scope, ask_id)
    seen = [] if current_state(ask) in ENDED else _standing(scope, ask)
    closed = [one for one in seen if one.document_id == document_id]
    if not closed:
        raise Conflict(N_("This home does not see this document."))
    for one in closed:
        one.closed_at, one.closed_by = clock.now(), scope.member_name
    db.session.flush()
    if len(closed) == len(seen):
        return sharing.close_parts(scope, ask_id, DOCUMENTS)
    sharing.write(scope, ask, "close_document")
    return ask


def _give(scope: Scope, ask: Ask, document_id: UUID, message: Message) -> None:
    person_id = sharing.may_rise(ask, queries.get_request(scope, ask.request_id))
    restricting.refuse_if_restricted(scope, person_id)
    file = _file(scope, person_id)
    along = papers.chosen(scope, person_id, [document_id])
    grounds = sharing.grounds_for(scope, file, ask, papers.to_cover(along))
    part = _part(scope, ask)
    if part is None:
        part = sharing.freeze(scope, ask, Category.DOCUMENTS, grounds[Category.DOCUMENTS], {})
    papers.freeze(scope, file, part, along, message.id)
    ask.level = max(ask.level, Level.DOCUMENTS)
    sharing.write(scope, ask, "raise_file")
    sharing.enter(scope, ask, grounds)


def _file(scope: Scope, person_id: UUID) -> YoungPerson:
    try:
        return door.person(scope, person_id)
    except NotFound as hidden:
        raise Invalid(
            N_("Only who opens the file sends papers about it."), "document_id"
        ) from hidden


def _part(scope: Scope, ask: Ask) -> SharedPart | None:
    """The documents that the home is shown under this ask, as it stands now."""
    found = [
        one
        for one in sharing.open_parts(scope, ask)
        if one.category == Category.DOCUMENTS and shares.stands(ask, one.created_at)
    ]
    return found[0] if found else None


def _standing(scope: Scope, ask: Ask) -> list[SharedDocument]:
    part = _part(scope, ask)
    return list(papers.lock_shown(scope, [part.id])) if part else []
