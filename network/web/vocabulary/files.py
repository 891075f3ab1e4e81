"""What the fields and kinds of a young person's file are called."""

from enum import Enum

from network.consent.giving import Giver
from network.consent.kinds import Basis, How, SharingPurpose
from network.documents.kinds import DocumentKind, Media, Removal, Scan
from network.records.fields import Exclusion, ParentalCare, Sensitivity
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Sensitivity: {
        Sensitivity.STANDARD: N_("standard"),
        Sensitivity.PROTECTED: N_("protected: every look is written down"),
        Sensitivity.SEALED: N_("sealed: its team alone"),
    },
    Exclusion: {
        Exclusion.RELATIVE: N_("a relative"),
        Exclusion.CONFLICT_OF_INTEREST: N_("a conflict of interest"),
        Exclusion.OWN_WISH: N_("own wish"),
        Exclusion.OTHER: N_("another reason"),
    },
    ParentalCare: {
        ParentalCare.BOTH: N_("both parents"),
        ParentalCare.MOTHER: N_("the mother"),
        ParentalCare.FATHER: N_("the father"),
        ParentalCare.GUARDIAN: N_("a guardian"),
        ParentalCare.CENTRE: N_("the centre for social work"),
    },
    SharingPurpose: {
        SharingPurpose.PLACEMENT: N_("finding a place and living there"),
        SharingPurpose.PROGRAMME: N_("a programme"),
        SharingPurpose.CARE: N_("care"),
    },
    How: {
        How.ON_PAPER: N_("signed on paper"),
        How.IN_PERSON: N_("in person, written down"),
        How.BY_TELEPHONE: N_("by telephone, written down"),
        How.ELECTRONIC: N_("electronically"),
        How.OWN_PAGE: N_("on their own page"),
    },
    Giver: {
        Giver.YOUNG_PERSON: N_("the young person"),
        Giver.MOTHER: N_("the mother"),
        Giver.FATHER: N_("the father"),
        Giver.GUARDIAN: N_("a guardian"),
        Giver.CENTRE: N_("the centre for social work"),
    },
    DocumentKind: {
        DocumentKind.SOCIAL_ANAMNESIS: N_("Social anamnesis"),
        DocumentKind.PSYCHOLOGICAL_REPORT: N_("Psychological report"),
        DocumentKind.PSYCHIATRIC_REPORT: N_("Report of the child psychiatrist"),
        DocumentKind.SCHOOL_REPORT: N_("Report of the school counselling service"),
        DocumentKind.GUIDANCE_DECISION: N_("Guidance decision"),
        DocumentKind.COURT_DECISION: N_("Decision of the court"),
        DocumentKind.CONSENT: N_("Consent"),
        DocumentKind.EARLIER_HOME_REPORT: N_("Report of an earlier home"),
        DocumentKind.HEALTH_REPORT: N_("Medical report"),
        DocumentKind.INDIVIDUAL_PLAN: N_("Individual programme"),
        DocumentKind.OTHER: N_("Other document"),
    },
    Media: {
        Media.PDF: N_("PDF"),
        Media.JPEG: N_("picture"),
        Media.PNG: N_("picture"),
        Media.DOCX: N_("Word document"),
        Media.ODT: N_("OpenDocument text"),
    },
    Scan: {
        Scan.CLEAN: N_("scanned for viruses"),
        Scan.NOT_SCANNED: N_("not scanned for viruses"),
    },
    Removal: {
        Removal.WRONG_FILE: N_("it belongs into another file"),
        Removal.DUPLICATE: N_("it was there twice"),
        Removal.OUTDATED: N_("there is a newer one"),
        Removal.NO_BASIS: N_("there is no basis to keep it"),
        Removal.OWN_WISH: N_("the young person or a parent asked for it"),
        Removal.OTHER: N_("another reason"),
    },
}
BASES: dict[Basis, str] = {
    Basis.CONSENT: N_(
        "Somebody agrees, for a time, and can take it back at any time. From fifteen on the young"
        " person decides."
    ),
    Basis.STATUTORY_TASK: N_("A statute gives your organisation this task; name the article."),
    Basis.COURT_ORDER: N_("A court has decided; name it, its number, and when it became final."),
    Basis.DUTY_TO_REPORT: N_(
        "A statute demands that this is told, for instance violence in a family. Nobody has to"
        " agree, and asking may endanger."
    ),
    Basis.VITAL_INTEREST: N_("Life or health is in danger; only what helps, and only for as long."),
}
FIELDS: dict[str, str] = {
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "birth_date": N_("Date of birth"),
    "emso": N_("EMŠO"),
    "sex": N_("Sex"),
    "citizenship": N_("Citizenship"),
    "languages": N_("Languages"),
    "address": N_("Address"),
    "telephone": N_("Telephone"),
    "email": N_("E-mail address"),
    "contact_safety": N_("What to mind when making contact"),
    "mother": N_("Mother"),
    "father": N_("Father"),
    "guardian": N_("Guardian"),
    "parental_care": N_("Parental responsibility"),
    "parents_disagree": N_("The parents are known to disagree"),
    "siblings": N_("Brothers and sisters"),
    "family_situation": N_("The situation of the family"),
    "weekends": N_("Weekends and holidays"),
    "school": N_("School"),
    "grade": N_("Grade and programme"),
    "guidance_decision": N_("There is a guidance decision"),
    "school_situation": N_("The situation at school"),
    "strengths": N_("Strengths"),
    "difficulties": N_("Difficulties"),
    "what_helps": N_("What helps"),
    "allergies": N_("Allergies"),
    "medication": N_("Medication"),
    "conditions": N_("Conditions"),
    "doctor": N_("Doctor"),
    "self_harm": N_("Self-harm and suicidality"),
    "running_away": N_("Running away"),
    "harm_to_others": N_("Harm to others"),
    "harm_from_others": N_("Harm from others"),
    "court": N_("Court"),
    "decision_number": N_("Number of the decision"),
    "decided_on": N_("Decided on"),
    "final_on": N_("Final on"),
    "measure_ends": N_("The measure ends on"),
    "earlier_placements": N_("Earlier placements"),
    "earlier_help": N_("Help so far"),
    "wants": N_("What I want"),
    "does_not_want": N_("What I do not want"),
    "worries": N_("What worries me"),
}
