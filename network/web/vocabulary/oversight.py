"""Breaches of personal data, and what is done about them."""

from enum import Enum

from network.oversight.kinds import BreachStep, Risk
from network.trail.chain import Break
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Risk: {
        Risk.NONE: N_("no risk to anybody is likely"),
        Risk.RISK: N_("a risk: the Commissioner is told"),
        Risk.HIGH: N_("a high risk: the persons are told, too"),
    },
    BreachStep: {
        BreachStep.REPORTED: N_("noticed and reported"),
        BreachStep.JUDGED_NONE: N_("judged: no risk to anybody is likely"),
        BreachStep.JUDGED_RISK: N_("judged: a risk"),
        BreachStep.JUDGED_HIGH: N_("judged: a high risk"),
        BreachStep.COMMISSIONER_TOLD: N_("the Commissioner told"),
        BreachStep.PERSONS_TOLD: N_("the persons told"),
        BreachStep.CLOSED: N_("closed"),
    },
    Break: {
        Break.MISSING: N_("it is missing"),
        Break.CHANGED: N_("it was changed"),
        Break.CUT: N_("everything from it on was cut off"),
        Break.HEAD: N_("the trail does not end where it says"),
        Break.ANCHOR: N_("it is not the one that was there when the anchor was written"),
        Break.CHECKPOINT: N_("what says how far the trail was pruned is not signed"),
    },
}
