"""Breaking the glass, what it opens for an hour, and the judgement of it."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.elsewhere import glass, judging, queries
from network.elsewhere.judging import Opened
from network.elsewhere.kinds import JUDGED_WITHIN
from network.schemas import elsewhere as given
from network.schemas.answers import elsewhere as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("emergencies", "Opening the least of another house's file where life is at stake.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE = "/emergencies/<uuid:emergency_id>"
tell = teller(told.Emergency)
tell_line = teller(told.EmergencyLine)
tell_summary = teller(told.EmergencySummary)
tell_verdict = teller(told.HouseVerdict)
tell_review = teller(told.EmergencyReview)
tell_review_line = teller(told.EmergencyReviewLine)


@area.act(
    "POST",
    "/elsewhere/<uuid:question_id>/emergency",
    WRITE,
    told.Emergency,
    given.GlassIn,
    status=201,
)
def break_glass(values: dict[str, Any], question_id: UUID) -> Response:
    """Break the glass for 60 minutes; both houses are told, and both trails hold it"""
    return perform(
        lambda scope: glass.break_glass(scope, question_id, **values).id,
        _show,
        look=lambda scope: queries.question(scope, question_id),
        status=201,
    )


@area.get("/emergencies", READ, told.EmergencyPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Glasses that the member has broken, or the house for those who watch over it"""
    found = glass.emergencies(acting(), before=values["after"])
    return page([tell_line(one) for one in found.rows], found.after)


@area.get(RULE, READ, told.Emergency)
def show(emergency_id: UUID) -> Response:
    """A glass that was broken, and what the other houses think of it"""
    return _show(acting(), emergency_id)


def _show(scope: Scope, emergency_id: UUID) -> Response:
    made = glass.emergency(scope, emergency_id)
    verdicts = [
        tell_verdict(one, verdict=one.verdict or None) for one in glass.verdicts(scope, made)
    ]
    words, until = glass.words_of(scope, made), glass.until(made)
    return answer(tell(made, words=words, until=until, verdicts=verdicts))


@area.get(f"{RULE}/summaries", READ, told.EmergencySummaries)
def summaries(emergency_id: UUID) -> Response:
    """What the houses tell, to whoever broke the glass, for 60 minutes; each look is entered"""
    scope = acting()
    made = glass.emergency(scope, emergency_id)
    return answer({"items": [tell_summary(one) for one in glass.summaries(scope, made)]})


@area.get("/emergencies/reviews", READ, told.EmergencyReviewPage, query=Onward)
def reviews(values: dict[str, Any]) -> Response:
    """Our files that other houses opened, newest first; for those who judge it"""
    found = judging.reviews(acting(), before=values["after"])
    return page([_line(one) for one in found.rows], found.after)


@area.get("/emergencies/reviews/<uuid:emergency_review_id>", READ, told.EmergencyReview)
def review(emergency_review_id: UUID) -> Response:
    """One of them, with what happened"""
    return _review(acting(), emergency_review_id)


def _line(one: Opened) -> Told:
    return tell_review_line(one.review, house=one.house, verdict=one.review.verdict or None)


def _review(scope: Scope, review_id: UUID) -> Response:
    one = judging.opened(scope, review_id)
    found = one.review
    body = tell_review(
        found,
        house=one.house,
        verdict=found.verdict or None,
        words=judging.words_of(scope, found),
        remark=judging.remark_of(scope, found),
        due_at=found.opened_at + JUDGED_WITHIN,
    )
    return answer(body, tag=etags.of_version(found.version))


def _tag(scope: Scope, review_id: UUID) -> str:
    return etags.of_version(judging.review(scope, review_id, lock=True).version)


desk = Desk(
    area,
    "/emergencies/reviews/<uuid:emergency_review_id>",
    WRITE,
    told.EmergencyReview,
    look=judging.review,
    tag=_tag,
    show=_review,
)
desk.act("judgement", judging.judge, given.JudgementIn, says="The house judges the emergency")
