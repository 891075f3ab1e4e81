"""Why a home declines, in the reader's language: from the catalogue, where retired ones keep
their words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from network.requests import catalogue
from network.requests.beside import DeclineReason
from network.requests.lifecycle import AskState
from network.requests.models import Ask
from network.requests.reasons import AskAgain
from network.web import happenings
from network.web.formats import day
from network.web.labels import label
from network.web.retold import DECLINES, OF_HOMES_ALONE
from network.web.words import gettext, language, otherwise

Options = list[tuple[str, list[tuple[str, str]]]]


def offered(*, programme: bool = False) -> Options:
    """What can be chosen today, under the headings of the first level; of a `programme` without
    what is said of homes alone."""
    known = (one for one in catalogue.offered() if not (programme and one.code in OF_HOMES_ALONE))
    found = sorted(known, key=lambda one: one.position)
    return [
        (label(kind, "DeclineKind"), [(one.code, _words(one)) for one in ones])
        for kind, ones in groupby(found, key=lambda one: one.kind)
    ]


def name(code: str) -> str:
    """What a reason is called; a code nobody knows stands as it is."""
    return next(iter(names([code]).values()), code)


def names(codes: Iterable[str]) -> dict[str, str]:
    """The same for several, in one query."""
    return {code: _words(one) for code, one in catalogue.known(codes).items()}


def listed(codes: Sequence[str]) -> list[str]:
    """The same for several, in their order; a code nobody knows stands as it is."""
    known = names(codes)
    return [known.get(code, code) for code in codes]


def ending(state: AskState, code: str) -> str:
    """Why an ask ended, in words; empty where nothing was said."""
    if state is AskState.DECLINED:
        return name(code) if code else ""
    return happenings.ending(state, code)


def again(ask: Ask) -> str:
    """When the home may be asked again, in words; empty where it said nothing."""
    if ask.ask_again == AskAgain.ON_DATE:
        return gettext("from %(day)s on", day=day(ask.ask_again_on))
    return label(ask.ask_again, "AskAgain")


def _words(reason: DeclineReason) -> str:
    if otherwise() and reason.code in DECLINES:
        return gettext(DECLINES[reason.code])
    return reason.in_english if language() == "en" else reason.in_slovenian
