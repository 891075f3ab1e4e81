"""What a document is, and what was found out about it. Pure. Codes are never reused."""

from enum import StrEnum

from network.consent.kinds import Category


class DocumentKind(StrEnum):
    """The attachments that homes ask for, and what else lies in files."""

    SOCIAL_ANAMNESIS = "social_anamnesis"
    PSYCHOLOGICAL_REPORT = "psychological_report"
    PSYCHIATRIC_REPORT = "psychiatric_report"
    SCHOOL_REPORT = "school_report"
    GUIDANCE_DECISION = "guidance_decision"
    COURT_DECISION = "court_decision"
    CONSENT = "consent"
    EARLIER_HOME_REPORT = "earlier_home_report"
    HEALTH_REPORT = "health_report"
    INDIVIDUAL_PLAN = "individual_plan"
    OTHER = "other"


# What a document tells of; it may be shown where a basis covers this and documents themselves.
# Opinions of psychologists and psychiatrists are data concerning health (GDPR article 4(15)).
ABOUT: dict[DocumentKind, Category] = {
    DocumentKind.SOCIAL_ANAMNESIS: Category.FAMILY,
    DocumentKind.PSYCHOLOGICAL_REPORT: Category.HEALTH,
    DocumentKind.PSYCHIATRIC_REPORT: Category.HEALTH,
    DocumentKind.SCHOOL_REPORT: Category.SCHOOL,
    DocumentKind.GUIDANCE_DECISION: Category.SCHOOL,
    DocumentKind.COURT_DECISION: Category.COURT,
    DocumentKind.CONSENT: Category.FAMILY,
    DocumentKind.EARLIER_HOME_REPORT: Category.HISTORY,
    DocumentKind.HEALTH_REPORT: Category.HEALTH,
    DocumentKind.INDIVIDUAL_PLAN: Category.NEEDS,
    DocumentKind.OTHER: Category.DOCUMENTS,
}


class Media(StrEnum):
    """The kinds of content that are kept, by their media types."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return self.name.lower().replace("jpeg", "jpg")

    @property
    def is_picture(self) -> bool:
        return self in (Media.JPEG, Media.PNG)

    @property
    def is_stamped(self) -> bool:
        """Whether it can be shown with a watermark; the others leave as they are."""
        return self is Media.PDF or self.is_picture


class Scan(StrEnum):
    """What the virus scanner said; what it found infected is never kept."""

    CLEAN = "clean"
    NOT_SCANNED = "not_scanned"


class Removal(StrEnum):
    """Why the content of a document was destroyed."""

    WRONG_FILE = "wrong_file"
    DUPLICATE = "duplicate"
    OUTDATED = "outdated"
    NO_BASIS = "no_basis"
    OWN_WISH = "own_wish"
    OTHER = "other"
