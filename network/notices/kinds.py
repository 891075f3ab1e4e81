"""What people are told of. The words stand in the surfaces; here are the codes. Pure."""

from enum import StrEnum


class NoticeKind(StrEnum):
    ASK_RECEIVED = "ask_received"
    ASK_ANSWERED = "ask_answered"
    ASK_ENDED = "ask_ended"
    SHOWN_CHANGED = "shown_changed"
    STOP_USE = "stop_use"
    MESSAGE = "message"
    MENTIONED = "mentioned"
    DUE_SOON = "due_soon"
    DUE_NOW = "due_now"
    DEPUTY_NEEDED = "deputy_needed"
    STALLED = "stalled"
    STILL_TRUE = "still_true"
    DECLINE_TO_REVIEW = "decline_to_review"
    DECLINE_SENT_BACK = "decline_sent_back"
    ASK_AGAIN = "ask_again"
    SEARCH_PAUSED = "search_paused"
    PLACEMENT_CHANGED = "placement_changed"
    DRAFT_ENDS = "draft_ends"
    FACTORS_TAKEN = "factors_taken"
    ASKED_ELSEWHERE = "asked_elsewhere"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    EMERGENCY = "emergency"
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_ANSWERED = "transfer_answered"
    TRANSFER_TAKEN = "transfer_taken"
    DOCUMENT_LOST = "document_lost"
    EMERGENCY_JUDGED = "emergency_judged"
    VOICE = "voice"
    OWN_CONSENT = "own_consent"
    FILE_RECTIFIED = "file_rectified"
    BREACH = "breach"
    CASE_CLOSED = "case_closed"
    ROOM_REFUSED = "room_refused"
    ENROLMENT_CHANGED = "enrolment_changed"


class Mail(StrEnum):
    """How a member wants mail: one digest a day, each at once, only what is urgent, or none."""

    DIGEST = "digest"
    AT_ONCE = "at_once"
    URGENT = "urgent"
    NEVER = "never"
