"""Whether a group is for a young person, and every reason why not. Pure.

Only the fit of a place is judged, never the child. A hard reason excludes; a soft one is worth a
question to the home first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from network.availability.profile import TAKES, Form, GroupSex, LegalGroup, Need, SchoolLevel, Sex
from tenants.errors import N_


class Profile(Protocol):
    """What a group says of itself; a row of `groups` and of `published_groups` both do."""

    @property
    def form(self) -> str: ...
    @property
    def age_from(self) -> int: ...
    @property
    def age_to(self) -> int: ...
    @property
    def sex(self) -> str: ...
    @property
    def school_levels(self) -> Sequence[str]: ...
    @property
    def legal_groups(self) -> Sequence[str]: ...
    @property
    def needs_asked(self) -> Sequence[str]: ...
    @property
    def needs_not_taken(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. What is not given does not exclude."""

    age: int | None = None
    sex: Sex | None = None
    school_level: SchoolLevel | None = None
    legal_group: LegalGroup | None = None
    needs: frozenset[Need] = frozenset()
    forms: frozenset[Form] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that does not fit: a stable code, a sentence for people, its facts."""

    code: str
    sentence: str
    hard: bool = True
    facts: dict[str, object] = field(default_factory=dict)


def reasons(group: Profile, wanted: Wanted) -> list[Reason]:
    """Everything that speaks against this group, hard reasons first; empty is a fit."""
    return sorted(_reasons(group, wanted), key=lambda reason: not reason.hard)


def fits(group: Profile, wanted: Wanted) -> bool:
    return not any(reason.hard for reason in _reasons(group, wanted))


def _reasons(group: Profile, wanted: Wanted) -> Iterator[Reason]:
    if wanted.forms and Form(group.form) not in wanted.forms:
        yield Reason("form", N_("another form than the ones you look for"))
    if wanted.age is not None and not group.age_from <= wanted.age <= group.age_to:
        yield Reason(
            "age",
            N_("takes ages %(youngest)s to %(oldest)s"),
            facts={"youngest": group.age_from, "oldest": group.age_to},
        )
    if wanted.sex is not None and wanted.sex not in TAKES[GroupSex(group.sex)]:
        sentence = N_("takes only girls") if group.sex == GroupSex.GIRLS else N_("takes only boys")
        yield Reason("sex", sentence)
    # An empty list means that the home has not said; it does not exclude.
    if (
        wanted.school_level
        and group.school_levels
        and wanted.school_level not in group.school_levels
    ):
        yield Reason("school", N_("not for this school level"))
    if wanted.legal_group and group.legal_groups and wanted.legal_group not in group.legal_groups:
        yield Reason("legal_group", N_("not for this legal group"))
    yield from _need_reasons(group, wanted)


def _need_reasons(group: Profile, wanted: Wanted) -> Iterator[Reason]:
    for need in sorted(wanted.needs):
        if need in group.needs_not_taken:
            yield Reason("need_not_taken", N_("does not take: %(need)s"), facts={"need": need})
        elif need in group.needs_asked:
            yield Reason("need_asked", N_("ask about: %(need)s"), hard=False, facts={"need": need})
