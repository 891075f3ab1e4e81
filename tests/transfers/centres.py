"""Two centres of one network, of which one knows a young person whom the other will look after."""

from datetime import date
from uuid import UUID

from sqlalchemy import Engine

from network.consent.kinds import Basis, Category, SharingPurpose
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.records import actions as files
from network.records import door
from network.transfers import actions
from network.transfers.kinds import CaseReason
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests.actors import Actor, neighbour

C = Category
ALL = (C.IDENTITY, C.CONTACT, C.HEALTH)


def other_centre(owner: Engine, centre: Actor) -> Actor:
    return neighbour(owner, centre, "drugi-center", TenantKind.CSD, Role.CASE_WORKER, Role.HEAD)


def case_of(centre: Actor) -> UUID:
    with centre.acting() as scope, transaction():
        born = date(2011, 2, 28)
        file = files.begin(scope, first_name="Živa", last_name="Ilić", birth_date=born)
        files.write(scope, file.id, C.CONTACT, {"address": "Nikjer 1"})
        files.write(scope, file.id, C.HEALTH, {"allergies": "oreščki"})
        files.write(scope, file.id, C.COURT, {"court": "Okrožno sodišče"})
        return file.id


def task(centre: Actor, person_id: UUID, other: Actor, *what: Category, **more: object) -> UUID:
    """A statute lets the other centre look after whoever lives there."""
    said: dict[str, object] = {"article": "ZSV, 81. člen", "recipients": [other.tenant_id]} | more
    purpose = SharingPurpose.CARE
    with centre.acting() as scope, transaction():
        told = Told(Basis.STATUTORY_TASK, what or ALL, purpose=purpose, **said)  # type: ignore[arg-type]
        return bases.record(scope, person_id, told).id


def ask(other: Actor, centre: Actor, person_id: UUID | None = None, number: str = "") -> UUID:
    """The other centre asks for the case, by the number that it was told."""
    if person_id is not None:
        with centre.acting() as scope, transaction():
            number = door.person(scope, person_id).number
    with other.acting() as scope, transaction():
        reason = CaseReason.MOVED
        made = actions.ask(scope, owner_id=centre.tenant_id, file_number=number, reason=reason)
        return made.id
