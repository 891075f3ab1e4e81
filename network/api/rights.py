"""What persons ask of a house (GDPR articles 15 to 21), and the erasing of files."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.consent.kinds import Category
from network.records import door
from network.records.fields import WRITTEN
from network.rights import (
    actions,
    erasing,
    obstacles,
    queries,
    rectifying,
    restriction,
    rewriting,
    steps,
)
from network.rights.models import RightsRequest
from network.schemas import rights as given
from network.schemas.answers import rights as told
from network.schemas.files import part_schema
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("rights", "What persons ask of a house that keeps their file, and what became of it.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE, ERASURE = "/rights/<uuid:rights_request_id>", "/erasures/<uuid:erasure_id>"
OF_FILE = "/files/<uuid:person_id>/rights"
tell = teller(told.RightsRequest)
tell_line = teller(told.RightsLine)
tell_step = teller(told.RightsStep)
tell_erasure = teller(told.Erasure)
tell_erasure_line = teller(told.ErasureLine)
tell_kept = teller(told.KeptBecause)


@area.get("/rights", READ, told.RightsPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """The register, newest first; for those who decide"""
    found = queries.requests(acting(), before=values["after"])
    return page([_line(one) for one in found.rows], found.after)


@area.get(OF_FILE, READ, told.RightsList)
def of_file(person_id: UUID) -> Response:
    """What was asked about one file, newest first"""
    scope = acting()
    found = queries.of_file(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return answer({"items": [_line(one) for one in found]})


@area.act("POST", OF_FILE, WRITE, told.RightsRequest, given.RightIn, status=201)
def receive(values: dict[str, Any], person_id: UUID) -> Response:
    """Take in what somebody asks; it is due within a month"""
    return perform(
        lambda scope: actions.receive(scope, person_id, **values).id,
        _show,
        look=lambda scope: door.person(scope, person_id),
        status=201,
    )


@area.get(RULE, READ, told.RightsRequest)
def show(rights_request_id: UUID) -> Response:
    """One request, with its words and steps"""
    return _show(acting(), rights_request_id)


def _line(found: RightsRequest) -> Told:
    return tell_line(found, decision=found.decision or None)


def _show(scope: Scope, rights_request_id: UUID) -> Response:
    found = queries.request(scope, rights_request_id)
    said = queries.said(scope, found)
    body = tell(
        found,
        decision=found.decision or None,
        asked=said.asked,
        extension=said.extension,
        answer=said.answer,
        steps=[tell_step(one) for one in steps.of(scope, found)],
    )
    return answer(body, tag=etags.of_version(found.version))


def _tag(scope: Scope, rights_request_id: UUID) -> str:
    return etags.of_version(queries.request(scope, rights_request_id).version)


desk = Desk(area, RULE, WRITE, told.RightsRequest, look=queries.request, tag=_tag, show=_show)
desk.act("extension", actions.extend, given.ExtensionIn, says="Two further months, with a reason")
desk.act("decision", actions.decide, given.RightDecisionIn, says="What was decided")


def _correcting(category: Category) -> None:
    """One act for each category, as the file itself is written."""

    def rectify(
        scope: Scope, rights_request_id: UUID, version: int | None = None, **values: Any
    ) -> None:
        rectifying.rectify(scope, rights_request_id, category, values, version)

    rectify.__name__ = f"rectify_{category}"
    says = f"What the file says after the correction: {category.value.replace('_', ' ')}"
    desk.act(f"correction/{category.value}", rectify, part_schema(category), says=says)


for _each in WRITTEN:
    _correcting(_each)
desk.act(
    "correction/mark",
    rewriting.correct_mark,
    given.MarkCorrectionIn,
    says="Whether somebody came to a session, corrected",
)
desk.act(
    "correction/note",
    rewriting.correct_note,
    given.NoteCorrectionIn,
    says="A note of a session, corrected",
)
desk.act(
    "restriction",
    restriction.restrict,
    given.RestrictionIn,
    says="Nothing of the file is shown to others from now on",
)
desk.act("lifting", restriction.lift, given.LiftingIn, says="The file is restricted no more")


@area.act("POST", f"{RULE}/erasure", WRITE, told.Erasure, None, status=201)
def ask_erasure(rights_request_id: UUID) -> Response:
    """Ask for the erasure that was granted; somebody else confirms it"""
    return perform(
        lambda scope: erasing.ask(scope, rights_request_id).id,
        _show_erasure,
        look=lambda scope: queries.request(scope, rights_request_id),
        status=201,
    )


@area.get("/erasures", READ, told.ErasurePage, query=Onward)
def erasures(values: dict[str, Any]) -> Response:
    """Files that are to be erased, or were; newest first"""
    found = erasing.erasures(acting(), before=values["after"])
    return page([tell_erasure_line(one) for one in found.rows], found.after)


@area.get(ERASURE, READ, told.Erasure)
def erasure(erasure_id: UUID) -> Response:
    """One erasure, with what stands against it"""
    return _show_erasure(acting(), erasure_id)


def _show_erasure(scope: Scope, erasure_id: UUID) -> Response:
    found = erasing.erasure(scope, erasure_id)
    standing = [] if found.confirmed_at else obstacles.against(scope, found.thing)
    body = tell_erasure(found, kept_because=[tell_kept(one) for one in standing])
    return answer(body, tag=etags.of_version(found.version))


def _erasure_tag(scope: Scope, erasure_id: UUID) -> str:
    return etags.of_version(erasing.erasure(scope, erasure_id).version)


erasure_desk = Desk(
    area,
    ERASURE,
    WRITE,
    told.Erasure,
    look=erasing.erasure,
    tag=_erasure_tag,
    show=_show_erasure,
)
erasure_desk.act(
    "confirmation", erasing.confirm, says="Destroy the key of the file, for ever; by somebody else"
)
erasure_desk.act("dropping", erasing.drop, says="It is not erased after all")


@area.get(f"{ERASURE}/certificate", READ, told.ErasureCertificate)
def certificate(erasure_id: UUID) -> Response:
    """That a file was erased, without saying whose it was"""
    scope = acting()
    found = erasing.certificate(scope, erasure_id)
    done = found.erasure
    return answer(
        {
            "number": done.number,
            "ground": done.ground,
            "asked_by": done.asked_by,
            "confirmed_at": done.confirmed_at,
            "confirmed_by": done.confirmed_by,
            "house": scope.tenant_name,
            "entry": found.entry,
            "digest": found.digest,
            "words": found.words,
        }
    )
