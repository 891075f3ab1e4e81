"""How somebody was in touch. Pure."""

from enum import StrEnum


class ContactWay(StrEnum):
    """By which way; `missed` was tried or agreed on, and nobody was reached."""

    VISIT = "visit"
    PHONE = "phone"
    ONLINE = "online"
    MESSAGE = "message"
    MISSED = "missed"
