"""Legal bases, and the categories of a file that each covers. Pure. Codes are never reused."""

from enum import StrEnum


class Basis(StrEnum):
    """Why something may be seen by another organisation (GDPR articles 6 and 9; domain 5.2)."""

    CONSENT = "consent"
    STATUTORY_TASK = "statutory_task"
    COURT_ORDER = "court_order"
    DUTY_TO_REPORT = "duty_to_report"
    VITAL_INTEREST = "vital_interest"
    STATISTICS = "statistics"


class Category(StrEnum):
    """The parts of a young person's file; each is shown or withheld as a whole."""

    IDENTITY = "identity"
    CONTACT = "contact"
    FAMILY = "family"
    SCHOOL = "school"
    NEEDS = "needs"
    HEALTH = "health"
    RISK = "risk"
    COURT = "court"
    HISTORY = "history"
    OWN_WORDS = "own_words"
    DOCUMENTS = "documents"


class SharingPurpose(StrEnum):
    """For what another organisation may see something of a file."""

    PLACEMENT = "placement"
    PROGRAMME = "programme"
    CARE = "care"


class How(StrEnum):
    """How a consent was given."""

    ON_PAPER = "on_paper"
    IN_PERSON = "in_person"
    BY_TELEPHONE = "by_telephone"
    ELECTRONIC = "electronic"
    OWN_PAGE = "own_page"
