"""What people are told of, and how they want to be told."""

from enum import Enum

from network.notices.kinds import Mail, NoticeKind
from network.notices.sentences import SENTENCES
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    NoticeKind: {kind: said for kind, said in SENTENCES.items()},
    Mail: {
        Mail.DIGEST: N_("once a day, all together"),
        Mail.AT_ONCE: N_("at once, outside quiet hours"),
        Mail.URGENT: N_("only what is urgent"),
        Mail.NEVER: N_("never; I look into Pristan"),
    },
}

# A symbol for each kind; the words say it too.
SYMBOLS: dict[NoticeKind, str] = {
    NoticeKind.ASK_RECEIVED: "inbox",
    NoticeKind.ASK_ANSWERED: "message",
    NoticeKind.ASK_ENDED: "x",
    NoticeKind.SHOWN_CHANGED: "eye",
    NoticeKind.STOP_USE: "lock",
    NoticeKind.MESSAGE: "message",
    NoticeKind.MENTIONED: "user",
    NoticeKind.DUE_SOON: "hourglass",
    NoticeKind.DUE_NOW: "clock",
    NoticeKind.DEPUTY_NEEDED: "alert-triangle",
    NoticeKind.STALLED: "alert-triangle",
    NoticeKind.STILL_TRUE: "checks",
    NoticeKind.DECLINE_TO_REVIEW: "scale",
    NoticeKind.DECLINE_SENT_BACK: "arrow-back-up",
    NoticeKind.ASK_AGAIN: "refresh",
    NoticeKind.SEARCH_PAUSED: "clock-pause",
    NoticeKind.PLACEMENT_CHANGED: "switch-horizontal",
    NoticeKind.CASE_CLOSED: "flag",
    NoticeKind.PROPOSAL_PASSED: "flag",
    NoticeKind.PROPOSAL_ANSWERED: "message",
    NoticeKind.ENROLMENT_CHANGED: "users",
    NoticeKind.ROOM_REFUSED: "building-community",
    NoticeKind.DRAFT_ENDS: "pencil",
    NoticeKind.FACTORS_TAKEN: "shield-lock",
    NoticeKind.ASKED_ELSEWHERE: "search",
    NoticeKind.ANSWERED_ELSEWHERE: "message",
    NoticeKind.EMERGENCY: "alert-triangle",
    NoticeKind.TRANSFER_ASKED: "switch-horizontal",
    NoticeKind.TRANSFER_ANSWERED: "message",
    NoticeKind.TRANSFER_TAKEN: "check",
    NoticeKind.DOCUMENT_LOST: "alert-triangle",
    NoticeKind.BREACH: "shield-lock",
    NoticeKind.EMERGENCY_JUDGED: "scale",
    NoticeKind.VOICE: "message",
    NoticeKind.AFTERCARE_WISH: "message",
    NoticeKind.OWN_CONSENT: "scale",
    NoticeKind.FILE_RECTIFIED: "scale",
}
