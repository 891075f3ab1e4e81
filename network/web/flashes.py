"""One short message after an act ("Saved."), carried past the redirect and shown once, and what of
the act can be taken back at once.

The cookies hold codes, never words or facts: nobody can put a sentence on our page with them.
"""

from http import HTTPStatus
from uuid import UUID

from flask import Flask, Response, request

from network.undoing.actions import Undoable
from network.undoing.inverses import INVERSES, Act
from network.web import cookies
from network.web.words import gettext
from tenants.errors import N_

COOKIE = "pristan_flash"
UNDO = "pristan_undo"
SECONDS = 60
MESSAGES = {
    "saved": N_("Saved."),
    "filter_kept": N_("The filter is kept."),
    "filter_deleted": N_("The filter is deleted."),
    "signed_out": N_("You have signed out."),
    "sessions_ended": N_("The other sessions have ended."),
    "password_changed": N_("Your password has changed."),
    "prove_first": N_("First show that it is you; then do it once more."),
    "proved": N_("Thank you. For the next ten minutes you can change how you sign in."),
    "factor_added": N_("The second step is set up."),
    "factor_removed": N_("It lets nobody in any more."),
    "factors_taken": N_("The second step is taken away. The person is told."),
    "notices_read": N_("Everything is marked as read."),
    "confirmed": N_("Confirmed. Thank you."),
    "group_saved": N_("The group is saved."),
    "group_retired": N_("The group is closed."),
    "places_closed": N_("The places are closed."),
    "places_opened": N_("The places are open again."),
    "intake_saved": N_("What you said stands beside the number."),
    "extra_authorised": N_("The extra place is authorised."),
    "extra_ended": N_("The end of the extra place is changed."),
    "imported": N_("The places are imported."),
    "programme_saved": N_("The programme is saved."),
    "programme_shown": N_("The programme stands in the catalogue."),
    "programme_paused": N_("The programme is paused. It stays in the catalogue."),
    "programme_closed": N_("The programme is closed."),
    "cohort_saved": N_("The cohort is saved."),
    "cohort_closed": N_("The cohort is closed. Nobody joins it any more."),
    "request_saved": N_("The request is saved."),
    "draft_saved": N_("The draft is saved. You can go on with it later."),
    "draft_renewed": N_("The draft is kept for another thirty days."),
    "draft_removed": N_("The draft is deleted."),
    "joined": N_("Both now look for a place together."),
    "parted": N_("Each now looks for a place alone."),
    "request_closed": N_("The request is closed."),
    "asked": N_("Your ask is on its way."),
    "basis_recorded": N_("The legal basis is recorded."),
    "proposal_passed": N_("The centre was told. You see here what becomes of it."),
    "proposal_taken_up": N_("The request is begun; look it over and complete it."),
    "proposal_put_aside": N_("It is put aside. Whoever passed it on is told why."),
    "transfer_asked": N_("The other centre was asked."),
    "transfer_approved": N_("Handed over. The other centre can take it for fourteen days."),
    "transfer_taken": N_("The case is yours now; its file begins with what was handed over."),
    "basis_ended": N_("It holds no more. What rested on it alone is closed."),
    "file_linked": N_("The request has its file."),
    "file_shown": N_("The home now sees this of the file."),
    "file_closed": N_("The home sees nothing of it any more."),
    "document_closed": N_("The home does not see this document any more."),
    "asked_elsewhere": N_("Asked. Whoever may know is told now."),
    "answered_elsewhere": N_("The other house reads your answer."),
    "glass_broken": N_("It is open for 60 minutes. Both houses are told, and it is written down."),
    "breach_reported": N_("Reported. The data-protection officer is told."),
    "inspection_closed": N_("Closed. The inspector sees nothing any more."),
    "judged": N_("Judged. The other house reads the verdict, not the remark."),
    "right_received": N_("The request is taken in. Whoever decides sees it now."),
    "right_extended": N_("The time is extended. Tell whoever asked, and why."),
    "right_decided": N_("Decided. Tell whoever asked."),
    "erasure_asked": N_("Asked for. Somebody else has to confirm it."),
    "erasure_dropped": N_("It is not erased."),
    "file_rectified": N_("The file is corrected. Every house to which it was shown is told."),
    "session_rectified": N_("It is corrected. What stood there before is kept."),
    "report_prepared": N_("The report is gathered. Look through what may speak of others."),
    "report_marked": N_("What you decided is kept."),
    "report_finished": N_("The report is finished and stays as it is."),
    "report_handed_over": N_("Noted: the report was handed over."),
    "file_restricted": N_("The file is restricted. Nothing of it is shown to others."),
    "restriction_lifted": N_("The restriction is lifted."),
    "retention_set": N_("Kept that long from now on."),
    "files_erased": N_("It is erased. Nobody can read any of it any more."),
    "file_erased": N_("It is erased. Nobody can read it any more."),
    "use_stopped": N_("Thank you. The centre sees that you have stopped using it."),
    "raised": N_("The home now sees more."),
    "offered": N_("The place is held and offered."),
    "declined": N_("The ask is declined."),
    "accepted": N_("The place is reserved. The other asks are closed."),
    "refused": N_("The offer is refused."),
    "withdrawn": N_("Withdrawn."),
    "interested": N_("The centre sees that you are interested."),
    "visit_arranged": N_("The visit is arranged."),
    "visit_recorded": N_("The visit is recorded."),
    "waitlisted": N_("The ask is on the waiting list."),
    "not_ready": N_("The other side sees that it fits, and what is needed first."),
    "put_on_hold": N_("The ask is on hold until the day on which you look at it again."),
    "enrolment_saved": N_("It is recorded."),
    "case_closed": N_("The report is kept. Whoever asked sees what you propose."),
    "enrolled": N_("Somebody more takes part."),
    "session_planned": N_("Planned."),
    "session_saved": N_("The session is changed."),
    "session_cancelled": N_("Cancelled. Its rooms are free again."),
    "attendance_saved": N_("Who came is saved."),
    "session_noted": N_("The note is saved. Only your house reads it."),
    "followed_up": N_("Recorded. Nobody is reminded of it any more."),
    "session_put_in": N_("The day is put in."),
    "room_lent": N_("Other houses can book it now."),
    "room_kept": N_("Other houses no longer book it. What they have booked stays booked."),
    "booking_refused": N_("The room is yours again. The other house is told."),
    "room_saved": N_("The room is saved."),
    "room_retired": N_("The room is off the list."),
    "room_booked": N_("Booked."),
    "booking_given_up": N_("Given up. The room is free again."),
    "calendar_revoked": N_("The address opens nothing any more."),
    "plan_begun": N_("The plan has begun. Add its goals now."),
    "goal_saved": N_("The goal is kept."),
    "goal_closed": N_("The goal is closed."),
    "goal_reopened": N_("The goal is open again."),
    "plan_reviewed": N_("The review is kept, and the next one is due."),
    "plan_finished": N_("The plan is finished. Its report can be printed."),
    "enrolment_filed": N_("The enrolment belongs to its file now."),
    "own_answers_kept": N_("Kept. You talk about it when you meet."),
    "afterwards_told": N_("It is kept. The next stage is asked when its time comes."),
    "aftercare_agreed": N_("The agreement is recorded. The first contact is due by its rhythm."),
    "aftercare_declined": N_("Recorded. How somebody fares is asked all the same."),
    "aftercare_contact": N_("The contact is recorded."),
    "aftercare_rhythm": N_("Changed. The next contact is due by the new rhythm."),
    "wish_answered": N_("Answered. It stands on the page of the young person."),
    "care_called": N_("Sent. They will get in touch with you within two working days."),
    "care_stopped": N_("Sent. They will answer you within two working days."),
    "care_answered": N_("Kept. Thank you for telling us how it goes."),
    "aftercare_prolonged": N_("Prolonged. The new planned end is due."),
    "aftercare_ended": N_("The end is recorded. How somebody fares is asked all the same."),
    "aftercare_looked": N_("The look-back is recorded."),
    "programme_asked": N_("The programme is asked. It sees the request without any identity."),
    "hold_extended": N_("The place is held longer."),
    "question_put": N_("The question is with the centre. Meanwhile your time stands still."),
    "answered": N_("The answer is with the home."),
    "stepped_back": N_("Taken back."),
    "reopened": N_("The ask is open again."),
    "given_up": N_("The ask is closed as unanswered."),
    "search_confirmed": N_("Confirmed. The next confirmation is due in two weeks."),
    "search_reviewed": N_("The review is recorded."),
    "search_paused": N_("The search rests."),
    "search_reopened": N_("The search goes on."),
    "appeal_called": N_("The meeting is called for."),
    "appeal_concluded": N_("What the meeting came to is recorded."),
    "decided": N_("Decided."),
    "message_sent": N_("The message is sent."),
    "note_saved": N_("The note is saved. Only your organisation sees it."),
    "arrived": N_("The arrival is recorded."),
    "not_arrived": N_("The non-arrival is recorded."),
    "departed": N_("The departure is recorded."),
    "planned_end_set": N_("The planned end is set."),
    "extended": N_("The stay is extended."),
    "overstay_authorised": N_("The longer stay is authorised."),
    "group_moved": N_("The move to the other group is recorded."),
    "transferred": N_("The transfer is recorded."),
    "leave_granted": N_("The leave is entered. The place stays taken."),
    "leave_cancelled": N_("The leave is cancelled."),
    "absence_recorded": N_("The absence is recorded. The place stays taken."),
    "return_recorded": N_("The return is recorded."),
    "plan_recorded": N_("Recorded. The next review is due in half a year."),
    "legal_state_recorded": N_("On what the stay rests is recorded."),
    "outcome_told": N_("Thank you. The other side reads it, too."),
    "file_begun": N_("The file is begun."),
    "file_written": N_("Written."),
    "team_changed": N_("The team is changed."),
    "page_closed": N_("The page is closed. It shows nothing any more."),
    "voice_answered": N_("Answered. It stands on their page now."),
    "own_words_kept": N_("Your words are kept. You can change them at any time."),
    "consent_put": N_("It stands on their page now. You are told as soon as they answer."),
    "consent_not_put": N_("It is asked no more."),
    "own_no_said": N_("It is written down that you said no. It works from this moment."),
    "own_consent_given": N_("Thank you. It is written down that you agree."),
    "own_consent_ended": N_("You have taken it back. It holds no more from this moment."),
    "spoke_up": N_("It is on its way. You will get an answer here within three working days."),
    "word_chosen": N_("Done. From now on your word opens this page."),
    "document_kept": N_("The document is in the file."),
    "document_removed": N_("The document is removed, and its content destroyed."),
    "member_excluded": N_("This member opens the file no more."),
    "removal_recorded": N_("Recorded. The court needs the proposal within 12 hours of it."),
    "court_filing_recorded": N_("Recorded. The court decides within 24 hours."),
    "excused": N_("It is let go. Nobody is reminded of it any more."),
    "hours_saved": N_("The working hours are saved."),
    "handed_over": N_("Handed over."),
    "invited": N_("The invitation is ready."),
    "roles_saved": N_("The roles are saved."),
    "member_deactivated": N_("The member can no longer sign in here."),
    "member_reactivated": N_("The member can sign in again."),
    "token_issued": N_("The token is issued."),
    "token_revoked": N_("The token no longer works."),
    "switched": N_("You now work for another organisation."),
}


