"""What templates need to draw groups and their places, wherever these are listed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from flask import Flask, current_app, url_for
from markupsafe import Markup

from network.availability.board import Row
from network.availability.fit import Reason
from network.availability.profile import RESTRICTION, Form
from network.availability.strip import PlaceState
from network.web import formats, headers
from network.web.labels import label
from network.web.words import gettext, language
from tenants import clock

# Most of a board is the same from one reader to the next: what a row shows decides how it looks.
# Twenty rows are drawn in a tenth of the time if what was drawn before is used again.
DRAWN: dict[tuple[object, ...], Markup] = {}
MOST_DRAWN = 3000
CODED = {"need": "Need", "closure": "ClosureReason"}


def init_app(app: Flask) -> None:
    for show in (tally, in_forms, usual_restriction, said, tel, cells, exclusion):
        app.add_template_filter(show)
    app.jinja_env.globals.update(town_hints=town_hints, drawn_once=drawn_once)


def drawn_once(template: str, macro: str, *arguments: object, key: object = None) -> Markup:
    """What a macro draws of its arguments in the reader's language, drawn anew only for what was
    not drawn before. `key` must hold everything the macro shows; it is the arguments themselves
    where these are plain values. The macro may show nothing else: no nonce, nothing of a reader.
    """
    full = (language(), template, macro, arguments if key is None else key)
    found = DRAWN.get(full)
    if found is None:
        if len(DRAWN) >= MOST_DRAWN:
            DRAWN.clear()
        module = current_app.jinja_env.get_template(template).module
        found = DRAWN[full] = getattr(module, macro)(*arguments)
    return found


def cells(row: Row) -> Markup:
    """The cells of a row on the board, but for what one may do with it."""
    return drawn_once("board/_rows.html", "row_cells", row, key=_shown(row))


def exclusion(row: Row) -> Markup:
    """A group that the search leaves out, and why."""
    return drawn_once("board/_rows.html", "excluded", row, key=_shown(row))


def _shown(row: Row) -> tuple[object, ...]:
    group = row.group
    return (
        *(group.id, group.name, group.tenant_name, group.town, group.form),
        *(group.restriction_level, group.age_from, group.age_to, group.sex),
        *(row.freshness, formats.ago(group.confirmed_at), formats.moment(group.confirmed_at)),
        group.confirmed_by,
        *(row.crowd, row.intake, group.intake_until, group.intake_by, group.intake_reason),
        *(row.next_free, row.more_then, clock.today().year, formats.km(row.km)),
        tuple(state for _, state in row.strip),
        tuple((reason.code, *reason.facts.values()) for reason in row.against),
    )


def tally(strip: Sequence[tuple[int, PlaceState]]) -> dict[str, int]:
    """How many places are in each state, as the components draw them."""
    found = Counter(state for _, state in strip)
    return {state.value: found[state] for state in PlaceState}


def in_forms(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Rows of the board under their forms, in the order they come."""
    return [(form, list(within)) for form, within in groupby(rows, lambda row: row.group.form)]


def usual_restriction(form: str) -> int:
    """How restrictive a form of living is by itself, 1 (least) to 4."""
    return RESTRICTION[Form(form)]


def said(reason: Reason) -> str:
    """Why a group does not fit, in the reader's language; a need or a reason is called by its name,
    a day is written as people write it."""
    facts = dict(reason.facts)
    for name, kind in CODED.items():
        if name in facts:
            facts[name] = label(facts[name], kind)
    if "opening" in facts:
        facts["opening"] = formats.day(date.fromisoformat(str(facts["opening"])))
    return gettext(reason.sentence, **facts)


def tel(number: str) -> str:
    """A telephone number as a link dials it: digits, and a plus in front."""
    return "tel:" + "".join(letter for letter in number if letter.isdigit() or letter == "+")


def town_hints() -> Mapping[str, str]:
    """Attributes of a field for a town: names are offered while one types."""
    return {
        "list": "towns",
        "autocomplete": "off",
        "maxlength": "120",
        "hx-get": url_for("board.complete_town"),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": "#towns",
        "hx-swap": "innerHTML",
        "hx-nonce": headers.nonce(),
    }
