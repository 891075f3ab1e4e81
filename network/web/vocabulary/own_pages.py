"""What stands on somebody's own page: the same facts as elsewhere, in words for everybody."""

from enum import Enum

from network.aftercare.later import LivesWith, Occupied
from network.aftercare.lifecycle import AftercareState
from network.consent.kinds import Basis, Category, SharingPurpose
from network.own_pages.kinds import Now, Topic
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Topic: {
        Topic.DISAGREE: N_("I do not agree"),
        Topic.TALK: N_("I want to talk"),
        Topic.MISTAKE: N_("Something is wrong here"),
        Topic.QUESTION: N_("I have a question"),
        Topic.PROGRAMME: N_("I would like to take part"),
    },
}

# To the young person, and to a parent.
HAPPENING: dict[Now, tuple[str, str]] = {
    Now.LIVES: (N_("You live there now."), N_("Your child lives there now.")),
    Now.MOVES_IN: (
        N_("A place is waiting for you. You move in soon."),
        N_("A place is waiting for your child."),
    ),
    Now.OFFERED: (
        N_("A home offers you a place. Nothing is decided yet."),
        N_("A home offers a place. Nothing is decided yet."),
    ),
    Now.SEARCHING: (
        N_("We are looking for a place that is right for you."),
        N_("We are looking for a place that is right for your child."),
    ),
    Now.PAUSED: (N_("We are not looking for a place just now."),) * 2,
    Now.WRITTEN: (
        N_("We have written down what you need. Nobody has been asked yet."),
        N_("We have written down what your child needs. Nobody has been asked yet."),
    ),
    Now.LEFT: (N_("You have left the home."), N_("Your child has left the home.")),
    Now.NOTHING: (
        N_("Nobody is looking for a place for you."),
        N_("Nobody is looking for a place."),
    ),
}
NEXT: dict[Now, tuple[str, str]] = {
    Now.LIVES: (
        N_("You and the people at the home make a plan together. Say what matters to you."),
        N_("The home makes a plan together with the young person and with you."),
    ),
    Now.MOVES_IN: (
        N_("You agree on the day, what you take along and who goes with you."),
        N_("The day and how to get there are agreed with you."),
    ),
    Now.OFFERED: (
        N_("You may see the home first. Then it is decided, and you can say what you think."),
        N_("The home can be seen first. Then it is decided, and you can say what you think."),
    ),
    Now.SEARCHING: (
        N_("The homes answer within a few days. You are told what they say."),
        N_("The homes answer within a few days. You will be told what they say."),
    ),
    Now.PAUSED: (N_("When the search goes on, it stands here."),) * 2,
    Now.WRITTEN: (
        N_("First we look for help at home. If that is not enough, we ask homes."),
        N_("First help at home is looked for. If that is not enough, homes are asked."),
    ),
    Now.LEFT: (
        N_("If you need something, say so: we are still here for you."),
        N_("If you need something, say so: we are still here."),
    ),
    Now.NOTHING: (N_("When something changes, it stands here."),) * 2,
}
CATEGORIES: dict[Category, str] = {
    Category.IDENTITY: N_("name and date of birth"),
    Category.CONTACT: N_("address and telephone"),
    Category.FAMILY: N_("family"),
    Category.SCHOOL: N_("school"),
    Category.NEEDS: N_("what helps and what is hard"),
    Category.HEALTH: N_("health"),
    Category.RISK: N_("what may be dangerous"),
    Category.COURT: N_("decisions of the court"),
    Category.HISTORY: N_("where one lived before"),
    Category.OWN_WORDS: N_("own words"),
    Category.DOCUMENTS: N_("papers"),
}
BASES: dict[Basis, str] = {
    Basis.CONSENT: N_("somebody agreed to it"),
    Basis.STATUTORY_TASK: N_("the law gives them this task"),
    Basis.COURT_ORDER: N_("a court decided it"),
    Basis.DUTY_TO_REPORT: N_("the law demands that it is reported"),
    Basis.VITAL_INTEREST: N_("life or health was in danger"),
}
PURPOSES: dict[SharingPurpose, str] = {
    SharingPurpose.PLACEMENT: N_("to find a place and for living there"),
    SharingPurpose.PROGRAMME: N_("for a programme"),
    SharingPurpose.CARE: N_("for care"),
}
LOOKS = {"read": N_("looked"), "disclose": N_("showed it to a home")}

# How somebody is followed after a stay, to themselves.
CARED: dict[AftercareState, str] = {
    AftercareState.PROPOSED: N_(
        "You have left the home. Somebody will talk with you about whether and how they keep in"
        " touch with you. You decide, too."
    ),
    AftercareState.AGREED: N_(
        "You have left the home, and somebody keeps in touch with you, as you have agreed."
    ),
    AftercareState.DECLINED: N_(
        "It was decided that nobody keeps in touch. If you change your mind, tell us: you can still"
        " agree on it."
    ),
    AftercareState.ENDED: N_("It is over: nobody gets in touch by this agreement any more."),
}
# What somebody can answer before a look-back, as they would say it themselves.
LIVES: dict[LivesWith, str] = {
    LivesWith.FAMILY: N_("with my family"),
    LivesWith.INDEPENDENT: N_("on my own"),
    LivesWith.YOUTH_FLAT: N_("in a youth flat, as one of several"),
    LivesWith.OTHER_HOME: N_("in a home again"),
    LivesWith.FOSTER: N_("with a foster family"),
    LivesWith.CRISIS: N_("in a crisis centre now"),
}
DOES: dict[Occupied, str] = {
    Occupied.SCHOOL: N_("I go to school"),
    Occupied.WORK: N_("I work"),
    Occupied.SCHOOL_AND_WORK: N_("I go to school and work"),
    Occupied.SEEKING: N_("I look for school or work"),
    Occupied.NEITHER: N_("neither of them just now"),
}
