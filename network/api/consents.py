"""Consents that are put to a young person or to carers. They answer on their pages, which have no
API: no program decides for a child."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.own_pages import putting, questions
from network.own_pages.models import ConsentQuestion
from network.own_pages.putting import Asked
from network.records import door
from network.schemas.answers import own_pages as told
from network.schemas.own_pages import ConsentQuestionIn
from tenants import clock
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("consents", "Consents that are put to somebody, and what they answered on their page.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
OF_FILE = "/files/<uuid:person_id>/consent-questions"
RULE = "/consent-questions/<uuid:consent_question_id>"
tell = teller(told.ConsentQuestion)


@area.get(OF_FILE, READ, told.ConsentQuestionList)
def index(person_id: UUID) -> Response:
    """Everything that was ever asked about a file, newest first"""
    scope = acting()
    found = questions.of_file(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return answer({"items": [_told(one) for one in found]})


@area.act("POST", OF_FILE, WRITE, told.ConsentQuestion, ConsentQuestionIn, status=201)
def put(values: dict[str, Any], person_id: UUID) -> Response:
    """Put a consent to somebody, who answers it on their page"""
    values["starts"] = values["starts"] or clock.today()
    return perform(
        lambda scope: putting.put(scope, person_id, Asked(**values)).id,
        _show,
        look=lambda scope: door.person(scope, person_id),
        status=201,
    )


@area.get(RULE, READ, told.ConsentQuestion)
def show(consent_question_id: UUID) -> Response:
    """One of them, with what was answered so far"""
    return _show(acting(), consent_question_id)


def _look(scope: Scope, consent_question_id: UUID) -> ConsentQuestion:
    found, _ = questions.question(scope, consent_question_id)
    require(scope, Permission.KEEP_FILES)
    return found


def _show(scope: Scope, consent_question_id: UUID) -> Response:
    found = _look(scope, consent_question_id)
    body = _told(questions.told(scope, consent_question_id))
    return answer(body, tag=etags.of_version(found.version))


def _told(one: questions.Asked) -> Told:
    answers = [
        {"reader": said.reader, "agreed": said.agreed, "created_at": said.created_at}
        for said in one.answers.values()
    ]
    return tell(one.question, why=one.why, answers=answers)


def _tag(scope: Scope, consent_question_id: UUID) -> str:
    return etags.of_version(questions.question(scope, consent_question_id, lock=True)[0].version)


desk = Desk(area, RULE, WRITE, told.ConsentQuestion, look=_look, tag=_tag, show=_show)
desk.act("closing", putting.take_back, says="Ask it no more; what was agreed to already stays")
