"""What is typed on somebody's own page, and by the members who open and answer it."""

from typing import Any

from marshmallow import fields, validate

from network.consent.giving import Giver
from network.consent.kinds import Category, SharingPurpose
from network.own_pages.kinds import LONGEST_WORD, READERS, Topic
from network.schemas.legal_bases import MOST_RECIPIENTS
from network.schemas.values import NOTE, Given, day, line, one_of, some_of, telephone, text


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


def _organisations() -> fields.List[Any]:
    return fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_RECIPIENTS)
    )


class ConsentQuestionIn(Given):
    """A consent that is put to those who answer it on their pages."""

    readers = some_of(Giver, filled=True, required=True)
    categories = some_of(Category, filled=True, required=True)
    recipients = _organisations()
    programme_id = fields.UUID(load_default=None, allow_none=True)
    purpose = one_of(SharingPurpose, load_default=SharingPurpose.PLACEMENT)
    starts = day(load_default=None, allow_none=True)
    ends = day(required=True)
    why = text(NOTE, required=True)


class WishIn(Given):
    """Why somebody would like to take part, if they say so."""

    words = text(NOTE, load_default="")


class YesIn(Given):
    """To what of it somebody agrees."""

    categories = some_of(Category, load_default=list)


class NoIn(Given):
    """A no of one's own accord: to what, for whom and for what."""

    categories = some_of(Category, load_default=list)
    homes = _organisations()
    purpose = one_of(SharingPurpose, load_default=SharingPurpose.PLACEMENT)
