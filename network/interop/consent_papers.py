"""A consent and its withdrawal on paper, in plain words: what, to whom, for what, until when, who
signs, and how it is taken back (GDPR articles 7 and 13, ZVOP-2 article 8 on the age of fifteen)."""

from collections.abc import Sequence

from network.consent.giving import Giver
from network.consent.kinds import Category, SharingPurpose
from network.interop.paper import Paper
from network.interop.slovenian import LANGUAGE, day, gettext
from network.legal_bases.facts import ConsentFacts
from tenants.errors import N_

MEDIA = "application/pdf"
YES, NO = N_("Consent to showing information"), N_("No to showing information")
LINE = "________________________"
# What each section of a file holds, as one would say it to somebody who has never seen one.
MEANS: dict[Category, str] = {
    Category.IDENTITY: N_("who the young person is: name, date of birth, EMŠO, languages"),
    Category.CONTACT: N_("where the young person lives, telephone and e-mail"),
    Category.FAMILY: N_("family: parents or guardian, brothers and sisters, weekends at home"),
    Category.SCHOOL: N_("school: which one, which grade, how it goes there"),
    Category.NEEDS: N_("what the young person is good at, what is difficult, what helps"),
    Category.HEALTH: N_("health: allergies, medication, illnesses, opinions of doctors"),
    Category.RISK: N_("dangers: self-harm, running away, violence"),
    Category.COURT: N_("decisions of the court"),
    Category.HISTORY: N_("where the young person has lived and what help there has been"),
    Category.OWN_WORDS: N_("what the young person wants, in their own words"),
    Category.DOCUMENTS: N_("documents from the file about what is ticked here"),
}
PURPOSES: dict[SharingPurpose, str] = {
    SharingPurpose.PLACEMENT: N_("so that a suitable place to live can be found and prepared"),
    SharingPurpose.PROGRAMME: N_("so that a suitable programme can be found and prepared"),
    SharingPurpose.CARE: N_("so that care where the young person lives can go on well"),
}
SIGNS: dict[Giver, str] = {
    Giver.YOUNG_PERSON: N_("Signature of the young person"),
    Giver.MOTHER: N_("Signature of the mother"),
    Giver.FATHER: N_("Signature of the father"),
    Giver.GUARDIAN: N_("Signature of the guardian"),
    Giver.CENTRE: N_("Signature for the centre for social work"),
}


def consent(facts: ConsentFacts) -> bytes:
    """The form of a consent, or of an explicit no: filled with what was recorded, or to be filled
    in by hand."""
    paper = _begun(facts, NO if facts.dissent else YES)
    paper.paragraph(
        gettext("I do not agree that %(house)s shows this to others:", house=facts.house)
        if facts.dissent
        else gettext("I agree that %(house)s shows this to others:", house=facts.house)
    )
    for category, meaning in MEANS.items():
        paper.to_tick(gettext(meaning), ticked=category in facts.categories)
    _scope(paper, facts)
    _who_decides(paper, facts)
    _how_taken_back(paper)
    _signed(paper, facts)
    return paper.done()


def withdrawal(facts: ConsentFacts) -> bytes:
    """The form by which a consent is taken back, in whole or in part."""
    paper = _begun(facts, N_("Withdrawal of consent"))
    if facts.starts:
        paper.paragraph(gettext("I take back the consent of %(day)s.", day=day(facts.starts)))
    else:
        paper.paragraph(gettext("I take back the consent of %(day)s.", day=LINE))
    paper.to_tick(gettext("all of it"))
    paper.to_tick(gettext("only for what is ticked here:"))
    for category, meaning in MEANS.items():
        if not facts.chosen or category in facts.categories:
            paper.to_tick(gettext(meaning))
    paper.heading(gettext("What happens then"))
    paper.paragraph(
        gettext(
            "From the moment this is recorded nobody sees it any more by this consent. Whoever has"
            " seen it is told that they may no longer use it. What was done before stays lawful."
            " What a court or a statute demands goes on."
        )
    )
    paper.paragraph(gettext("You need no reason, and nothing gets worse for you because of it."))
    _signed(paper, facts)
    return paper.done()


def _begun(facts: ConsentFacts, title: str) -> Paper:
    foot = gettext("File %(number)s", number=facts.number)
    paper = Paper(gettext(title), language=LANGUAGE, foot=foot)
    paper.facts(
        [
            (gettext("Young person"), facts.name or LINE),
            (gettext("Born on"), day(facts.born) if facts.born else LINE),
            (gettext("Who keeps the file"), f"{facts.house}, {facts.number}"),
        ]
    )
    return paper


def _scope(paper: Paper, facts: ConsentFacts) -> None:
    paper.heading(gettext("To whom, for what, until when"))
    paper.facts(
        [
            (gettext("To whom"), _recipients(facts)),
            (gettext("For what"), gettext(PURPOSES[facts.purpose])),
            (gettext("From"), day(facts.starts) if facts.starts else LINE),
            (gettext("Until"), _until(facts)),
        ]
    )


def _recipients(facts: ConsentFacts) -> str:
    if facts.recipients:
        return ", ".join(facts.recipients)
    every = gettext("every home that is asked for a place for this young person")
    only = gettext("only to: %(whom)s", whom=LINE)
    return every if facts.chosen else f"{every}\n{only}"


def _until(facts: ConsentFacts) -> str:
    if facts.ends:
        return day(facts.ends)
    return gettext("until I say otherwise") if facts.dissent else LINE


def _who_decides(paper: Paper, facts: ConsentFacts) -> None:
    paper.heading(gettext("Who decides"))
    paper.paragraph(
        gettext(
            "From the fifteenth birthday on the young person decides themselves. Before that one"
            " parent with parental responsibility signs for both, or the guardian; where the"
            " parents are known to disagree, both have to sign."
        )
    )
    if facts.own_word:
        paper.paragraph(gettext("This young person is fifteen or older and signs themselves."))
    elif len(facts.needed) > 1:
        paper.paragraph(gettext("Here both parents have to sign."))


def _how_taken_back(paper: Paper) -> None:
    paper.heading(gettext("You can say no, and you can change your mind"))
    paper.paragraph(
        gettext(
            "Consent is free. You may agree to some of it only. You can take it back at any time,"
            " as easily as you gave it: on paper, by telephone or in person with whoever keeps the"
            " file. Then nobody sees it any more by this consent. What a court or a statute demands"
            " goes on. You may ask at any time who has seen what."
        )
    )


def _signed(paper: Paper, facts: ConsentFacts) -> None:
    paper.to_sign(gettext("Place and day"), *map(gettext, _signatures(facts)))
    paper.to_sign(gettext("Received by (name, signature, day)"))


def _signatures(facts: ConsentFacts) -> Sequence[str]:
    """A line for each who may sign."""
    if not facts.needed:
        return [SIGNS[each] for each in (Giver.YOUNG_PERSON, Giver.MOTHER, Giver.FATHER)]
    wanted = {giver for givers in facts.needed for giver in givers}
    return [SIGNS[each] for each in Giver if each in wanted]
