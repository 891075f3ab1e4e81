"""What a clock is about, in the words every layer shares."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class SubjectKind(StrEnum):
    REQUEST = "request"
    ASK = "ask"
    PLACEMENT = "placement"
    GROUP = "group"
    FILE = "file"
    LEGAL_BASIS = "legal_basis"
    EMERGENCY = "emergency"
    VOICE = "voice"
    RIGHTS_REQUEST = "rights_request"
    BREACH = "breach"
    ENROLMENT = "enrolment"
    AFTERCARE = "aftercare"


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing something is due on: its kind, its id and the number people call it by."""

    kind: SubjectKind
    id: UUID
    number: str
