"""The sheet by which a page is handed over: on paper, to the one it is for."""

from flask import current_app, url_for

from network.consent.giving import Giver
from network.interop.paper import Paper
from network.own_pages.kinds import CODE_HOLDS, MOST_FAILURES, is_parent
from network.own_pages.models import OwnPage
from network.settings import Settings
from network.web.formats import day
from network.web.words import gettext, language
from tenants.errors import N_
from tenants.scope import Scope

NOT_HANDED = N_("This is not what was handed over. Give a new code and print that.")
HELP_LINES = {
    "080 15 52": N_("Peter Klepec: for children to whom somebody does harm. Free of charge."),
    "116 111": N_("TOM telephone for children and young people. Free of charge."),
    "080 15 30": N_("The Ombudsman. An advocate for children can help you say what you want."),
    "112": N_("If you are in danger now."),
}
"""Sources: domain 2.4 and 2.5; the lines of the Ombudsman and of the emergency services. Nothing is
said of hours: they change, and somebody may need the line just then."""

HALF = 4  # digits of the code between which one pauses


def address(link: str) -> str:
    """The whole address of a page, as people find this deployment."""
    settings: Settings = current_app.extensions["pristan_settings"]
    path = url_for("own.door", link=link)
    return (
        settings.url.rstrip("/") + path
        if settings.url
        else url_for("own.door", link=link, _external=True)
    )


def drawn(scope: Scope, found: OwnPage, link: str, code: str) -> bytes:
    """The sheet as PDF. No name stands on it: whoever finds it learns nothing of anybody."""
    parent = is_parent(Giver(found.reader))
    paper = Paper(
        gettext("Page for parents") if parent else gettext("Your page"),
        language=language(),
        foot=scope.tenant_name,
    )
    paper.paragraph(
        gettext("On this page you see what is happening and who decides, and you can speak up.")
        if parent
        else gettext(
            "On this page you see what is happening, who decides and who knows what about you."
            " There you can say what you want, and that you do not agree."
        )
    )
    if link:
        paper.heading(gettext("1. Open the link"))
        paper.code(address(link))
        paper.small(address(link))
    else:
        paper.heading(gettext("1. Open the link that you have"))
    paper.heading(gettext("2. Type the code"))
    paper.large(f"{code[:HALF]} {code[HALF:]}")
    paper.paragraph(_holds(found))
    paper.heading(gettext("3. Choose a word of your own"))
    paper.paragraph(
        gettext("From then on the link and your word open the page. Tell it to nobody.")
    )
    _good_to_know(paper, scope, found)
    return paper.done()


def _holds(found: OwnPage) -> str:
    until = day((found.fresh_at + CODE_HOLDS).date())
    return gettext("The code works once, until %(day)s.", day=until)


def _good_to_know(paper: Paper, scope: Scope, found: OwnPage) -> None:
    paper.heading(gettext("Good to know"))
    paper.paragraph(
        gettext(
            "The red button “Leave at once” closes the page and shows the weather. After a quarter"
            " of an hour the page closes by itself. After %(most)s wrong tries it locks itself.",
            most=MOST_FAILURES,
        )
    )
    reach = (gettext("A new code, or a talk"), f"{scope.tenant_name}, {found.reach}")
    paper.facts([reach, *((number, gettext(says)) for number, says in HELP_LINES.items())])
