"""Builders of proposals that are passed on: a school with a pupil's file, a case that proposes a
place, and what the parents have agreed to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Engine

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.programmes import enrolments
from network.programmes.cases.kinds import NextStep
from network.programmes.proposals import passing
from network.records import actions as files
from network.records import door
from network.requests.actions import sharing
from network.requests.queries import get_ask
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, neighbour
from tests.programmes import working

C = Category
WHO = (C.IDENTITY, C.CONTACT)


@dataclass(frozen=True)
class Proposal:
    """A school whose pupil's case is closed with a place proposed, and the file of the pupil."""

    school: Actor
    enrolment_id: UUID
    person_id: UUID


def a_school(owner: Engine, cast: Cast, name: str = "OŠ Pri čebelnjaku") -> Actor:
    roles = (Role.COUNSELLOR, Role.HEAD, Role.ADMINISTRATOR)
    return neighbour(owner, cast.centre, name, TenantKind.SCHOOL, *roles)


def pupil(school: Actor) -> UUID:
    """A file with an address that must not be told, and an allergy."""
    with school.acting() as scope, transaction():
        file = files.begin(
            scope, first_name="Živa", last_name="Črnič", birth_date=date(2012, 2, 29)
        )
        said = {"address": "Nikjer 1", "contact_safety": "Ne kličite očeta."}
        files.write(scope, file.id, C.CONTACT, said)
        files.write(scope, file.id, C.HEALTH, {"allergies": "oreščki"})
        return file.id


def agreed(
    school: Actor, person_id: UUID, *categories: Category, recipients: Collection[UUID] = ()
) -> UUID:
    """The mother agrees that a centre is shown this, to look for a place."""
    told = Told(
        Basis.CONSENT,
        categories or WHO,
        purpose=SharingPurpose.PLACEMENT,
        recipients=list(recipients),
        givers=[Giver.MOTHER],
        how=How.ON_PAPER,
        ends=date(2099, 11, 20),
    )
    with school.acting() as scope, transaction():
        return bases.record(scope, person_id, told).id


def proposed(
    owner: Engine,
    cast: Cast,
    *,
    school: Actor | None = None,
    filed: bool = True,
    reference: str = "P7",
) -> Proposal:
    """A school asked for advisers, who propose to look for a place."""
    asker = school or a_school(owner, cast)
    enrolment_id = working.opened(asker, cast.institution, reference=reference)
    working.closed(cast.institution, enrolment_id, NextStep.PLACEMENT_REQUEST)
    person_id = pupil(asker)
    if filed:
        file(asker, enrolment_id, person_id)
    return Proposal(asker, enrolment_id, person_id)


def file(school: Actor, enrolment_id: UUID, person_id: UUID) -> None:
    """The school says whose request it was."""
    with school.acting() as scope, transaction():
        ask_id = enrolments.get(scope, enrolment_id).ask_id
        assert ask_id is not None
        number = door.person(scope, person_id).number
        sharing.link_file(scope, get_ask(scope, ask_id).request_id, number)


def passed(
    owner: Engine, cast: Cast, *categories: Category, school: Actor | None = None
) -> tuple[Proposal, UUID]:
    """It is passed on to the centre of the cast, with these categories beside the identity."""
    made = proposed(owner, cast, school=school)
    agreed(made.school, made.person_id, *WHO, C.HEALTH)
    return made, pass_on(made, cast.centre, *categories)


def pass_on(made: Proposal, centre: Actor, *categories: Category) -> UUID:
    with made.school.acting() as scope, transaction():
        return passing.pass_on(
            scope, made.enrolment_id, centre_id=centre.tenant_id, categories=categories
        ).id
