"""How either side moves an ask on: each act is a resource of the ask."""

from collections.abc import Callable
from uuid import UUID

from network.api.areas import Area
from network.api.asks import WRITE, show_ask, tag
from network.api.desk import Desk
from network.placements.actions import either
from network.programmes import asking as of_programmes
from network.requests import queries, received
from network.requests.actions import (
    answering,
    asking,
    declining,
    giving,
    questioning,
    sharing,
    visiting,
)
from network.requests.models import Ask
from network.schemas import asks as given
from network.schemas import documents as of_documents
from network.schemas import legal_bases as of_files
from network.schemas.answers import asks as told
from network.undoing.actions import undo_last, undoable
from network.undoing.inverses import Act
from tenants.scope import Scope

area = Area("moves", "How either side moves an ask on: each act is a resource of the ask.")


def _desk(lock: Callable[[Scope, UUID], Ask]) -> Desk:
    """For the side whose asks `lock` locks; to the other it says that there is no such ask."""
    return Desk(
        area,
        "/asks/<uuid:ask_id>",
        WRITE,
        told.Ask,
        look=queries.get_ask,
        tag=lambda scope, ask_id: tag(lock(scope, ask_id)),
        show=show_ask,
    )


def _lock_sent(scope: Scope, ask_id: UUID) -> Ask:
    """The request before the ask, as accepting does: two who lock both never wait crosswise."""
    queries.lock_request(scope, queries.own_ask(scope, ask_id).request_id)
    return asking.sent_ask(scope, ask_id)


home = _desk(answering.received_ask)
home.act(
    "offer",
    undoable(Act.OFFER, either.offer),
    given.OfferIn,
    says="The home offers a place and holds it for some hours",
)
home.act(
    "decline",
    undoable(Act.DECLINE, declining.decline),
    given.DeclineIn,
    says='The home says no, with a coded reason; "other" needs a note',
)
home.act(
    "interest",
    undoable(Act.INTEREST, answering.show_interest),
    given.NoteIn,
    says="The home can imagine it and looks further",
)
home.act(
    "visit",
    undoable(Act.ARRANGE_VISIT, visiting.arrange_visit),
    given.VisitIn,
    says="The home arranges a visit of the young person, or moves the one it has arranged",
)
home.act(
    "visit/record", visiting.record_visit, given.NoteIn, says="The home: the visit has taken place"
)
home.act(
    "waiting-list",
    undoable(Act.WAITLIST, answering.waitlist),
    given.NoteIn,
    says="The home puts the ask at the end of the group's waiting list",
)
home.act(
    "hold", either.extend, given.HoldIn, says="The home holds the offered place longer, and why"
)
home.act(
    "not-ready",
    of_programmes.not_ready,
    given.BecauseIn,
    says="A programme: it fits, but something is needed first",
)
home.act(
    "review",
    of_programmes.put_on_hold,
    given.ReviewIn,
    says="A programme puts the ask on hold and looks at it again on a day",
)
home.act(
    "question",
    questioning.put_question,
    given.QuestionIn,
    says="The home asks the centre; meanwhile its time to answer stands still",
)
home.act(
    "step-back",
    declining.step_back,
    given.BecauseIn,
    says="The home takes its last answer back, and why",
)
home.act(
    "reopening",
    declining.reopen,
    given.BecauseIn,
    says="The home opens an ask again that it declined, while the centre still looks",
)
home.act(
    "assignment",
    undoable(Act.ASSIGN_ASK, answering.assign),
    given.AssignIn,
    says="Who answers this ask in the home",
)
home.act(
    "undoing",
    undo_last,
    says="Take back what the member has just done, while nothing has happened since",
)

centre = _desk(_lock_sent)
centre.act(
    "acceptance",
    either.accept,
    says="The centre takes the offered place; every other ask of the request is released",
)
centre.act(
    "refusal", asking.refuse, given.RefuseIn, says="The centre does not take the offered place"
)
centre.act(
    "answer",
    questioning.answer_question,
    given.AnswerIn,
    says="The centre answers the open question; the home's time runs on",
)
centre.act(
    "wish",
    visiting.state_wish,
    given.WishIn,
    says="What the young person says of the home after the visit, written down by the centre",
)
centre.act(
    "giving-up",
    asking.give_up,
    says="No answer came although it was due: the centre closes the ask",
)
centre.act("withdrawal", asking.withdraw, given.WithdrawIn, says="The centre takes the ask back")
centre.act(
    "cancellation",
    either.cancel,
    given.CancelIn,
    says="The centre gives an accepted place back before the arrival",
)
centre.act(
    "level",
    asking.raise_level,
    says="The centre shows the home school level, risks and own words: level 1",
)
centre.act(
    "file",
    sharing.show_parts,
    of_files.ShownPartsIn,
    says="Show the home categories of the file, as they are now, each under a legal basis",
)
centre.act(
    "file/closing",
    sharing.close_parts,
    of_files.PartsIn,
    says="The home sees these categories of the file no more, or none of them",
)
centre.act(
    "file/document-closing",
    giving.close_document,
    of_documents.OfFileIn,
    says="The home sees this one document of the file no more",
)
home.act(
    "stop-use",
    received.confirm_stop,
    says="The home says that it uses no more what was closed to it",
)
