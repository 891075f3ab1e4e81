"""What can be asked, by whom, and how it is decided. Pure. Codes are never reused."""

from enum import StrEnum


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


class ErasureGround(StrEnum):
    """Why a file is to be erased."""

    ASKED_FOR = "asked_for"
    RETENTION = "retention"


class Obstacle(StrEnum):
    """What stands against erasing a file."""

    REQUEST = "request"
    PLACEMENT = "placement"
    COURT_ORDER = "court_order"
    RETENTION = "retention"
