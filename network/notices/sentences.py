"""What each kind of notice says, in one line: English message ids, for pages and mail alike. Pure.

None of them names a person, and none may: they leave the product by mail.
"""

from network.notices.kinds import NoticeKind
from tenants.errors import N_

SENTENCES: dict[NoticeKind, str] = {
    NoticeKind.ASK_RECEIVED: N_("A new ask has arrived"),
    NoticeKind.ASK_ANSWERED: N_("An ask has been answered"),
    NoticeKind.ASK_ENDED: N_("An ask has ended"),
    NoticeKind.SHOWN_CHANGED: N_("What you may see of an ask has changed"),
    NoticeKind.STOP_USE: N_("Say that you no longer use what was closed"),
    NoticeKind.MESSAGE: N_("A new message"),
    NoticeKind.MENTIONED: N_("A colleague mentions you"),
    NoticeKind.DUE_SOON: N_("Soon due"),
    NoticeKind.DUE_NOW: N_("Due now"),
    NoticeKind.DEPUTY_NEEDED: N_("Overdue, you stand in"),
    NoticeKind.STALLED: N_("Stalled: something was not done in time"),
    NoticeKind.STILL_TRUE: N_("Is what the board says still true?"),
    NoticeKind.DECLINE_TO_REVIEW: N_("A decline waits for your review"),
    NoticeKind.DECLINE_SENT_BACK: N_("Your decline was sent back: please look at it again"),
    NoticeKind.ASK_AGAIN: N_("It may be time to ask again"),
    NoticeKind.SEARCH_PAUSED: N_("The search is paused until you confirm it"),
    NoticeKind.PLACEMENT_CHANGED: N_("A placement has changed"),
    NoticeKind.ENROLMENT_CHANGED: N_("An enrolment has changed"),
    NoticeKind.DRAFT_ENDS: N_("A draft of a request will be deleted"),
    NoticeKind.FACTORS_TAKEN: N_("An administrator took your second step for signing in away"),
    NoticeKind.ASKED_ELSEWHERE: N_("Another house asks about one of your files"),
    NoticeKind.ANSWERED_ELSEWHERE: N_("Another house has answered your question"),
    NoticeKind.EMERGENCY: N_("A file was opened in an emergency"),
    NoticeKind.TRANSFER_ASKED: N_("Another centre asks for a case"),
    NoticeKind.TRANSFER_ANSWERED: N_("Another centre has answered about a case"),
    NoticeKind.TRANSFER_TAKEN: N_("Another centre has taken a case over"),
    NoticeKind.DOCUMENT_LOST: N_("A document was lost on its way from one house to another"),
    NoticeKind.BREACH: N_("A breach of personal data was reported"),
    NoticeKind.CASE_CLOSED: N_("Advice or a mobile team has finished and proposes the next step"),
    NoticeKind.PROPOSAL_PASSED: N_("Somebody passes a proposal to look for a place on to you"),
    NoticeKind.PROPOSAL_ANSWERED: N_("The centre has answered to a proposal"),
    NoticeKind.ROOM_REFUSED: N_("A house has taken a room back: a session needs another one"),
    NoticeKind.EMERGENCY_JUDGED: N_("An emergency was judged"),
    NoticeKind.VOICE: N_("Somebody waits for your word on their own page"),
    NoticeKind.AFTERCARE_WISH: N_("Somebody whom you follow asks for something on their own page"),
    NoticeKind.OWN_CONSENT: N_("Somebody decided on their own page about being shown"),
    NoticeKind.FILE_RECTIFIED: N_(
        "Something that you were shown was corrected: ask to see it anew"
    ),
}
