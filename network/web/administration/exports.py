"""What left the house as a file: who took which list when. Kept with counts and codes only."""

from flask import Response

from network.exports import queries
from network.web.acts import cursor
from network.web.administration.frame import bp
from network.web.rendering import page
from tenants.login import acting


@bp.get("/exports")
def exports() -> Response:
    """Every file that members took, the newest first."""
    found = queries.taken(acting(), before=cursor())
    first = cursor() is None
    return page("administration/exports.html", rows=found.rows, after=found.after, first=first)
