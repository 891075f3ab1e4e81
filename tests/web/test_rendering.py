"""Whole pages, parts of them, forms on their way in and back, and the weight of it all."""

import gzip
import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from jinja2 import DictLoader
from marshmallow import Schema, ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from network.schemas.values import moment
from network.web.assets import STYLES, UnknownIcon, icon
from network.web.flashes import UnknownMessage
from network.web.rendering import FormView, form_values, page, see_other
from tenants.errors import Conflict, Invalid
from tenants.login import public

STATIC = Path("network/static")
HTMX = {"HX-Request": "true"}
LIST = """{% extends "layout.html" %}
{% from "components/surfaces.html" import chip %}
{% block title %}List{% endblock %}
{% block main %}<h1>All</h1>{% block list %}<ul>{{ chip(word) }}</ul>{% endblock %}{% endblock %}"""


class Wish(Schema):
    """A form with one field of every sort."""

    age = fields.Integer(required=True, validate=validate.Range(3, 26))
    since = fields.Date(required=True)
    until = moment(allow_none=True)
    forms = fields.List(fields.String(), validate=validate.Length(min=1))
    stays = fields.Boolean()
    word = fields.String(validate=validate.Length(max=10))
    sex = fields.String(required=True, validate=validate.OneOf(["female", "male"]))
    needs = fields.Dict(keys=fields.String(), values=fields.String())


@pytest.fixture
def reader(frame: Flask) -> FlaskClient:
    frame.jinja_env.loader = DictLoader({"list.html": LIST, **_templates()})

    @frame.get("/list")
    @public
    def show() -> Response:
        return page("list.html", "list", word="<b>")

    @frame.post("/list")
    @public
    def add() -> Response:
        return see_other("/list", flash="saved")

    return frame.test_client()


def _templates() -> dict[str, str]:
    folder = Path("network/templates")
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.html")}


def test_a_browser_gets_the_page_and_htmx_only_its_part(reader: FlaskClient) -> None:
    whole = reader.get("/list")
    part = reader.get("/list", headers=HTMX)
    restored = reader.get("/list", headers={**HTMX, "HX-Request-Type": "full"})

    assert whole.text.startswith("<!doctype html>")
    assert part.text.startswith("<ul>")
    assert '<span class="chip ">&lt;b&gt;</span>' in part.text
    assert restored.text.startswith("<!doctype html>")
    assert "HX-Request" in whole.headers["Vary"]


def test_after_a_form_a_browser_goes_on_by_303_and_htmx_is_told_where(reader: FlaskClient) -> None:
    by_browser = reader.post("/list")
    by_htmx = reader.post("/list", headers=HTMX)

    assert (by_browser.status_code, by_browser.location) == (303, "/list")
    assert (by_htmx.status_code, by_htmx.headers["HX-Redirect"]) == (200, "/list")


def test_what_was_done_is_said_once(reader: FlaskClient) -> None:
    reader.post("/list")

    first, second = reader.get("/list").text, reader.get("/list").text

    assert "Shranjeno." in first
    assert "Shranjeno." not in second


def test_the_cookie_of_a_message_holds_a_code_of_ours_and_nothing_else(
    frame: Flask, reader: FlaskClient
) -> None:
    reader.set_cookie("pristan_flash", "Call this number: 090 666")

    assert "090 666" not in reader.get("/list").text
    with frame.test_request_context(), pytest.raises(UnknownMessage):
        see_other("/list", flash="Call this number")


def test_nothing_around_a_page_leads_to_a_room_that_is_not_there(reader: FlaskClient) -> None:
    text = reader.get("/list").text

    assert re.findall(r'href="/(?!static)([^"]+)"', text) == []


def test_a_form_is_read_as_people_write_it() -> None:
    typed = MultiDict(
        [
            ("age", " 15 "),
            ("since", "24. 11. 2026"),
            ("until", "24. 11. 2026 ob 14.02"),
            ("forms", "youth_flat"),
            ("forms", "day_group"),
            ("stays", "yes"),
            ("word", ""),
            ("sex", "female"),
            ("needs.self_harm", "taken"),
            ("needs.runaway", ""),
            ("button", "save"),
        ]
    )

    values = form_values(Wish(), typed)

    assert values.pop("until").isoformat() == "2026-11-24T14:02:00+01:00"
    assert values == {
        "age": 15,
        "since": date(2026, 11, 24),
        "forms": ["youth_flat", "day_group"],
        "stays": True,
        "word": "",
        "sex": "female",
        "needs": {"self_harm": "taken"},
    }


