"""Every list can be taken along as a file, or it is named here why not."""

from collections.abc import Iterator

from tests.client import Browser
from tests.promises.retelling import Retold
from tests.promises.test_routes import routes, viewers

# Pages that list nothing of their own, or nothing that may leave.
NO_LIST = {
    "/": "leads on",
    "/day": "each of its lists is on a page of its own, with a file",
    "/day/changes": "what others did stands on the pages of what they did it to",
    "/account": "where one is signed in, of nobody else's concern",
    "/account/notices": "a form",
    "/account/security": "how one signs in, of nobody else's concern",
    "/administration/tokens": "keys are listed to be withdrawn, not to be carried around",
    "/files": "who the young people of a house are leaves it as a disclosure only",
    "/files/new": "a form",
    "/elsewhere": "whom somebody asked about leaves the house in no list",
    "/elsewhere/asked": "who is asked about leaves the house in no list",
    "/elsewhere/network": "a setting",
    "/emergencies": "each is judged on its page; who opened what stands in the trail, with a file",
    "/proposals": "whose proposal goes where leaves the house in no list",
    "/transfers": "whose case goes where leaves the house in no list",
    "/rights": "who asked about whose file leaves the house in no list",
    "/retention": "a setting, and what it would do",
    "/erasures": "each has a certificate of its own, which names nobody",
    "/filters": "how one looks at lists, of nobody else's concern",
    "/breaches": "each is seen to on its page; what was done stands in the trail, with a file",
    "/breaches/new": "a form",
    "/data-protection": "queues, each of them a page elsewhere or nothing but numbers",
    "/inspections": "each stands in the trail, with a file",
    "/inspection": "what is open for an inspector is read here",
    "/inspection/rights": "a register that an inspector reads here, for as long as it is open",
    "/inspection/bases": "a register that an inspector reads here, for as long as it is open",
    "/groups/new": "a form",
    "/imports/new": "a form; nothing is kept of an import but what it changed",
    "/keyboard": "a help sheet",
    "/notes": "own words about young people stay inside",
    "/placements/new": "a form",
    "/programmes/new": "a form",
    "/enrolments": "who takes part where stays on the page, by references that tell nobody",
    "/enrolments/new": "a form",
    "/sessions": "when programmes meet is followed by a calendar",
    "/sessions/new": "a form",
    "/sessions/calendars": "secret addresses of one's own, of nobody else's concern",
    "/rooms/lent": "when rooms of other houses are taken, looked at where one plans",
    "/rooms": "what is booked when, looked at where it is booked",
    "/aftercare": "who is followed stays on the page, by references that tell nobody",
    "/requests/new": "a form",
    "/working-hours": "a form",
    "/voices": "what young people and carers said stays with those who answer them",
    "/search": "nothing before somebody typed",
}
NOT_PAGES = ("/api/", "/exports/", "/static/", "/live", "/places/towns", "/imports/template")


def test_every_list_of_the_route_map_leaves_as_a_file_or_is_named(retold: Retold):
    shown: dict[str, bool] = {}
    for browser in everybody(retold):
        for rule in routes(retold.app):
            if shown.get(rule.rule):
                continue  # somebody takes it along already
            if rule.arguments or "GET" not in rule.methods or rule.rule.startswith(NOT_PAGES):
                continue
            answer = browser.get(rule.rule)
            if answer.status_code == 200:
                offers = 'href="/exports/' in answer.get_data(as_text=True)
                shown[rule.rule] = shown.get(rule.rule, False) or offers

    assert {rule for rule, offers in shown.items() if not offers} <= set(NO_LIST)
    assert "/coordination" in shown


def everybody(retold: Retold) -> Iterator[Browser]:
    """Who was told something and took something along, and then one of each role beside."""
    cast = retold.story.cast
    for actor in (cast.centre, cast.institution, cast.coordination):
        first = actor.browser()
        first.get("/exports/notices.csv")
        yield first
        yield from (viewer.browser for viewer in viewers(retold.owner, actor))
