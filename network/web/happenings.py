"""What happened with an ask, a request or a placement, as lines of a timeline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from network.aftercare.models import AftercareStep
from network.notes.models import Note
from network.placements.models import PlacementStep
from network.programmes.models import EnrolmentStep
from network.requests.lifecycle import AskState
from network.requests.models import RequestStep
from network.requests.sent import SentPaper
from network.requests.thread import Event
from network.undoing.inverses import AT_ONCE
from network.web.formats import day
from network.web.labels import label
from network.web.words import gettext
from network.words.door import ERASED
from tenants.errors import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """How a move is told: a message id, a symbol, a tone, and what its reason is coded in."""

    title: str
    symbol: str
    tone: str = ""
    reasons: str = ""


TOLD = "told"  # the reason is a few words, no code
ASK: dict[str, Kind] = {
    "send": Kind(N_("Ask sent"), "send"),
    "raise": Kind(N_("The home may see the profile of needs"), "lock-open", "m"),
    "raise_file": Kind(N_("The home may see something of the file"), "lock-open", "m"),
    "close_file": Kind(N_("The file is closed to the home"), "lock"),
    "restricted": Kind(N_("The file is restricted; nothing of it is shown now"), "lock", "h"),
    "restriction_lifted": Kind(N_("The file is restricted no more"), "lock-open", "h"),
    "close_document": Kind(N_("A document is closed to the home"), "lock"),
    "basis_ended": Kind(N_("A legal basis has ended; what rested on it is closed"), "lock", "h"),
    "open": Kind(N_("Opened by the home"), "eye"),
    "interest": Kind(N_("The home is interested"), "circle-check"),
    "question": Kind(N_("The home asks a question"), "message", "h", "Topic"),
    "answer": Kind(N_("The question is answered"), "message"),
    "arrange_visit": Kind(N_("Visit arranged"), "calendar"),
    "visit": Kind(N_("The visit took place"), "users", "g"),
    "state_wish": Kind(N_("The young person said what they think"), "user", "m", "Wish"),
    "waitlist": Kind(N_("Put on the waiting list"), "list", "h"),
    "not_ready": Kind(N_("Suitable, but not ready yet"), "clock", "h"),
    "put_on_hold": Kind(N_("Put on hold"), "clock", "h"),
    "extend": Kind(N_("Hold prolonged"), "clock", "h"),
    "step_back": Kind(N_("The last answer was taken back"), "arrow-back-up"),
    "reopen": Kind(N_("Opened again by the home"), "arrow-back-up"),
    "give_up": Kind(N_("Closed as unanswered"), "x"),
    "offer": Kind(N_("Place offered and held"), "clock", "h"),
    "decline": Kind(N_("Declined by the home"), "circle-x", "", "Decline"),
    "accept": Kind(N_("Offer accepted"), "circle-check", "g"),
    "refuse": Kind(N_("Offer refused"), "circle-x", "", "Refusal"),
    "withdraw": Kind(N_("Ask withdrawn"), "arrow-back-up", "", "Withdrawal"),
    "release": Kind(N_("Ask closed"), "x", "", "Ending"),
    "arrive": Kind(N_("Moved in"), "door-enter", "g"),
    "not_arrive": Kind(N_("Did not arrive"), "user-x", "", "NonArrival"),
    "cancel": Kind(N_("Arrival cancelled"), "circle-x", "", "Withdrawal"),
    "depart": Kind(N_("Moved out"), "door-exit", "", "Destination"),
}
REQUEST: dict[str, Kind] = {
    "write": Kind(N_("Request written"), "clipboard-list"),
    "change": Kind(N_("Request changed"), "pencil"),
    "close": Kind(N_("Request closed"), "x", "", "Closing"),
    "removed": Kind(N_("Emergency removal"), "alert-triangle", "h"),
    "filed": Kind(N_("Proposal filed with the court"), "scale", "g"),
    "decided": Kind(N_("The court has decided"), "scale", "g"),
    "link_file": Kind(N_("The request has its file"), "user"),
    "join": Kind(N_("Looks together with a brother or sister"), "users"),
    "part": Kind(N_("Looks alone again"), "user"),
    "confirm": Kind(N_("Confirmed as still wanted"), "circle-check", "g"),
    "review": Kind(N_("Reviewed"), "eye", "", TOLD),
    "pause": Kind(N_("The search rests"), "clock", "h", "Pause"),
    "resume": Kind(N_("The search goes on"), "circle-check", "g"),
    "reopen": Kind(N_("Request opened again"), "arrow-back-up", "", TOLD),
    "call_meeting": Kind(N_("Meeting called for"), "users"),
    "conclude_meeting": Kind(N_("The meeting was held"), "users", "m", "AppealOutcome"),
}
PLACEMENT: dict[str, Kind] = {
    **ASK,
    "accept": Kind(N_("Place reserved"), "circle-check", "g"),
    "enter": Kind(N_("Entered as living here already"), "door-enter", "g"),
    "plan_end": Kind(N_("Planned end set"), "calendar"),
    "extend": Kind(N_("Stay extended by the head"), "calendar-plus", "h", "ExtensionReason"),
    "authorise_overstay": Kind(
        N_("Longer stay authorised by the head"), "calendar-plus", "h", "OverstayReason"
    ),
    "move_group": Kind(N_("Moved to another group"), "switch-horizontal", "", "MoveReason"),
    "transfer": Kind(N_("Went on to another house"), "door-exit", "", "TransferReason"),
    "away": Kind(N_("Away from the house"), "alert-triangle", "h", "AbsenceKind"),
    "back": Kind(N_("Back in the house"), "home", "g", "AbsenceKind"),
    "plan_done": Kind(N_("Individual plan made or reviewed"), "clipboard-check", "g"),
    "legal_state": Kind(N_("On what the stay rests"), "scale", "", "LegalKind"),
    "court_filed": Kind(N_("Proposal filed with the court"), "scale", "g"),
    "outcome": Kind(N_("Told how it goes"), "message", "", "Going"),
}
# What is called otherwise where a programme was asked for.
OF_PROGRAMME: dict[str, Kind] = {
    "offer": Kind(N_("Seat offered and held"), "clock", "h"),
    "arrive": Kind(N_("Takes part from now on"), "door-enter", "g"),
    "not_arrive": Kind(N_("Did not come"), "user-x"),
    "cancel": Kind(N_("Seat given back"), "circle-x", "", "Withdrawal"),
    "depart": Kind(N_("No longer takes part"), "door-exit"),
}
ENROLMENT: dict[str, Kind] = {
    "accept": Kind(N_("Seat reserved"), "circle-check", "g"),
    "cancel": Kind(N_("Seat given back"), "circle-x", "", "Withdrawal"),
    "enrol": Kind(N_("Enrolled without an ask"), "user-plus", "g"),
    "begin": Kind(N_("Began"), "door-enter", "g"),
    "not_start": Kind(N_("Did not come"), "user-x", "", "EndReason"),
    "plan_end": Kind(N_("Planned to end on"), "calendar"),
    "pause": Kind(N_("On hold until"), "clock", "h"),
    "go_on": Kind(N_("Goes on"), "circle-check", "g"),
    "open_case": Kind(N_("The work began"), "user-plus", "g", "MobileKind"),
    "close_case": Kind(N_("Report and proposal"), "flag", "g", "NextStep"),
    "complete": Kind(N_("Completed"), "flag", "g"),
    "end_early": Kind(N_("Ended early"), "flag", "h", "EndReason"),
    "deselect": Kind(N_("Ended by the house"), "circle-x", "h", "EndReason"),
    "withdraw": Kind(N_("Ended by the young person or the parents"), "flag", "h", "EndReason"),
}
AFTERCARE: dict[str, Kind] = {
    "propose": Kind(N_("Aftercare proposed at the departure"), "compass"),
    "agree": Kind(N_("Agreed on and signed"), "circle-check", "g", "Rhythm"),
    "decline": Kind(N_("Nothing was agreed on"), "circle-x", "h", "AftercareDecline"),
    "contact": Kind(N_("A contact written down"), "message"),
    "evaluate": Kind(N_("A look-back written down"), "flag"),
    "set_rhythm": Kind(N_("In touch more or less often"), "refresh", "", "Rhythm"),
    "prolong": Kind(N_("Prolonged"), "calendar-plus", "g", "AftercareLonger"),
    "end": Kind(N_("Aftercare has come to its end"), "flag", "", "AftercareEnd"),
}
# How an ended ask ended, and in what its reason is coded.
ENDINGS: dict[AskState, str] = {
    AskState.DECLINED: "Decline",
    AskState.REFUSED: "Refusal",
    AskState.WITHDRAWN: "Withdrawal",
    AskState.RELEASED: "Ending",
    AskState.NOT_ARRIVED: "NonArrival",
    AskState.CANCELLED: "Withdrawal",
    AskState.DEPARTED: "Destination",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline, in the reader's language."""

    at: datetime
    title: str
    by: str
    text: str
    symbol: str
    tone: str
    message: bool = False
    mine: bool = False
    ours: bool = False  # a note of the own organisation, which the other side never sees
    new: bool = False
    told: str = ""
    for_me: bool = False
    papers: Sequence[SentPaper] = ()


