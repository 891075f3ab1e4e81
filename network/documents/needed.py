"""Which documents a home wants to see with a request, and which of them are missing. Pure.

What a home asks for with an application is the practice of the Maribor centre: social anamnesis,
a psychological report or that of the child psychiatrist, a report of the school's counselling
service, and a copy of the guidance decision if there is one. A measure rests on a decision of the
court (Family Code; criminal law for juveniles), of which the home gets a copy.
"""

from collections.abc import Collection

from network.documents.kinds import DocumentKind

ALWAYS = (
    DocumentKind.SOCIAL_ANAMNESIS,
    DocumentKind.PSYCHOLOGICAL_REPORT,
    DocumentKind.SCHOOL_REPORT,
)
# By the codes of legal groups, on which a stay rests.
BY_GROUP = {
    "guidance_decision": DocumentKind.GUIDANCE_DECISION,
    "family_law": DocumentKind.COURT_DECISION,
    "criminal_measure": DocumentKind.COURT_DECISION,
}
# In treatment the psychiatrist's report stands for the psychologist's.
INSTEAD = {DocumentKind.PSYCHOLOGICAL_REPORT: DocumentKind.PSYCHIATRIC_REPORT}


def wanted(legal_group: str = "", *, guided: bool = False) -> list[DocumentKind]:
    """What a home wants to see, in the order of the kinds; `guided` says that there is a guidance
    decision."""
    kinds = {*ALWAYS, BY_GROUP.get(legal_group)}
    if guided:
        kinds.add(DocumentKind.GUIDANCE_DECISION)
    return [each for each in DocumentKind if each in kinds]


def missing(
    present: Collection[DocumentKind], legal_group: str = "", *, guided: bool = False
) -> list[DocumentKind]:
    """What of it is still to be got."""
    return [each for each in wanted(legal_group, guided=guided) if not is_there(each, present)]


def is_there(kind: DocumentKind, present: Collection[DocumentKind]) -> bool:
    """Whether it, or what stands for it, is among those."""
    return kind in present or INSTEAD.get(kind) in present
