"""What is said otherwise where a programme is asked for, and not a place in a home.

An ask for a programme goes through the same states, pages and refusals as one for a place. Who asks
may be a school as well as a centre, and who is asked an organisation that is no home; what is given
is a seat. While a page tells of such an ask, its sentences are looked up here first.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from network.requests.models import Ask, Request
from network.requests.profile import RequestKind
from network.requests.reasons import Decline
from network.web.retold import DECLINES, OF_ASK, OF_REQUEST
from network.web.vocabulary.requests import LABELS
from network.web.words import otherwise, tell_otherwise

NOTHING: Mapping[str, str] = {}
# Why it was declined, on a page that goes by what the reasons are called.
REASONS = {LABELS[Decline][Decline(code)]: said for code, said in DECLINES.items()}
ASK: Mapping[str, str] = {**OF_ASK, **REASONS}


def tell_of(ask: Ask) -> None:
    """From here on this page tells of the ask."""
    if ask.programme_id is not None:
        tell_otherwise({**otherwise(), **ASK})


def tell_of_request(request: Request, chosen: Ask | None) -> None:
    """From here on this page tells of the request, and of the ask that is chosen of it."""
    if request.kind == RequestKind.PROGRAMME:
        tell_of_programmes()
    elif chosen is not None:
        tell_of(chosen)


def tell_of_programmes() -> None:
    """From here on this page tells of requests for programmes alone."""
    tell_otherwise({**ASK, **OF_REQUEST})


@contextmanager
def telling_of(programme: bool) -> Iterator[None]:
    """For one row of a list, which is of a programme or not."""
    before = otherwise()
    tell_otherwise({**ASK, **OF_REQUEST} if programme else NOTHING)
    try:
        yield
    finally:
        tell_otherwise(before)