def of_ask(events: Iterable[Event], tenant_id: UUID, *, programme: bool = False) -> list[Line]:
    """The steps and messages of an ask; a message of the own side is `mine`. Some steps are called
    otherwise where a `programme` was asked for."""
    kinds = ASK | OF_PROGRAMME if programme else ASK
    return [_message(e, tenant_id) if e.kind == "message" else _step(e, kinds) for e in events]


def of_enrolment(steps: Iterable[EnrolmentStep]) -> list[Line]:
    """The course of an enrolment, each step with the day it is about."""
    return [
        _line(ENROLMENT[one.move], one.at, one.by_name, one.reason, day(one.on_day))
        for one in steps
    ]


def of_aftercare(steps: Iterable[AftercareStep]) -> list[Line]:
    """The course of aftercare, each step with the day it is about."""
    return [
        _line(AFTERCARE[one.move], one.at, one.by_name, one.reason, day(one.on_day))
        for one in steps
    ]


def of_request(steps: Iterable[RequestStep], why: Mapping[int, str]) -> list[Line]:
    """What only the centre sees: its own work on the request, `why` by the id of the step. What
    asks tell too is left out."""
    return [
        _line(REQUEST[one.move], one.at, one.by_name, why[one.id])
        for one in steps
        if one.move in REQUEST
    ]


