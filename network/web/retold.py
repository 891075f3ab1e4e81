"""The sentences that are told otherwise of an ask for a programme, by what they are called of one
for a place: English message ids. Pure."""

from collections.abc import Mapping

from tenants.errors import N_

OF_ASK: Mapping[str, str] = {
    N_("A word to the centre"): N_("A word to whoever asked"),
    N_("The centre sees that you can imagine it. It binds nobody."): N_(
        "Whoever asked sees that you can imagine it. It binds nobody."
    ),
    N_(
        "Agree on the time with the centre first. Both sides get a calendar file without names."
    ): N_(
        "Agree on the time with whoever asked first. Both sides get a calendar file without names."
    ),
    N_(
        "The visit has taken place. What the young person thinks of it, the centre writes down."
    ): N_("The visit was held. What the young person thinks of it, whoever asked writes down."),
    N_("The ask goes to the end of the group's waiting list. Both sides see its number."): N_(
        "The ask goes to the end of the programme's waiting list. Both sides see its number."
    ),
    N_("Offer a place"): N_("Offer a seat"),
    N_("Hold the place longer"): N_("Hold the seat longer"),
    N_("The centre reads it."): N_("Whoever asked reads it."),
    N_("Ask the centre"): N_("Put a question"),
    N_("The held place is free again at once."): N_("The held seat is free again at once."),
    N_("The centre sees that you took it back, and why."): N_(
        "Whoever asked sees that you took it back, and why."
    ),
    N_(
        "The centre sees the reason and goes on looking. From then on this page shows only your "
        "answer."
    ): N_(
        "Whoever asked sees the reason and goes on looking. From then on this page shows only your "
        "answer."
    ),
    N_("When should the centre ask again?"): N_("When should they ask again?"),
    N_(
        "The centre is told. You see its anonymous description again; what it had added for you "
        "stays closed until it shows it anew."
    ): N_(
        "Whoever asked is told. You see the anonymous description again; what was added for you "
        "stays closed until it is shown anew."
    ),
    N_("The centre shows nothing of the file now. Every look at it would be written down."): N_(
        "Nothing of the file is shown now. Every look at it would be written down."
    ),
    N_("The centre has given no document yet."): N_("No document was given yet."),
    N_("waits for the centre"): N_("waits for whoever asked"),
    N_("Centre"): N_("Asked by"),
    N_("Group"): N_("Programme"),
    N_("What the centre tells"): N_("What you are told"),
    N_("Why your group: %(why)s"): N_("Why your programme: %(why)s"),
    N_("Stay rests on"): N_("Measure"),
    N_(
        "School, risks and the young person's own words are shown when the centre raises this ask. "
        "Ask for it in a message."
    ): N_(
        "School, risks and the young person's own words are shown when whoever asked shows you "
        "more. Ask for it in a message."
    ),
    N_(
        "This ask has ended, so the conversation is closed. The home no longer sees anything of it."
    ): N_(
        "This ask has ended, so the conversation is closed. The organisation no longer sees "
        "anything of it."
    ),
    N_("Only this home reads the answer. Its time to answer runs on from then."): N_(
        "Only this organisation reads the answer. Its time to answer runs on from then."
    ),
    N_("In the young person's own words. The home sees it, too."): N_(
        "In the young person's own words. The organisation sees it, too."
    ),
    N_("A place from %(first)s, planned until %(last)s"): N_(
        "A seat from %(first)s, planned until %(last)s"
    ),
    N_("A place from %(first)s, without a planned end"): N_(
        "A seat from %(first)s, without a planned end"
    ),
    N_("Why do you not take the place?"): N_("Why do you not take the seat?"),
    N_("The home then sees only that it was asked and that you withdrew."): N_(
        "The organisation then sees only that it was asked and that you withdrew."
    ),
    N_("The home still has time to answer. You can withdraw the ask."): N_(
        "The organisation still has time to answer. You can withdraw the ask."
    ),
    N_("The reserved place is free again at once, and the search goes on."): N_(
        "The reserved seat is free again at once, and the search goes on."
    ),
    N_("Cancel the arrival"): N_("Give the seat back"),
    N_(
        "Summary: age band, sex, region, needs, legal group, urgency. When an ask ends, the home "
        "sees nothing of it any more."
    ): N_(
        "Summary: age band, sex, region, needs, measure, urgency. When an ask ends, the "
        "organisation sees nothing of it any more."
    ),
    N_("At the moment no home sees anything of this request."): N_(
        "At the moment no organisation sees anything of this request."
    ),
    N_("The home sees it as it is now, until the ask, the basis or you end it."): N_(
        "The organisation sees it as it is now, until the ask, the basis or you end it."
    ),
    N_("The home sees those that are ticked, and no others."): N_(
        "The organisation sees those that are ticked, and no others."
    ),
    N_(
        "It goes with a message, and the home sees it as if you had shown it: under a basis, until "
        "you close it."
    ): N_(
        "It goes with a message, and the organisation sees it as if you had shown it: under a "
        "basis, until you close it."
    ),
    N_("opened by the home"): N_("opened"),
    N_("the home is interested"): N_("interest was shown"),
    N_("place offered"): N_("seat offered"),
    N_("arrived"): N_("takes part"),
    N_("departed"): N_("no longer takes part"),
    N_("did not arrive"): N_("did not come"),
    N_("arrival cancelled"): N_("seat given back"),
    N_("declined by the home"): N_("declined"),
    N_("Record the arrival"): N_("Record the first day"),
    N_("Record a non-arrival"): N_("Record that nobody came"),
    N_("Record the departure"): N_("Record the end"),
    N_("Waiting for the home's answer"): N_("Waiting for the answer"),
    N_("The home is interested and looks further"): N_("Interest was shown, and they look further"),
    N_("Visit in the home on %(visit)s"): N_("Visit on %(visit)s"),
    N_("The visit took place: waiting for the home's answer"): N_(
        "The visit was held: waiting for the answer"
    ),
    N_("Waiting for the centre's decision, held until %(until)s"): N_(
        "Waiting for their decision, held until %(until)s"
    ),
    N_("The home asks you a question"): N_("You are asked a question"),
    N_("Waiting for the centre's answer to your question"): N_(
        "Waiting for the answer to your question"
    ),
    N_("The home answers by %(when)s"): N_("An answer comes by %(when)s"),
    N_("The centre answers your question by %(when)s"): N_("Your question is answered by %(when)s"),
    N_("The centre decides by %(when)s"): N_("They decide by %(when)s"),
    N_("The home records the visit by %(when)s"): N_("The visit is recorded by %(when)s"),
    N_("The home's answer was due %(when)s"): N_("The answer was due %(when)s"),
    N_("The home may see the profile of needs"): N_(
        "The organisation may see the profile of needs"
    ),
    N_("The home may see something of the file"): N_(
        "The organisation may see something of the file"
    ),
    N_("The file is closed to the home"): N_("The file is closed to the organisation"),
    N_("A document is closed to the home"): N_("A document is closed to the organisation"),
    N_("Opened by the home"): N_("Opened by the organisation"),
    N_("The home is interested"): N_("The organisation is interested"),
    N_("The home asks a question"): N_("The organisation asks a question"),
    N_("Opened again by the home"): N_("Opened again by the organisation"),
    N_("Declined by the home"): N_("Declined by the organisation"),
    N_("Arrival cancelled"): N_("Seat given back"),
    N_("we chose another place"): N_("we chose another programme"),
    N_("a place is no longer needed"): N_("a programme is no longer needed"),
    N_("a place elsewhere was accepted"): N_("another offer was accepted"),
    N_("when a place is free"): N_("when a seat is free"),
    N_("the held place is given back"): N_("the held seat is given back"),
    N_("a place is accepted: cancel the arrival first"): N_(
        "a seat is accepted: give it back first"
    ),
    N_("No suitable place"): N_("No suitable seat"),
    N_("Effect on the group"): N_("Effect on the others"),
    N_("home"): N_("organisation of the programme"),
    N_("The hold on the place has run out. Ask the home to offer it again."): N_(
        "The hold on the seat has run out. Ask for it to be offered again."
    ),
    N_("Only the centre that asked can do this."): N_("Only whoever asked can do this."),
    N_("Only the home that was asked can do this."): N_(
        "Only the organisation that was asked can do this."
    ),
    N_("The home has answered this ask."): N_("The organisation has answered this ask."),
    N_("An arrival can be recorded once the offer is accepted."): N_(
        "A first day can be recorded once the offer is accepted."
    ),
    N_("A non-arrival can be recorded once the offer is accepted."): N_(
        "That nobody came can be recorded once the offer is accepted."
    ),
    N_("There is no accepted place to cancel."): N_("There is no accepted seat to give back."),
    N_("A departure can be recorded after the arrival."): N_(
        "An end can be recorded after the first day."
    ),
    N_("The place is accepted. Cancel the arrival instead."): N_(
        "The seat is accepted. Give it back instead."
    ),
    N_("Say why the place is held longer."): N_("Say why the seat is held longer."),
    N_("The place is held longer than that already."): N_(
        "The seat is held longer than that already."
    ),
    N_("A place is held for at least an hour and at most 14 days."): N_(
        "A seat is held for at least an hour and at most 14 days."
    ),
    N_("This home sees nothing of the file any more."): N_(
        "This organisation sees nothing of the file any more."
    ),
    N_("No legal basis covers all of this for this home. Record one, or show less."): N_(
        "No legal basis covers all of this for this organisation. Record one, or show less."
    ),
    N_("The centre no longer looks for a place, so nothing can be reopened."): N_(
        "Nobody looks for a programme any more, so nothing can be reopened."
    ),
    N_("The home sees this document already."): N_("The organisation sees this document already."),
    N_("This home does not see this document."): N_(
        "This organisation does not see this document."
    ),
    N_(
        "A paper could say who it is about. It can be sent once the centre has shown the home who "
        "the young person is."
    ): N_(
        "A paper could say who it is about. It can be sent once the organisation was shown who the "
        "young person is."
    ),
    N_("The centre asks five other homes by now, and no more at a time."): N_(
        "Five others are asked by now, and no more at a time."
    ),
    N_("The home now sees this of the file."): N_("The organisation now sees this of the file."),
    N_("The home sees nothing of it any more."): N_(
        "The organisation sees nothing of it any more."
    ),
    N_("The home does not see this document any more."): N_(
        "The organisation does not see this document any more."
    ),
    N_("Thank you. The centre sees that you have stopped using it."): N_(
        "Thank you. Whoever asked sees that you have stopped using it."
    ),
    N_("The home now sees more."): N_("The organisation now sees more."),
    N_("The place is held and offered."): N_("The seat is held and offered."),
    N_("The place is reserved. The other asks are closed."): N_("The seat is reserved."),
    N_("The centre sees that you are interested."): N_(
        "Whoever asked sees that you are interested."
    ),
    N_("The place is held longer."): N_("The seat is held longer."),
    N_("The question is with the centre. Meanwhile your time stands still."): N_(
        "The question is with whoever asked. Meanwhile your time stands still."
    ),
    N_("The answer is with the home."): N_("The answer is with the organisation."),
    N_("The ask then begins anew: what the centre had added for you stays closed."): N_(
        "The ask then begins anew: what had been added for you stays closed."
    ),
}
# Of the request itself, where it looks for a programme alone.
OF_REQUEST: Mapping[str, str] = {
    N_("Nobody is asked: choose homes"): N_("Nobody is asked: choose programmes"),
    N_("Waiting for the arrival"): N_("Waiting for the first day"),
    N_("Lives in the home"): N_("Takes part"),
    N_("looking for a place"): N_("looking for a programme"),
    N_("waiting for the arrival"): N_("waiting for the first day"),
    N_("placed"): N_("takes part in a programme"),
    N_(
        "See which groups fit, and ask up to five homes at once. They see the request without any "
        "identity."
    ): N_(
        "Choose a programme from the catalogue. Its organisation sees the request without any "
        "identity."
    ),
    N_(
        "The search ends without a place in the network. Live asks are closed, held places are "
        "given back."
    ): N_("The search ends without a programme. Live asks are closed, held seats are given back."),
    N_("Only if no place could be found"): N_("Only if no programme could be found"),
    N_("A request with an accepted place cannot be closed. Cancel the arrival first."): N_(
        "A request with an accepted seat cannot be closed. Give the seat back first."
    ),
    N_("What was closed stays in the history; homes are asked anew."): N_(
        "What was closed stays in the history; programmes are asked anew."
    ),
    N_("a place outside the network was found"): N_("a programme outside the network was found"),
    N_("no place could be found"): N_("no programme could be found"),
    N_("no free place"): N_("no free seat"),
    N_("no home for such needs"): N_("no programme for such needs"),
    N_("another home"): N_("another organisation"),
    N_("the home looks again"): N_("the organisation looks again"),
    N_("another home is found"): N_("another programme is found"),
    N_("sent back to the home"): N_("sent back to the organisation"),
    N_("opened again by the home itself"): N_("opened again by the organisation itself"),
    N_("This request is no longer open: a place was accepted, or it was closed."): N_(
        "This request is no longer open: a seat was accepted, or it was closed."
    ),
}
# Why a programme declines, by the code in the catalogue of reasons; and what no programme says.
DECLINES: Mapping[str, str] = {
    "no_place": N_("there is no free seat after all"),
    "sex_or_age": N_("the free seat is for another sex or age"),
    "temporary_closure": N_("the programme is paused for a while"),
    "risk_to_others": N_("risk to others who take part"),
    "known_conflict": N_("a known conflict with somebody who takes part"),
    "age_spread": N_("too great a difference in age to the others"),
    "too_many_high_need": N_("too many with high needs take part already"),
    "legal_group": N_("a measure under which we take nobody"),
    "goal_unclear": N_("the goal is not clear"),
}
OF_HOMES_ALONE = frozenset({"only_double_room", "night_supervision"})
