"""What the code of a refused request means, and what whoever sent it can do about it."""

from collections.abc import Mapping

from tenants.errors import N_

MEANINGS: Mapping[str, str] = {
    "bad_request": N_("The request is not in a form that can be read, such as JSON cut short."),
    "unauthorized": N_("No token was sent, or one that is wrong, withdrawn or has expired."),
    "not_allowed": N_(
        "The roles of the member in whose name the token was issued do not allow it."
    ),
    "missing_scope": N_("The token is in force, but was not issued for this."),
    "not_found": N_("There is no such thing, or your organisation is not meant to see it."),
    "method_not_allowed": N_("The address is right, but this cannot be done there."),
    "conflict": N_("Things stand differently now, so nothing was done."),
    "precondition_failed": N_("It has been changed since the version that you named."),
    "too_large": N_("What was sent is larger than we accept, so nothing was kept."),
    "unsupported_media_type": N_("The body is of another kind than this address reads."),
    "invalid": N_("Some values are missing or cannot be used. Each is named with what is wrong."),
    "not_possible": N_("A rule of the network does not allow it; the answer says which."),
    "throttled": N_("Too many attempts in a short time. To protect accounts we wait a little."),
    "broken": N_("The mistake is ours. Nothing was half-done."),
    "unavailable": N_("Something that is needed for it does not answer at the moment."),
    "unacceptable_document": N_("The content is none of what is kept, or holds more than pages."),
    "erased": N_("The key of the file was destroyed; nobody reads it any more."),
    "wrong_credentials": N_("The e-mail address and the password do not belong together."),
    "challenge_gone": N_("What a passkey was to sign is too old, or was signed already."),
    "no_membership": N_("The person is known but works for no organisation here at present."),
    "link_gone": N_("The link is wrong, was used, was withdrawn or has expired."),
    "idempotency_key_reused": N_("The same key was sent before with another request."),
    "name_taken": N_("A group of the home already has this name."),
    "no_free_place": N_("Every place of the group is filled on at least one of those days."),
    "places_are_free": N_("It was said that no place is free, and by what is entered some are."),
    "hold_lapsed": N_("The hold on the place ran out before it was taken."),
    "places_filled": N_("More places would have to go than are free."),
    "unreadable": N_("The file cannot be read as a list of groups."),
    "not_importable": N_("The list has faults, so nothing of it was taken in."),
    "request_closed": N_("The request is closed, or the young person has a place."),
    "clock_ended": N_("What was due was done, stopped or excused already."),
    "set_by_law": N_("The law sets the deadline, so nobody can let it go."),
    "thread_closed": N_("The ask has ended, and the conversation with it."),
    "too_many_asks": N_("More homes would be asked at a time than the network allows."),
    "already_live": N_(
        "A request for the same file reference is open, or a colleague is writing one."
    ),
    "draft_sent": N_("The draft has become a request."),
    "draft_changed": N_(
        "The draft was saved from somewhere else since the version that you named."
    ),
    "asked_already": N_("This group has already been asked for the same request."),
    "why_not_missing": N_(
        "Before the first place is asked for, somebody says why no programme will do."
    ),
    "passed_already": N_("A centre has this proposal in hand already."),
    "team_too_small": N_("A mobile team has members of at least two professions."),
    "cannot_move": N_("This step is not open in the present state, or is the other side's."),
    "wrong_state": N_("The placement is past that step, or not there yet."),
    "still_placed": N_("Another request for the same file is placed or awaits its arrival."),
    "reference_taken": N_("Another placement of the home has the same reference."),
    "still_answers": N_("The member is still responsible or deputy for something open."),
}

ADVICE: Mapping[int, str] = {
    400: N_("Check how the program writes the request, and send it again."),
    401: N_(
        "Ask the administrator of your organisation for a token, and send it with every request."
    ),
    403: N_("Ask the administrator of your organisation for a role or a token that covers it."),
    404: N_("Check the address. If it was right before, the matter has ended for you."),
    405: N_(
        "See in the header Allow, or in the description of the interface, what can be done there."
    ),
    409: N_("Read how things stand now, let a person decide, and send a request that fits."),
    412: N_("Read the present version, compare, and send the request again with its ETag."),
    413: N_("Send less at a time."),
    415: N_("Send what the description of the interface names, as a rule application/json."),
    422: N_("Mend the values that the answer names, and send the request again."),
    429: N_("Wait as many seconds as the header Retry-After says, and try again."),
    500: N_(
        "Try again in a moment. If it happens again, tell us the number in the header X-Request-Id."
    ),
    503: N_("Nothing was done. Try again in a few minutes."),
}