def of_placement(steps: Iterable[PlacementStep]) -> list[Line]:
    """The course of a stay, oldest first; each with the day it is about."""
    return [
        _line(PLACEMENT[one.move], one.at, one.by_name, one.reason, _when_and_where(one))
        for one in steps
    ]


def of_notes(
    notes: Iterable[Note], said: Mapping[UUID, str], me: UUID, names: Mapping[UUID, str]
) -> list[Line]:
    """What the own organisation noted for itself, by the id of the note, and whom it told of it."""
    return [
        Line(
            at=note.created_at,
            title="",
            by=note.by_name,
            text=_by_us(said[note.id]),
            symbol="notes",
            tone="h",
            mine=note.by_member_id == me,
            ours=True,
            told=names.get(note.told_id, "") if note.told_id else "",
            for_me=note.told_id == me,
        )
        for note in notes
    ]


def _when_and_where(step: PlacementStep) -> str:
    """The day it is about; and the groups, the house or the kind of place, where it names one."""
    place = label(step.detail, "OutsideKind") if step.move == "depart" else step.detail
    return ", ".join(filter(None, (day(step.on_day), place)))


def ending(state: AskState, reason: str) -> str:
    """Why an ask ended, in words; empty where nothing was said."""
    return label(reason, ENDINGS[state]) if state in ENDINGS else ""


def _message(event: Event, tenant_id: UUID) -> Line:
    mine = event.by_tenant_id == tenant_id
    return Line(
        at=event.at,
        title="",
        by=event.by_name,
        text=_by_us(event.text),
        symbol="message",
        tone="m",
        message=True,
        mine=mine,
        papers=event.papers,
    )


def _step(event: Event, kinds: Mapping[str, Kind]) -> Line:
    return _line(kinds[event.kind], event.at, event.by_name, event.reason, event.text)


def _line(kind: Kind, at: datetime, by: str, reason: str = "", note: str = "") -> Line:
    told = (_reason(reason, kind), _by_us(note))
    return Line(
        at=at,
        title=gettext(kind.title),
        by=by,
        text=". ".join(filter(None, told)),
        symbol=kind.symbol,
        tone=kind.tone,
    )


def _reason(reason: str, kind: Kind) -> str:
    """A coded reason by what it is called; what somebody wrote, as it is written."""
    if kind.reasons == TOLD:
        return _by_us(reason)
    return label(reason, kind.reasons) if kind.reasons else ""


def _by_us(words: str) -> str:
    """What somebody wrote as it is; what we wrote for them in the reader's language."""
    return gettext(words) if words in (AT_ONCE, ERASED) else words
