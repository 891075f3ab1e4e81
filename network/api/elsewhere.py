"""Known elsewhere? Programs ask, and answer for their house. Whom it is about travels in bodies."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.elsewhere import asking, queries, switching
from network.elsewhere.queries import OfUs, Put
from network.records import door
from network.schemas import elsewhere as given
from network.schemas.answers import elsewhere as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("elsewhere", "Whether another house may know a young person: yes or no.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
tell_answer = teller(told.AnswerElsewhere)
tell_question = teller(told.QuestionElsewhere)
tell_asked = teller(told.AskedOfUs)
tell_network = teller(told.NetworkSetting)


@area.get("/elsewhere", READ, told.QuestionElsewherePage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """What the member asked the network, newest first"""
    found = queries.questions(acting(), before=values["after"])
    return page([_told(put) for put in found.rows], found.after)


@area.act("POST", "/elsewhere", WRITE, told.QuestionElsewhere, given.PersonAskedIn, status=201)
def ask(values: dict[str, Any]) -> Response:
    """Ask about somebody of whom there is no file yet; twenty an hour are possible"""
    return perform(lambda scope: asking.by_name(scope, **values).id, _show, status=201)


@area.act("POST", "/files/<uuid:person_id>/elsewhere", WRITE, told.QuestionElsewhere, status=201)
def ask_about(person_id: UUID) -> Response:
    """Ask about the young person of an own file"""
    return perform(
        lambda scope: asking.about_file(scope, person_id).id,
        _show,
        look=lambda scope: door.person(scope, person_id),
        status=201,
    )


@area.get("/elsewhere/<uuid:question_id>", READ, told.QuestionElsewhere)
def show(question_id: UUID) -> Response:
    """A question, whether anybody may know, and what they answered"""
    return _show(acting(), question_id)


def _show(scope: Scope, question_id: UUID) -> Response:
    found = queries.put(scope, question_id)
    require(scope, Permission.KEEP_FILES)
    return answer(_told(found))


def _told(put: Put) -> Told:
    return tell_question(
        put.question,
        name=put.name,
        until=put.until,
        known=put.known,
        answers=[tell_answer(one) for one in put.answers],
    )


@area.get("/elsewhere/asked", READ, told.AskedOfUsPage, query=Onward)
def asked(values: dict[str, Any]) -> Response:
    """What other houses ask about files that the member opens, newest first"""
    found = queries.asked_of_us(acting(), before=values["after"])
    return page([_asked(one) for one in found.rows], found.after)


def _asked(one: OfUs) -> Told:
    said = one.asked.answer or None
    return tell_asked(one.asked, number=one.file_number, house=one.house, answer=said)


def _show_asked(scope: Scope, asked_id: UUID) -> Response:
    one = queries.of_us(scope, asked_id)
    return answer(_asked(one), tag=etags.of_version(one.asked.version))


def _tag(scope: Scope, asked_id: UUID) -> str:
    return etags.of_version(queries.asked(scope, asked_id, lock=True).version)


desk = Desk(
    area,
    "/elsewhere/asked/<uuid:asked_id>",
    WRITE,
    told.AskedOfUs,
    look=queries.asked,
    tag=_tag,
    show=_show_asked,
)
desk.act(
    "answer",
    asking.answer,
    given.ElsewhereAnswerIn,
    says="The house answers: it may be called, or it tells nothing",
)


@area.get("/elsewhere/network", READ, told.NetworkSettings)
def networks() -> Response:
    """Whether the members of each network may ask each other; for its administrator"""
    return _networks(acting())


@area.act("PUT", "/elsewhere/network", WRITE, told.NetworkSettings, given.SwitchIn)
def switch(values: dict[str, Any]) -> Response:
    """Let the members of a network ask each other, or no more"""
    return perform(lambda scope: switching.switch(scope, **values).id, lambda s, _: _networks(s))


@area.act("PUT", "/elsewhere/network/directory", WRITE, told.NetworkSettings, given.SwitchIn)
def show_programmes(values: dict[str, Any]) -> Response:
    """Let everybody read without a token which programmes there are, or members alone"""
    return perform(
        lambda scope: switching.show_programmes(scope, **values).id, lambda s, _: _networks(s)
    )


def _networks(scope: Scope) -> Response:
    require(scope, Permission.SET_UP_NETWORK)
    return answer({"items": [tell_network(one) for one in switching.networks(scope)]})
