"""The closing expert report on paper, for the family and for whom they show it to."""

from collections.abc import Sequence

from network.interop.paper import Paper
from network.programmes.cases.models import MobileCase
from network.programmes.cases.queries import Goal, Report
from network.programmes.models import Enrolment
from network.web.formats import day
from network.web.labels import label
from network.web.words import gettext, language
from tenants.errors import N_
from tenants.scope import Scope

SECTIONS = {
    "situation": N_("How it was at the beginning"),
    "work": N_("What we did"),
    "changes": N_("What has changed"),
    "proposal": N_("What we propose, and why"),
}
BY_HAND = "________________________"


def drawn(
    scope: Scope, enrolment: Enrolment, case: MobileCase, said: Report, goals: Sequence[Goal]
) -> bytes:
    """The report as PDF. The name is written by hand: the house may not keep it here."""
    paper = Paper(gettext("Expert report"), language=language(), foot=scope.tenant_name)
    paper.facts(
        [
            (gettext("Young person"), BY_HAND),
            (gettext("House"), scope.tenant_name),
            (gettext("Number"), enrolment.number or enrolment.reference),
            (gettext("Kind"), label(case.kind, "MobileKind")),
            (gettext("From"), day(case.opened_on)),
            (gettext("Until"), day(case.closed_on)),
        ]
    )
    for name, title in SECTIONS.items():
        if said.sections[name]:
            paper.heading(gettext(title))
            paper.paragraph(said.sections[name])
    _goals(paper, goals)
    paper.heading(gettext("Proposed next step"))
    paper.paragraph(label(case.next_step, "NextStep"))
    paper.to_sign(gettext("Written by: %(name)s", name=said.by_name), gettext("Head of the house"))
    return paper.done()


def _goals(paper: Paper, goals: Sequence[Goal]) -> None:
    if goals:
        paper.heading(gettext("Goals"))
        paper.facts([(each.words, label(each.reached)) for each in goals])
