"""A link in a mail: one page with one button, and nothing on it of the house or the group."""

from flask import Blueprint, Response, url_for

from network.availability import one_tap
from network.availability.one_tap import PlacesAreFree
from network.web.rendering import page
from tenants import login, throttling
from tenants.admission import LinkGone
from tenants.errors import NotFound
from tenants.login import public
from tenants.throttling import Door

bp = Blueprint("one_tap", __name__, url_prefix="/one-tap")


@bp.get("/<secret>")
@public
def show(secret: str) -> Response:
    """Looking changes nothing: programs that look into mails before people do find only this."""
    try:
        known = one_tap.presented(secret)
    except LinkGone:
        return _gone()
    return _secretly(page("notices/one_tap.html", purpose=known.purpose))


@bp.post("/<secret>")
@public
def tap(secret: str) -> Response:
    """Acts as the member to whom the mail went; the link is no sign-in and opens nothing."""
    try:
        one_tap.tap(secret)
    except PlacesAreFree as refusal:
        group = url_for("groups.show", group_id=refusal.group_id)
        onward = url_for("signin.show", next=group)
        return _secretly(page("notices/places_free.html", status=409, onward=onward))
    except NotFound:
        return _gone()
    return _secretly(page("notices/tapped.html"))


def _gone() -> Response:
    """Wrong, used or expired: one page for all. Raises Throttled for many guesses."""
    throttling.attempt(throttling.by_address(Door.LINK, login.address()))
    return _secretly(page("notices/tap_gone.html", status=404))


def _secretly(answer: Response) -> Response:
    """The address holds a secret: no other page may learn where the reader came from."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
