"""Pages of young people and carers, for the house: who has one, and what was said there.

Links and codes are handed over by people only, and the pages themselves have no API: no program
acts for a child.
"""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.telling import answer, teller
from network.own_pages import answering, opening, queries
from network.own_pages.models import OwnPage
from network.schemas.answers import own_pages as told
from network.schemas.own_pages import VoiceAnswerIn
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("own-pages", "Pages of young people and carers, and what they say there.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
tell = teller(told.OwnPage)
tell_line = teller(told.VoiceLine)
tell_voice = teller(told.Voice)


@area.get("/files/<uuid:person_id>/pages", READ, told.OwnPageList)
def index(person_id: UUID) -> Response:
    """Every page that was ever opened for a file, newest first"""
    scope = acting()
    found = queries.of_file(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return answer({"items": [tell(one) for one in found]})


@area.get("/pages/<uuid:page_id>", READ, told.OwnPage)
def show(page_id: UUID) -> Response:
    """One page, without its link, code and word"""
    return _show(acting(), page_id)


def _look(scope: Scope, page_id: UUID) -> OwnPage:
    found, _ = queries.page(scope, page_id)
    require(scope, Permission.KEEP_FILES)
    return found


def _show(scope: Scope, page_id: UUID) -> Response:
    found = _look(scope, page_id)
    return answer(tell(found), tag=etags.of_version(found.version))


def _tag(scope: Scope, page_id: UUID) -> str:
    return etags.of_version(queries.page(scope, page_id, lock=True)[0].version)


pages = Desk(area, "/pages/<uuid:page_id>", WRITE, told.OwnPage, look=_look, tag=_tag, show=_show)
pages.act("closing", opening.close, says="The page shows nothing any more, with the next query")


@area.get("/voices", READ, told.VoicePage, query=Onward)
def voices(values: dict[str, Any]) -> Response:
    """What was said on pages of the files that the member opens, newest first"""
    found = queries.voices(acting(), before=values["after"])
    return page([tell_line(one) for one in found.rows], found.after)


@area.get("/voices/<uuid:voice_id>", READ, told.Voice)
def voice(voice_id: UUID) -> Response:
    """One of them with its words"""
    return _voice(acting(), voice_id)


def _voice(scope: Scope, voice_id: UUID) -> Response:
    found = queries.said(scope, voice_id)
    require(scope, Permission.KEEP_FILES)
    body = tell_voice(found.voice, words=found.words, answer=found.answer)
    return answer(body, tag=etags.of_version(found.voice.version))


def _voice_tag(scope: Scope, voice_id: UUID) -> str:
    return etags.of_version(queries.voice(scope, voice_id, lock=True).version)


answers = Desk(
    area,
    "/voices/<uuid:voice_id>",
    WRITE,
    told.Voice,
    look=queries.voice,
    tag=_voice_tag,
    show=_voice,
)
answers.act("answer", answering.answer, VoiceAnswerIn, says="Answer somebody who spoke up")
