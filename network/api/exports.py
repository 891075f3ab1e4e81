"""What left the own organisation as a file, for its administrators."""

from typing import Any

from flask import Response

from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.telling import teller
from network.exports import queries
from network.schemas.answers import exports as told
from tenants.credentials import ApiScope
from tenants.login import acting

area = Area("exports", "Which lists left as files, for administrators.")
tell = teller(told.TakenFile)


@area.get("/exports", ApiScope.MEMBERS_READ, told.TakenFilePage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Who took which list along when, newest first"""
    found = queries.taken(acting(), before=values["after"])
    return page([tell(one) for one in found.rows], found.after)
