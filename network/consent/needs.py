"""What has to be told of a legal basis of each kind. Pure.

A statute is named by its article (ZVOP-2 article 6: a public task is determined by law), a decision
of a court by court, number and the day on which it became final; a consent by who gave it, how, and
until when (GDPR article 7).
"""

from collections.abc import Mapping

from network.consent.kinds import Basis

B = Basis
NEEDED: dict[Basis, tuple[str, ...]] = {
    B.CONSENT: ("givers", "how", "ends"),
    B.STATUTORY_TASK: ("article",),
    B.COURT_ORDER: ("court", "decision_number", "final_on"),
    B.DUTY_TO_REPORT: ("article",),
    B.VITAL_INTEREST: ("reason", "ends"),
}
# What may be told beside it.
OPTIONAL: dict[Basis, tuple[str, ...]] = {
    B.CONSENT: ("dissent", "reason"),
    B.STATUTORY_TASK: ("ends", "reason"),
    B.COURT_ORDER: ("ends",),
    B.DUTY_TO_REPORT: ("ends", "reason"),
    B.VITAL_INTEREST: (),
}
# Under what a part of a file may be shown. Statistics are told without files.
FOR_FILES = tuple(NEEDED)


def told(kind: Basis, values: Mapping[str, object]) -> dict[str, object]:
    """Of everything that was sent, what a basis of this kind says."""
    names = (*NEEDED[kind], *OPTIONAL[kind])
    return {name: values[name] for name in names if values.get(name)}


def missing(kind: Basis, values: Mapping[str, object]) -> list[str]:
    """What a basis of this kind must tell and does not."""
    # Who says no says it until they say otherwise.
    excused = {"ends"} if values.get("dissent") else set()
    return [name for name in NEEDED[kind] if not values.get(name) and name not in excused]
