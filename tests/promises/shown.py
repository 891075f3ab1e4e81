"""A young person's file of which a home sees something, saw something, and never sees the rest."""

from datetime import date
from uuid import UUID

from sqlalchemy import Engine

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.documents import actions as documents
from network.documents import arriving
from network.documents.arriving import Origin
from network.documents.kinds import DocumentKind
from network.exports import actions as exports
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.placements.filing import PlacementFile
from network.records import actions as files
from network.records.fields import Exclusion
from network.requests import given, queries, received
from network.requests.actions import attaching, giving, sharing, withdrawing
from network.transfers import actions as transfers
from tenants import clock, idempotency
from tenants.database import db, new_id, transaction
from tenants.scope import Role, Scope
from tests.actors import Actor, colleague
from tests.documents.made import pdf
from tests.transfers import centres

C = Category
SEEN = {C.IDENTITY, C.CONTACT, C.DOCUMENTS}
SEEN_ONCE = {C.FAMILY}
SENT = 2  # papers with messages, one of each side
# Of these the home goes on seeing the first; what the second tells of is covered no more, and the
# third is closed alone.
GIVEN = (DocumentKind.OTHER, DocumentKind.SOCIAL_ANAMNESIS, DocumentKind.OTHER)
WORDS = {
    C.CONTACT: {"address": "Beseda centra."},
    C.FAMILY: {"mother": "Beseda centra."},
    C.HEALTH: {"allergies": "Beseda centra."},
}


def keep_and_show(
    owner: Engine, centre: Actor, home: Actor, request_id: UUID, ask_id: UUID
) -> tuple[Actor, UUID, UUID]:
    """Somebody of the centre who is kept away from the file, the basis by which the home sees
    something of it, and the one that was taken back after it had looked."""
    relative = colleague(owner, centre, "relative", Role.CASE_WORKER)
    with centre.acting() as scope, transaction():
        file = files.begin(
            scope,
            first_name="Živa",
            last_name="Izmišljena",
            birth_date=date(clock.today().year - 13, 1, 1),
        )
        for category, said in WORDS.items():
            files.write(scope, file.id, category, said)
        files.exclude(scope, file.id, relative.scope.member_id, Exclusion.RELATIVE)
        along = [_kept(scope, file.id, kind) for kind in GIVEN]
        sharing.link_file(scope, request_id, file.number)
        stays, goes = (_consent(scope, file.id, what) for what in (SEEN, SEEN_ONCE))
        sharing.show_parts(scope, ask_id, (SEEN | SEEN_ONCE) - {C.DOCUMENTS})
        sharing.show_parts(scope, ask_id, documents=along)
    with home.acting() as scope, transaction():
        ask = queries.get_ask(scope, ask_id)
        received.file_of(scope, ask)
        for document in given.documents_of(scope, ask):
            given.opened(scope, ask_id, document.id)
        _sent(scope, ask_id)
    with centre.acting() as scope, transaction():
        _sent(scope, ask_id)
        giving.close_document(scope, ask_id, along[2])
        withdrawing.withdraw_basis(scope, goes, Giver.MOTHER)
    return relative, stays, goes


def _sent(scope: Scope, ask_id: UUID) -> None:
    kind, content = DocumentKind.OTHER, pdf("Beseda.")
    attaching.send_paper(scope, ask_id, body="Beseda.", kind=kind, content=content)


def _kept(scope: Scope, person_id: UUID, kind: DocumentKind) -> UUID:
    says = "Beseda centra."
    return documents.keep(scope, person_id, kind=kind, content=pdf(says), title=says).id


def keep_own(home: Actor, placement_id: UUID) -> None:
    """The home's own file of somebody who lives there."""
    with home.acting() as scope, transaction():
        file = files.begin(scope, last_name="Izmišljena")
        stay = PlacementFile(
            tenant_id=scope.tenant_id, placement_id=placement_id, person_id=file.id
        )
        db.session.add(stay)
        # A document on its way into it, from nowhere.
        arriving.begin(scope, file.id, Origin.ASK, new_id(), [(new_id(), DocumentKind.OTHER)])


def pass_on(owner: Engine, centre: Actor) -> None:
    """Another centre was handed a case and has not taken it yet."""
    other = centres.other_centre(owner, centre)
    person_id = centres.case_of(centre)
    centres.task(centre, person_id, other, *centres.ALL, C.DOCUMENTS)
    transfer_id = centres.ask(other, centre, person_id)
    with centre.acting() as scope, transaction():
        along = _kept(scope, person_id, DocumentKind.OTHER)
        transfers.approve(scope, transfer_id, [along])


def take_along(actor: Actor) -> None:
    """A list that left as a file, and a request that was served once."""
    with actor.acting() as scope, transaction():
        exports.write_down(scope, "board", "csv", [], 3)
        idempotency.begin(scope, "story", "story")


def _consent(scope: Scope, person_id: UUID, categories: set[Category]) -> UUID:
    told = Told(
        Basis.CONSENT,
        categories,
        givers=[Giver.MOTHER],
        how=How.ON_PAPER,
        ends=date(clock.today().year + 1, 1, 1),
    )
    return bases.record(scope, person_id, told).id
