"""Legal bases of a file, and what is shown to homes by them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from network import contents
from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.consent.kinds import Basis
from network.consent.needs import FOR_FILES
from network.documents.kinds import Media
from network.interop import consent_papers
from network.legal_bases import actions, facts, queries
from network.legal_bases.models import LegalBasis
from network.records import door
from network.records.door import Values
from network.requests import given as given_documents
from network.requests import queries as requests
from network.requests import received, thread, who_sees
from network.requests.actions.withdrawing import record_basis, withdraw_basis
from network.requests.given import GivenDocument
from network.requests.models import Ask
from network.schemas import legal_bases as given
from network.schemas.answers import legal_bases as told
from tenants import clock
from tenants.credentials import ApiScope
from tenants.database import db
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("legal-bases", "On what something of a file is shown to others, and what is shown.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
tell = teller(told.LegalBasis)
tell_part = teller(told.ShownPart)
tell_look = teller(told.Look)
tell_document = teller(told.GivenDocument)
tell_along = teller(told.Along)
tell_opening = teller(told.Opening)


@area.get("/files/<uuid:person_id>/bases", READ, told.LegalBasisList)
def index(person_id: UUID) -> Response:
    """Every basis that was ever recorded for a file"""
    scope = acting()
    found = queries.of_file(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    words = queries.words(scope, found)
    return answer({"items": [_told(one, words[one.id]) for one in found]})


@area.get("/bases/<uuid:basis_id>", READ, told.LegalBasis)
def show(basis_id: UUID) -> Response:
    """One basis"""
    return _show(acting(), basis_id)


@area.get("/bases/<uuid:basis_id>/closings", READ, told.Closings)
def closings(basis_id: UUID) -> Response:
    """What would close if it ended now, and what another basis would keep open"""
    scope = acting()
    found = who_sees.closings(scope, queries.basis(scope, basis_id)[0])
    items = [
        {"ask_id": str(one.ask.id), "closes": sorted(one.closes), "stays": sorted(one.stays)}
        for one in found
    ]
    return answer({"items": items})


@area.get("/requests/<uuid:request_id>/who-sees", READ, told.WhoSees)
def seeing(request_id: UUID) -> Response:
    """Which home sees what of the file, to whoever opens it"""
    scope = acting()
    request = requests.get_request(scope, request_id)
    require(scope, Permission.KEEP_FILES)
    asks = requests.asks_of(scope, request_id)
    homes = [
        {
            "ask_id": str(one.ask.id),
            "may": sorted(one.may),
            "shown": sorted(one.shown),
            "documents": [tell_along(each) for each in one.documents],
        }
        for one in who_sees.homes(scope, request, asks)
    ]
    looks = who_sees.seen(scope, asks) if homes else []
    openings = who_sees.openings(scope, asks) if homes else []
    return answer(
        {
            "homes": homes,
            "looks": [tell_look(one, ask_id=one.ask.id) for one in looks],
            "openings": [tell_opening(one) for one in openings],
        }
    )


@area.get("/asks/<uuid:ask_id>/file", ApiScope.ASKS_READ, told.ShownFile)
def shown(ask_id: UUID) -> Response:
    """What the home sees of the file behind an ask, section by section"""
    scope = acting()
    ask = requests.get_ask(scope, ask_id)
    found = received.file_of(scope, ask)
    documents = given_documents.documents_of(scope, ask)
    body: Told = {
        "parts": [tell_part(one, values=_plain(one.values)) for one in found.parts],
        "withheld": [each.value for each in found.withheld],
        "to_stop": [each.value for each in received.to_stop(scope, ask)],
        "documents_to_stop": [each.value for each in received.documents_to_stop(scope, ask)],
        "documents": [tell_document(one) for one in documents],
        "missing_documents": _missing(scope, ask, documents),
    }
    return answer(body)


@area.content("/files/<uuid:person_id>/consent-form", READ, [consent_papers.MEDIA])
def consent_form(person_id: UUID) -> Response:
    """A consent to be printed and filled in by hand, with what the file says of who decides"""
    said = facts.of_file(acting(), person_id)
    return contents.printed(consent_papers.consent(said), f"{_number(said)}-consent.pdf")


@area.content("/bases/<uuid:basis_id>/consent-form", READ, [consent_papers.MEDIA])
def recorded_form(basis_id: UUID) -> Response:
    """A consent that was recorded, to be printed and signed"""
    said = facts.of_basis(acting(), basis_id)
    return contents.printed(consent_papers.consent(said), f"{_number(said)}-consent.pdf")


@area.content("/bases/<uuid:basis_id>/withdrawal-form", READ, [consent_papers.MEDIA])
def withdrawal_form(basis_id: UUID) -> Response:
    """The withdrawal of a consent, to be printed and signed"""
    said = facts.of_basis(acting(), basis_id)
    return contents.printed(consent_papers.withdrawal(said), f"{_number(said)}-withdrawal.pdf")


def _number(said: facts.ConsentFacts) -> str:
    return said.number.replace("/", "-")


def _missing(scope: Scope, ask: Ask, documents: Sequence[GivenDocument]) -> list[str]:
    """Of a live ask alone: of an ended one nothing is told."""
    if thread.closed_to(scope, ask) or ask.recipient_id != scope.tenant_id:
        return []
    group = str(thread.disclosed(scope, ask)["legal_group"])
    return [kind.value for kind in given_documents.missing(documents, group)]


@area.content(
    "/asks/<uuid:ask_id>/documents/<uuid:shared_id>/content",
    ApiScope.ASKS_READ,
    [media.value for media in Media],
)
def document(ask_id: UUID, shared_id: UUID) -> Response:
    """What a document says that the home was given; the member's name and the centre's stand
    over PDF and pictures, and each opening is told to the centre"""
    return contents.shown(given_documents.opened(acting(), ask_id, shared_id))


def _show(scope: Scope, basis_id: UUID) -> Response:
    found, _ = queries.basis(scope, basis_id)
    words = queries.words(scope, [found])[basis_id]
    return answer(_told(found, words), tag=etags.of_version(found.version))


def _told(basis: LegalBasis, words: Values) -> Told:
    nothing: Values = dict.fromkeys(("article", "court", "decision_number", "final_on", "reason"))
    return tell(basis, how=basis.how or None, **{**nothing, **words})


def _plain(values: Values) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _tag(scope: Scope, basis_id: UUID) -> str:
    found, _ = queries.basis(scope, basis_id)
    db.session.refresh(found, with_for_update=True)
    return etags.of_version(found.version)


def _recording(kind: Basis) -> None:
    """One operation for each kind: each asks for its own things."""

    def record(values: dict[str, Any], person_id: UUID) -> Response:
        said = values | {"starts": values["starts"] or clock.today()}
        return perform(
            lambda scope: record_basis(scope, person_id, actions.Told(kind, **said)).id,
            _show,
            look=lambda scope: door.person(scope, person_id),
            status=201,
        )

    record.__name__ = f"record_{kind}"
    record.__doc__ = f"Record a legal basis: {kind.value.replace('_', ' ')}"
    rule = f"/files/<uuid:person_id>/bases/{kind}"
    area.act("POST", rule, WRITE, told.LegalBasis, given.basis_schema(kind), status=201)(record)


for _each in FOR_FILES:
    _recording(_each)
desk = Desk(
    area,
    "/bases/<uuid:basis_id>",
    WRITE,
    told.LegalBasis,
    look=queries.basis,
    tag=_tag,
    show=_show,
)
desk.act("agreement", actions.agree, given.AgreementIn, says="Somebody else agrees, too")
desk.act("proof", actions.prove, given.ProofIn, says="On which document of the file it was given")
desk.act(
    "withdrawal",
    withdraw_basis,
    given.BasisWithdrawnIn,
    says="It holds no more, from now; what rests on it alone closes with the next look",
)
