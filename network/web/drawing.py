"""What templates need to draw groups and their places, wherever these are listed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from flask import Flask, url_for

from network.availability.board import Row
from network.availability.fit import Reason
from network.availability.profile import RESTRICTION, Form
from network.availability.strip import PlaceState
from network.web import headers
from network.web.labels import label
from network.web.words import gettext


def init_app(app: Flask) -> None:
    for show in (tally, in_forms, usual_restriction, said, tel):
        app.add_template_filter(show)
    app.jinja_env.globals["town_hints"] = town_hints


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
    """Why a group does not fit, in the reader's language; a need is called by its name."""
    facts = dict(reason.facts)
    if "need" in facts:
        facts["need"] = label(facts["need"], "Need")
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
