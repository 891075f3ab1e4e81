"""Which lists can leave as a file. Pure."""

from enum import StrEnum


class ExportedList(StrEnum):
    """A list, by the name that stands in the address of its file."""

    REQUESTS = "requests"
    ASKS = "asks"
    PLACEMENTS = "placements"
    PLACED = "placed"
    BOARD = "board"
    HOUSE = "house"
    AWAY = "away"
    GROUPS = "groups"
    OUTLOOK = "outlook"
    MEMBERS = "members"
    INVITATIONS = "invitations"
    EXPORTS = "exports"
    DUTIES = "duties"
    NOTICES = "notices"
    DEADLINES = "deadlines"
    NETWORK = "network"
    STALLS = "stalls"
    ASKS_PER_PLACEMENT = "asks-per-placement"
    UNMET = "unmet"
    WHY_NOT = "why-not"
    OUTSIDE = "outside"
    ORDERS = "orders"
    REVIEWS = "reviews"
    TRAIL = "trail"
    PROGRAMMES = "programmes"
    OWN_PROGRAMMES = "own-programmes"
