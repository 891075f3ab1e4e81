"""What the lists are called that leave as files, or whose filters are kept."""

from enum import Enum

from network.exports.lists import ExportedList as List
from network.filters.lists import FilteredList
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    List: {
        List.REQUESTS: N_("Requests"),
        List.ASKS: N_("Asks received"),
        List.PLACEMENTS: N_("Placements"),
        List.PLACED: N_("Placed by us"),
        List.BOARD: N_("Open places"),
        List.HOUSE: N_("The house"),
        List.AWAY: N_("Away now"),
        List.GROUPS: N_("Groups"),
        List.OUTLOOK: N_("The next 90 days"),
        List.MEMBERS: N_("Members"),
        List.INVITATIONS: N_("Invitations"),
        List.EXPORTS: N_("Exports"),
        List.DUTIES: N_("Who answers for what"),
        List.NOTICES: N_("Notices"),
        List.DEADLINES: N_("What is due"),
        List.NETWORK: N_("Requests of the network"),
        List.STALLS: N_("Stalls"),
        List.ASKS_PER_PLACEMENT: N_("Asks per placement"),
        List.UNMET: N_("Unmet need"),
        List.WHY_NOT: N_("Why no programme will do"),
        List.OUTSIDE: N_("Outside the network"),
        List.ORDERS: N_("Court orders"),
        List.REVIEWS: N_("Declines to review"),
        List.TRAIL: N_("Trail"),
        List.PROGRAMMES: N_("Programmes"),
        List.OWN_PROGRAMMES: N_("Our programmes"),
        List.OUTCOMES: N_("School and work by programme"),
        List.GOALS_ENDED: N_("How goals ended"),
        List.AFTERCARE_DECIDED: N_("What was decided"),
        List.AFTERCARE_AGAIN: N_("Placed in a home again?"),
    },
    FilteredList: {
        FilteredList.BOARD: N_("Open places"),
        FilteredList.REQUESTS: N_("Requests"),
        FilteredList.ASKS: N_("Asks received"),
        FilteredList.PLACEMENTS: N_("Placements"),
        FilteredList.COORDINATION: N_("Coordination"),
        FilteredList.PROGRAMMES: N_("Programmes"),
    },
}