@pytest.mark.parametrize("spelling", ["24.11.2026", "24. 11. 2026.", "2026-11-24", "24/11/2026"])
def test_a_day_has_many_spellings(spelling: str) -> None:
    typed = MultiDict([("age", "15"), ("since", spelling), ("forms", "a"), ("sex", "male")])

    assert form_values(Wish(), typed)["since"] == date(2026, 11, 24)


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_where(
    request_context: Flask,
) -> None:
    typed = MultiDict([("age", "99"), ("since", "31. 2. 2026"), ("word", "a word too long")])

    with pytest.raises(ValidationError) as refusal:
        form_values(Wish(), typed)
    form = FormView.refused(typed, refusal.value)

    assert form.text("since") == "31. 2. 2026"
    assert form.wrong("age") == ["Vnesite število od 3 do 26."]
    assert form.wrong("since") == ["Vnesite datum, na primer 24. 11. 2026."]
    assert form.wrong("word") == ["To je predolgo: največ 10 znakov."]
    assert form.wrong("forms") == form.wrong("sex") == ["Izpolnite to polje."]


def test_a_refusal_of_the_domain_stands_at_its_field_or_above_the_form(
    request_context: Flask,
) -> None:
    typed: MultiDict[str, str] = MultiDict()

    at_field = FormView.refused(typed, Invalid("This value does not fit.", "age"))
    above = FormView.refused(typed, Conflict("Somebody was faster"))

    assert at_field.errors == {"age": ["Ta vrednost ni ustrezna."]}
    assert above.errors == {"_schema": ["Nekdo je bil hitrejši"]}


def test_a_form_that_opens_with_known_values_shows_them_as_people_type_them(
    request_context: Flask,
) -> None:
    form = FormView.known(since=date(2026, 12, 1), stays=True, forms=["a", "b"], age=15, word=None)

    assert form.text("since").replace("\xa0", " ") == "1. 12. 2026"
    assert form.ticked("stays")
    assert form.ticked("forms", "b")
    assert not form.ticked("forms", "c")
    assert (form.text("age"), form.text("word")) == ("15", "")


def test_every_icon_a_template_names_is_in_the_sprite(request_context: Flask) -> None:
    templates = " ".join(_templates().values())
    named = set(re.findall(r'\bicon\("([a-z0-9-]+)"', templates))
    named |= set(re.findall(r'icon_name="([a-z0-9-]+)"', templates))

    assert all("<svg" in icon(name) for name in named)
    with pytest.raises(UnknownIcon):
        icon("no-such-icon")


OWN_SHEETS = {
    "api": "the description of the API",
    "own": "pages of people who are no members",
    "directory": "programmes for everybody",
}
"""Sheets and scripts that no page of a member carries, and whose they are."""


BESIDE = {
    "where one signs in": ("js/passkeys.js", "css/people.css"),
    "where one marks who came, and plans": ("css/programmes.css",),
    "where one looks for a programme": ("css/catalogue.css",),
}
"""What some pages carry beside what all do; none carries both."""


def test_styles_and_scripts_of_a_page_weigh_at_most_30_kilobytes_and_fonts_150() -> None:
    sheets = [file for file in STATIC.glob("css/*.css") if file.stem in STYLES]
    scripts = [STATIC / "js" / "pristan.js"]
    everywhere = [*sheets, *scripts, *STATIC.glob("vendor/*.js")]
    fonts = list(STATIC.glob("fonts/*.woff2"))

    most = max(sum(sent(STATIC / name) for name in names) for names in BESIDE.values())
    assert sum(map(sent, everywhere)) + most <= 30 * 1024
    assert sum(file.stat().st_size for file in fonts) <= 150 * 1024
    assert {file.stem for file in STATIC.glob("css/*.css")} == {
        *STYLES,
        *OWN_SHEETS,
        "programmes",
        "catalogue",
        "people",
    }


def sent(file: Path) -> int:
    """How many bytes of it go to a browser."""
    return len(gzip.compress(file.read_bytes()))


def test_what_others_made_is_what_we_noted() -> None:
    noted = dict(
        re.findall(r"`([\w.-]+\.js)`.*`([0-9a-f]{64})`", (STATIC / "vendor/README.md").read_text())
    )

    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in STATIC.glob("vendor/*.js")
    }

    assert noted == found


def test_a_static_address_changes_with_its_file_and_is_kept_for_a_year(
    reader: FlaskClient,
) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"#]+)', reader.get("/list").text)

    kept = [_kept(reader, address) for address in addresses]

    assert len(addresses) >= len(STYLES)
    assert all("immutable" in how for how in kept)
    assert _kept(reader, "/static/css/base.css?v=old") == "no-cache"


def _kept(reader: FlaskClient, address: str) -> str:
    with reader.get(address) as answer:
        assert answer.status_code == 200
        return answer.headers["Cache-Control"]


def test_light_dark_or_as_the_device_has_it(reader: FlaskClient) -> None:
    before = reader.get("/list").text
    reader.post("/theme", data={"theme": "dark", "next": "/list"})
    after = reader.get("/list").text
    reader.post("/theme", data={"theme": "pink", "next": "/list"})

    assert 'data-theme="auto"' in before
    assert 'data-theme="dark"' in after
    assert 'data-theme="dark"' in reader.get("/list").text
