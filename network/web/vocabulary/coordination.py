"""What the coordination looks at."""

from enum import Enum

from network.requests.coordination import Order, Stage
from network.requests.figures import UnmetBy
from network.requests.suppression import Hidden
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Stage: {
        Stage.UNASKED: N_("nobody is asked"),
        Stage.ASKED: N_("waits for the first answer"),
        Stage.TALKING: N_("interest, visits, waiting lists"),
        Stage.OFFERED: N_("a place is offered"),
        Stage.PAUSED: N_("the search rests"),
        Stage.AWAITING: N_("accepted, arrival is awaited"),
    },
    Order: {
        Order.NEWEST: N_("newest first"),
        Order.LONGEST: N_("longest waiting first"),
    },
    UnmetBy: {
        UnmetBy.REGION: N_("by region"),
        UnmetBy.NEED: N_("by need"),
        UnmetBy.SEX: N_("by sex"),
        UnmetBy.AGE_BAND: N_("by age"),
    },
    Hidden: {
        Hidden.FEW: N_("< 5"),
        Hidden.WITHHELD: N_("withheld"),
    },
}
