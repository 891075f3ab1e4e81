"""The API: what pages can do, for programs. Thin: load, act, tell."""

from flask import Flask, Response, request

from network import contents
from network.api import (
    access,
    aftercare,
    afterwards,
    asks,
    board,
    cases,
    consents,
    contract,
    coordination,
    deadlines,
    documents,
    drafts,
    elsewhere,
    emergencies,
    enrolments,
    exports,
    factors,
    figures,
    files,
    filters,
    house,
    imports,
    inspections,
    intake,
    invitations,
    least,
    legal_bases,
    members,
    moves,
    notes,
    notices,
    oversight,
    own_pages,
    papers,
    people,
    placements,
    plans,
    problems,
    programmes,
    proposals,
    reports,
    requests,
    retention,
    reviews,
    rights,
    rooms,
    searches,
    sessions,
    trail,
    transfers,
    unread,
)
from network.api.areas import ROOT
from network.api.reading import LARGEST
from tenants import login

AREAS = (
    people.area,
    members.area,
    invitations.area,
    board.area,
    imports.area,  # groups, and lists of them
    intake.area,
    requests.area,
    searches.area,
    drafts.area,
    asks.area,
    moves.area,
    notes.area,
    placements.area,
    house.area,
    files.area,
    legal_bases.area,
    documents.area,
    papers.area,
    elsewhere.area,
    transfers.area,
    emergencies.area,
    own_pages.area,
    consents.area,
    rights.area,
    reports.area,
    retention.area,
    oversight.area,
    inspections.area,
    deadlines.area,
    coordination.area,
    figures.area,
    exports.area,
    factors.area,
    trail.area,
    filters.area,
    reviews.area,
    notices.area,
    unread.area,
    programmes.area,
    enrolments.area,
    sessions.area,
    rooms.area,
    least.area,
    cases.area,
    plans.area,
    afterwards.area,
    aftercare.area,
    proposals.area,
)
# The pages' error handlers ask here how the API words an error; surfaces never import each other.
ANSWER = "pristan_api_problem"
FILES = f"{ROOT}/imports"


def init_app(app: Flask) -> None:
    """Add the API to `app`, after sign-in: it asks what the presented token is good for."""
    app.extensions[ANSWER] = problems.answer_to
    login.when_closed(app, api=problems.no_token)
    app.before_request(limit_size)
    app.before_request(access.check)
    made = contract.init_app(app)
    for area in AREAS:
        made.add(area)


def limit_size() -> Response | None:
    """Bodies of the API are small, but for files; what is larger is refused before it is read."""
    larger = request.path.startswith(FILES) or contents.has_room()
    if request.path.startswith(login.API) and not larger:
        request.max_content_length = LARGEST
    return None
