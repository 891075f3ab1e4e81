"""The agreement on aftercare on paper, in plain words: what the home does, what the young person
does, what helps when it gets hard, and lines for those who sign."""

from network.aftercare.facts import AgreementFacts
from network.aftercare.lifecycle import Rhythm
from network.interop.paper import Paper
from network.interop.slovenian import LANGUAGE, day, gettext
from tenants.errors import N_

LINE = "________________________"
LINES = "\n".join([LINE * 3] * 4)
TITLE = N_("Agreement on support after leaving")
OFTEN: dict[Rhythm, str] = {
    Rhythm.WEEKLY: N_("about once a week"),
    Rhythm.FORTNIGHTLY: N_("about every two weeks"),
    Rhythm.MONTHLY: N_("about once a month"),
}
SIGNS = (
    N_("Signature of the young person"),
    N_("Signature of a parent or the guardian"),
    N_("Signature of the other parent"),
    N_("Signature for the home"),
)


def agreement(facts: AgreementFacts) -> bytes:
    """What was agreed on, to be signed; or the same to be filled in by hand."""
    foot = gettext("Stay %(name)s", name=facts.name) if facts.name else ""
    paper = Paper(gettext(TITLE), language=LANGUAGE, foot=foot)
    paper.paragraph(
        gettext(
            "You have left the home. We stay in touch, so that you are not alone with what comes"
            " next. Here stands what we have agreed on."
        )
    )
    paper.facts(
        [
            (gettext("Young person"), LINE),
            (gettext("Home"), facts.house),
            (gettext("From"), day(facts.begins) if facts.begins else LINE),
            (gettext("Until"), _until(facts)),
            (gettext("How often we are in touch"), _often(facts)),
            (gettext("Whom you can call"), facts.responsible or LINE),
        ]
    )
    for heading, said in (
        (N_("What we do"), facts.plan.we_do),
        (N_("What you do"), facts.plan.you_do),
        (N_("What helps when it gets hard"), facts.plan.when_hard),
    ):
        paper.heading(gettext(heading))
        paper.paragraph(said or LINES)
    _free(paper)
    paper.to_sign(gettext("Place and day"), *map(gettext, SIGNS))
    return paper.done()


def _free(paper: Paper) -> None:
    paper.heading(gettext("It is free, and you can stop"))
    paper.paragraph(
        gettext(
            "You need not do this, and it costs nothing. You can stop at any time; you need no"
            " reason, and nothing gets worse for you because of it. After 6, 12 and 24 months we"
            " ask how you are. You need not answer. You may always see what we write about you."
        )
    )


def _until(facts: AgreementFacts) -> str:
    if facts.planned_end:
        return day(facts.planned_end)
    return gettext("as long as it helps") if facts.begins else LINE


def _often(facts: AgreementFacts) -> str:
    return gettext(OFTEN[facts.rhythm]) if facts.rhythm else LINE
