"""What is typed on somebody's own page, and by the members who open and answer it."""

from typing import Any

from marshmallow import fields, validate

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.own_pages.kinds import LONGEST_WORD, READERS, Topic
from network.schemas.values import NOTE, Given, line, one_of, some_of, telephone, text


class EnterIn(Given):
    """The code of the sheet, or one's own word."""

    secret = line(required=True)


class WordIn(Given):
    """The word that opens the page from now on."""

    word = line(LONGEST_WORD, required=True)


class SpeakUpIn(Given):
    """What somebody says to those who decide."""

    topic = one_of(Topic, required=True)
    words = text(NOTE, required=True)


def _reader() -> fields.Field[Any]:
    found = one_of(Giver, required=True)
    found.validators.append(validate.OneOf(READERS))
    return found


class PageIn(Given):
    """For whom a page is opened, how whoever decides is reached, and what it may show."""

    reader = _reader()
    reach = telephone(required=True)
    categories = some_of(Category, load_default=list)
    names_homes = fields.Boolean(load_default=False)


class SheetIn(Given):
    """What was just handed over, to be printed: only what belongs to that page is."""

    link = line(load_default="")
    code = line(required=True)


class VoiceAnswerIn(Given):
    """The answer to what somebody said on their page."""

    words = text(NOTE, required=True)
