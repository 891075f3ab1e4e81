"""Aftercare: words for states, moves, reasons, and how somebody fares later."""

from enum import Enum

from network.aftercare.figures import Ago, Answer
from network.aftercare.later import FollowUp, LivesWith, Occupied, PlacedAgain
from network.aftercare.lifecycle import (
    AftercareDecline,
    AftercareEnd,
    AftercareLonger,
    AftercareMove,
    AftercareState,
    Rhythm,
)
from network.aftercare.told import CareRecord
from network.aftercare.ways import ContactWay
from network.aftercare.wishes import CareWish, Settled
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    AftercareState: {
        AftercareState.PROPOSED: N_("proposed, to be decided"),
        AftercareState.AGREED: N_("agreed on, goes on"),
        AftercareState.DECLINED: N_("not agreed on"),
        AftercareState.ENDED: N_("aftercare has ended"),
    },
    AftercareMove: {
        AftercareMove.AGREE: N_("Record the agreement"),
        AftercareMove.DECLINE: N_("Record that nothing is agreed on"),
        AftercareMove.CONTACT: N_("Record a contact"),
        AftercareMove.SET_RHYTHM: N_("Change how often"),
        AftercareMove.PROLONG: N_("Prolong it"),
        AftercareMove.END: N_("Record the end"),
    },
    Rhythm: {
        Rhythm.WEEKLY: N_("about weekly"),
        Rhythm.FORTNIGHTLY: N_("every two weeks"),
        Rhythm.MONTHLY: N_("about monthly"),
    },
    AftercareDecline: {
        AftercareDecline.YOUNG_PERSON_REFUSES: N_("the young person does not want it"),
        AftercareDecline.PARENTS_REFUSE: N_("the parents do not want it"),
        AftercareDecline.RETURNS_TO_OTHER_HOME: N_("goes to another home"),
        AftercareDecline.OTHER_SUPPORT: N_("somebody else stands by them"),
        AftercareDecline.MOVED_AWAY: N_("has moved far away"),
        AftercareDecline.NOT_NEEDED: N_("it is not needed"),
    },
    AftercareLonger: {
        AftercareLonger.YOUNG_PERSON_WISHES: N_("the young person wishes so"),
        AftercareLonger.GOALS_OPEN: N_("what was agreed on is not reached yet"),
        AftercareLonger.NEW_HARDSHIP: N_("it has become harder"),
        AftercareLonger.CHANGE_AHEAD: N_("a new school, work or home lies ahead"),
        AftercareLonger.NOBODY_ELSE: N_("nobody else stands by them yet"),
    },
    AftercareEnd: {
        AftercareEnd.AS_PLANNED: N_("as it was planned"),
        AftercareEnd.YOUNG_PERSON_STOPS: N_("the young person wants no more of it"),
        AftercareEnd.PARENTS_STOP: N_("the parents want no more of it"),
        AftercareEnd.CONDITIONS_NOT_KEPT: N_("the conditions were not kept"),
        AftercareEnd.CONTACT_LOST: N_("nobody has been reached for long"),
        AftercareEnd.PLACED_AGAIN: N_("was placed in a home again"),
        AftercareEnd.SUPPORT_ELSEWHERE: N_("somebody else stands by them now"),
        AftercareEnd.LIVES_FAR_AWAY: N_("lives too far away now"),
    },
    CareWish: {
        CareWish.CALL: N_("wants to be called"),
        CareWish.STOP: N_("wants to stop"),
    },
    Settled: {
        Settled.CONTACT: N_("somebody was in touch"),
        Settled.ANSWERED: N_("it was answered"),
        Settled.ENDED: N_("it has ended"),
    },
    ContactWay: {
        ContactWay.VISIT: N_("visit in person"),
        ContactWay.PHONE: N_("by telephone"),
        ContactWay.ONLINE: N_("by video call"),
        ContactWay.MESSAGE: N_("by messages"),
        ContactWay.MISSED: N_("nobody was reached"),
    },
    FollowUp: {
        FollowUp.HALF_YEAR: N_("after 6 months"),
        FollowUp.YEAR: N_("after 12 months"),
        FollowUp.TWO_YEARS: N_("after 24 months"),
    },
    Ago: {
        Ago.LATELY: N_("less than 6 months ago"),
        Ago.HALF_YEAR: N_("6 to 12 months ago"),
        Ago.YEAR: N_("12 to 24 months ago"),
        Ago.TWO_YEARS: N_("24 months ago or more"),
    },
    Answer: {
        Answer.NO: N_("not placed again"),
        Answer.YES: N_("placed again"),
        Answer.UNKNOWN: N_("not known"),
        Answer.NOT_TOLD: N_("not looked back at"),
    },
    CareRecord: {
        CareRecord.AGREEMENT: N_("what was agreed on"),
        CareRecord.CONTACT: N_("a contact"),
        CareRecord.HALF_YEAR: N_("after 6 months"),
        CareRecord.YEAR: N_("after 12 months"),
        CareRecord.TWO_YEARS: N_("after 24 months"),
        CareRecord.WISH: N_("asked for on an own page"),
        CareRecord.OWN_ANSWER: N_("answered on an own page"),
    },
    LivesWith: {
        LivesWith.FAMILY: N_("with the family"),
        LivesWith.INDEPENDENT: N_("lives independently"),
        LivesWith.YOUTH_FLAT: N_("in a youth flat"),
        LivesWith.OTHER_HOME: N_("in another home"),
        LivesWith.FOSTER: N_("in a foster family"),
        LivesWith.CRISIS: N_("in a crisis centre"),
        LivesWith.UNKNOWN: N_("where is not known"),
    },
    Occupied: {
        Occupied.SCHOOL: N_("goes to school"),
        Occupied.WORK: N_("works"),
        Occupied.SCHOOL_AND_WORK: N_("goes to school and works"),
        Occupied.SEEKING: N_("looks for school or work"),
        Occupied.NEITHER: N_("neither school nor work"),
        Occupied.UNKNOWN: N_("school or work is not known"),
    },
    PlacedAgain: {
        PlacedAgain.NO: N_("was not placed again"),
        PlacedAgain.YES: N_("was placed again"),
        PlacedAgain.UNKNOWN: N_("whether placed again is not known"),
    },
}
# What a report of what is kept calls the codes of what was written, whichever they are of.
CODES: dict[str, str] = {
    one.value: told
    for kind in (
        Rhythm,
        ContactWay,
        LivesWith,
        Occupied,
        PlacedAgain,
        CareWish,
        Settled,
        FollowUp,
    )
    for one, told in LABELS[kind].items()
} | {PlacedAgain.UNKNOWN.value: N_("not known")}
