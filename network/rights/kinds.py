"""What can be asked, by whom, and how it is decided. Pure. Codes are never reused."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Right(StrEnum):
    """What is asked for: GDPR articles 15, 16, 18, 17 and 21."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"
    ERASURE = "erasure"
    OBJECTION = "objection"


class AskedBy(StrEnum):
    """Who asks; for somebody else only who may speak for them (DZ article 151 and following)."""

    YOUNG_PERSON = "young_person"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Proof(StrEnum):
    """How it was checked that they are who they say (GDPR article 12(6)); no copy is kept."""

    IDENTITY_DOCUMENT = "identity_document"
    KNOWN_IN_PERSON = "known_in_person"
    ELECTRONIC_SIGNATURE = "electronic_signature"
    AUTHORISATION = "authorisation"


class Decision(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What happened to a request, one after the other."""

    RECEIVED = "received"
    EXTENDED = "extended"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REPORT_FINISHED = "report_finished"
    HANDED_OVER = "handed_over"
    RECTIFIED = "rectified"
    RESTRICTED = "restricted"
    LIFTED = "lifted"
    ERASURE_ASKED = "erasure_asked"
    ERASED = "erased"


class What(StrEnum):
    """What an erasure destroys the key of: a file, or the words on a thing that belongs to none."""

    FILE = "file"
    REQUEST = "request"
    ASK = "ask"
    PLACEMENT = "placement"
    CASE = "case"
    ENROLMENT = "enrolment"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them: a file by its young person."""

    what: What
    id: UUID
    number: str


class ErasureGround(StrEnum):
    """Why it is to be erased."""

    ASKED_FOR = "asked_for"
    RETENTION = "retention"


class Obstacle(StrEnum):
    """What stands against an erasure; of words, that they are in use again or belong to a file."""

    REQUEST = "request"
    PLACEMENT = "placement"
    COURT_ORDER = "court_order"
    RETENTION = "retention"
    IN_USE = "in_use"
    AFTERCARE = "aftercare"
    ENROLMENT = "enrolment"
    CASE = "case"