class UnknownMessage(LookupError):
    """A flash code that is not in the table: a bug of ours, seen at once."""


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"flash_message": waiting(), "flash_undo": undoable()})
    app.after_request(clear_shown)


def leave(response: Response, code: str, undo: Undoable | None = None) -> None:
    """Let the next page say the message `code`, and offer to take `undo` back. UnknownMessage if
    the table has none."""
    check(code)
    cookies.remember(response, COOKIE, code, SECONDS)
    if undo is not None:
        cookies.remember(response, UNDO, f"{undo.act.value}.{undo.id}", SECONDS)
    elif UNDO in request.cookies:
        cookies.forget(response, UNDO)


def undoable() -> tuple[UUID, str] | None:
    """What the page may offer to take back: under which id, and what does not come back with it."""
    act, _, id_ = request.cookies.get(UNDO, "").partition(".")
    try:
        says = INVERSES[Act(act)].says
        return UUID(id_), gettext(says) if says else ""
    except ValueError:
        return None


def check(code: str) -> None:
    """Raises UnknownMessage for a code that the table has not."""
    if code not in MESSAGES:
        raise UnknownMessage(code)


def waiting() -> str:
    """The message left for this page, in the reader's language; empty if there is none."""
    sentence = MESSAGES.get(request.cookies.get(COOKIE, ""), "")
    return gettext(sentence) if sentence else ""


def clear_shown(response: Response) -> Response:
    """A page has shown the message: forget it. Redirects and parts carry it on."""
    shown = response.status_code < HTTPStatus.MULTIPLE_CHOICES and response.mimetype == "text/html"
    if shown and COOKIE in request.cookies and "HX-Request" not in request.headers:
        cookies.forget(response, COOKIE)
        if UNDO in request.cookies:
            cookies.forget(response, UNDO)
    return response
