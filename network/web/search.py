"""Search: by number, reference, group or home. What was typed travels in the body only, since an
address is kept by browsers and servers, and somebody may type a name."""

from flask import Blueprint, Response, request

from network.duties.finding import SHORTEST, Found, find
from network.web.rendering import FormView, page
from tenants.login import acting

bp = Blueprint("search", __name__, url_prefix="/search")
LONGEST = 80


@bp.get("")
def show() -> Response:
    """Where to type, for those whose header has no room for it."""
    acting()
    return _page("", Found())


@bp.post("")
def look() -> Response:
    """What goes by the words that were typed."""
    typed = request.form.get("q", "")[:LONGEST].replace("\0", "")
    found = find(acting(), typed)
    return _page(typed, found)


def _page(typed: str, found: Found) -> Response:
    return page(
        "search/show.html",
        form=FormView.known(q=typed),
        typed=typed,
        found=found,
        too_short=len(typed.strip()) < SHORTEST,
    )
