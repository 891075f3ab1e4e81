"""The working hours of the reader's organisation."""

from flask import Blueprint, Response, url_for

from network.clocks import hours
from network.clocks.working_time import Opening
from network.schemas.hours import WEEKDAYS, WrittenHours
from network.web.acts import Refused, carried_out
from network.web.calendar import weekdays
from network.web.rendering import FormView, page, see_other
from tenants.login import acting
from tenants.roles import REFUSALS, Permission, may

bp = Blueprint("hours", __name__, url_prefix="/working-hours")


@bp.get("")
def show() -> Response:
    """The hours in force; whoever may change them can."""
    scope = acting()
    written = {
        name: text
        for weekday, opening in hours.in_force(scope).items()
        for name, text in _written(weekday, opening).items()
    }
    return _page(FormView.known(**written))


def _written(weekday: int, opening: Opening) -> dict[str, str]:
    """Times as people here write them."""
    opens, closes = (f"{at.hour}.{at.minute:02}" for at in opening)
    return {f"opens_{weekday}": opens, f"closes_{weekday}": closes}


def _page(form: FormView, status: int = 200) -> Response:
    scope = acting()
    return page(
        "hours/show.html",
        status=status,
        form=form,
        weekdays=dict(zip(WEEKDAYS, weekdays(), strict=True)),
        usual=not hours.given(scope),
        refusal="" if may(scope, Permission.KEEP_HOURS) else REFUSALS[Permission.KEEP_HOURS],
    )


@bp.post("")
def save() -> Response:
    """Keep them; with every day empty, the usual office hours hold again."""
    try:
        carried_out(WrittenHours(), lambda **given: hours.keep(acting(), given["hours"]))
    except Refused as refusal:
        return _page(refusal.form, refusal.status)
    return see_other(url_for("hours.show"), "hours_saved")
