"""How a page reads to somebody: its words without its marks."""

import html
import re
from datetime import date

from werkzeug.test import TestResponse

from tests.actors import Actor
from tests.client import Browser


def english(actor: Actor) -> Browser:
    """The actor's browser, set to English so that a test reads like the code."""
    browser = actor.browser()
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def words(answer: TestResponse) -> str:
    """The text of a page in one line."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", answer.get_data(as_text=True), flags=re.S)
    text = html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.split())


def posted(browser: Browser, path: str, **form: object) -> str:
    """What the page says to which a sent form leads."""
    return words(browser.follow(browser.post(path, form)))


def typed_day(day: date) -> str:
    """A day as people here write it into a form."""
    return f"{day.day}. {day.month}. {day.year}"


def value_of(answer: TestResponse, name: str) -> str:
    """What stands in a text field."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*?value="([^"]*)"', answer.text)
    assert found, f"no field {name}"
    return html.unescape(found[1])


def chosen_in(answer: TestResponse, name: str) -> list[str]:
    """The options and boxes of a field that are on."""
    select = re.search(rf'<select[^>]*name="{re.escape(name)}".*?</select>', answer.text, re.S)
    if select:
        return re.findall(r'<option value="([^"]*)" selected', select[0])
    boxes = re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', answer.text)
    return [re.findall(r'value="([^"]*)"', box)[0] for box in boxes if " checked" in box]


def group_names(text: str) -> list[str]:
    """The groups of a page, in its order."""
    return re.findall(r'class="link" href="/groups/[^"]*">([^<]*)</a>', text)


def listed(text: str) -> list[str]:
    """The groups in the list of what fits."""
    return (
        group_names(text.split("<table", 1)[1].split("</table>", 1)[0]) if "<table" in text else []
    )
