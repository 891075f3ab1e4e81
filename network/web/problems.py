"""Where the `type` of a refused request leads: what its code means, and what to do about it."""

from collections.abc import Iterator

from flask import Blueprint, Response

from network.statuses import BY_CODE, BY_STATUS, TITLES, status_of_kind
from network.web.rendering import page
from network.web.vocabulary.problems import ADVICE, MEANINGS
from tenants.errors import N_, DomainError, NotFound
from tenants.login import public

bp = Blueprint("problems", __name__, url_prefix="/problems")


@bp.get("/<string:code>")
@public
def show(code: str) -> Response:
    """The same for everybody: it says what a code means, and nothing of any request."""
    status = statuses().get(code)
    if status is None:
        raise NotFound(N_("There is no such code."))
    return page(
        "problems/show.html",
        code=code,
        answered=status,
        title=TITLES[status],
        meaning=meaning(code),
        advice=ADVICE[status],
    )


def statuses() -> dict[str, int]:
    """Every code that a program can be told, with its status."""
    general = {code: status for status, code in BY_STATUS.items()}
    return general | BY_CODE | {kind.code: status_of_kind(kind) for kind in kinds()}


def meaning(code: str) -> str:
    """What a code means, in English; of an error without words of its own, what its kind means."""
    if code in MEANINGS:
        return MEANINGS[code]
    known = next(kind for kind in kinds() if kind.code == code)
    return next(MEANINGS[each] for each in _codes(known) if each in MEANINGS)


def kinds(of: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    """Every kind of refusal that the loaded code knows."""
    yield of
    for below in of.__subclasses__():
        yield from kinds(below)


def _codes(kind: type[DomainError]) -> Iterator[str]:
    return (each.code for each in kind.__mro__ if issubclass(each, DomainError))
