"""Consents that the case team puts to a young person or to carers, and what these answered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from network.consent.kinds import SharingPurpose
from network.legal_bases import actions as bases
from network.legal_bases.queries import possible_recipients
from network.own_pages import putting, questions
from network.own_pages import queries as pages
from network.own_pages.kinds import READERS
from network.own_pages.models import ConsentQuestion
from network.own_pages.putting import Asked
from network.programmes.published import published_programmes
from network.records import door
from network.records.models import YoungPerson
from network.requests.ladder import EVERY_PART
from network.schemas.own_pages import ConsentQuestionIn
from network.web.acts import Refused, carried_out, once
from network.web.desk import Desk
from network.web.labels import label
from network.web.rendering import FormView, page, see_other
from tenants import clock
from tenants.database import new_id
from tenants.errors import Invalid
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("consent_questions", __name__, url_prefix="/consent-questions")
of_file = Blueprint("file_consents", __name__, url_prefix="/files/<uuid:person_id>/consents")
KEEPS = Permission.KEEP_FILES


@of_file.get("")
def index(person_id: UUID) -> Response:
    """What was asked and answered, and a form to ask."""
    scope = acting()
    chosen = request.args.get("programme", "")  # one that somebody wished for
    purpose = SharingPurpose.PROGRAMME if chosen else SharingPurpose.PLACEMENT
    known = FormView.known(starts=clock.today(), programme_id=chosen, purpose=purpose)
    return _listed(scope, _opened(scope, person_id), known)


@of_file.post("")
def put(person_id: UUID) -> Response:
    """Ask them on their pages."""
    scope = acting()
    file = _opened(scope, person_id)

    def made(**said: Any) -> UUID:
        said["starts"] = said["starts"] or clock.today()
        return once(scope, lambda: putting.put(scope, person_id, Asked(**said)).id)

    try:
        carried_out(ConsentQuestionIn(), made)
    except Refused as refusal:
        return _listed(scope, file, refusal.form, refusal.status)
    return see_other(url_for("file_consents.index", person_id=person_id), "consent_put")


def _opened(scope: Scope, person_id: UUID) -> YoungPerson:
    found = door.person(scope, person_id)
    require(scope, KEEPS)
    return found


def _listed(scope: Scope, file: YoungPerson, form: FormView, status: int = 200) -> Response:
    return page(
        "own_pages/consents.html",
        "consents",
        status,
        file=file,
        asked=questions.of_file(scope, file.id),
        form=form,
        form_id=new_id(),
        readers=_readers(scope, file.id),
        categories=[(each.value, label(each)) for each in EVERY_PART],
        recipients=[(one.id, one.name) for one in possible_recipients(scope)],
        programmes=_programmes(scope),
    )


def _programmes(scope: Scope) -> list[tuple[str, str]]:
    """What can be suggested: the catalogue, but for the own house's, which needs no consent."""
    return [
        (str(each.id), f"{each.name}, {each.tenant_name}")
        for each in published_programmes(scope)
        if each.open and each.tenant_id != scope.tenant_id
    ]


def _readers(scope: Scope, person_id: UUID) -> list[tuple[str, str]]:
    """Who has a page and whose word counts today, as far as the file tells it."""
    try:
        count = frozenset().union(*bases.who_agrees(scope, person_id))
    except Invalid:
        return []
    has = {one.reader for one in pages.of_file(scope, person_id) if one.closed_at is None}
    return [(one.value, label(one)) for one in READERS if one in count and one.value in has]


def _seen(scope: Scope, consent_question_id: UUID) -> ConsentQuestion:
    found, _ = questions.question(scope, consent_question_id)
    require(scope, KEEPS)
    return found


def _shown(
    scope: Scope, found: ConsentQuestion, refused: Mapping[str, FormView], status: int
) -> Response:
    form = next(iter(refused.values()), FormView())
    return _listed(scope, door.person(scope, found.person_id), form, status)


desk = Desk(
    bp,
    "consent_question_id",
    seen=_seen,
    shown=_shown,
    address=lambda _, found: url_for("file_consents.index", person_id=found.person_id),
)
desk.act("closing", putting.take_back, says="consent_not_put", needs=KEEPS)
