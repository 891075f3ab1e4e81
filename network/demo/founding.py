"""The network is founded, its organisations admitted, their people invited, the groups opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from network.availability import actions as availability
from network.demo.accounts import PASSWORD
from network.demo.cast import EVERYBODY, NETWORK_NAME, NETWORK_SLUG, Organisation, Post
from network.demo.groups import GROUPS, profile
from network.demo.houses import Group, House
from tenants import clock
from tenants.admission import accept, admit, found_network
from tenants.database import transaction
from tenants.invitations import invite
from tenants.isolation import acting_as
from tenants.scope import Scope

A_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Founding:
    """At which moment, and when the demo's present is: a membership may end after that."""

    moment: datetime
    until: datetime


def found(founding: Founding, tell: Callable[[], object]) -> list[House]:
    """Every organisation with its people and groups, in the order of the cast.

    `tell` is called after each organisation. Raises Conflict if there is such a network already.
    """
    houses = []
    with clock.frozen(founding.moment):
        steward = _network()
        for organisation in EVERYBODY:
            house = _settle(steward, organisation, founding.until)
            house.groups.extend(_groups(house))
            houses.append(house)
            tell()
    return houses


def _network() -> Scope:
    with acting_as(Scope.steward()) as steward, transaction():
        network_id = found_network(steward, slug=NETWORK_SLUG, name=NETWORK_NAME).id
    return Scope.steward(network_id)


def _settle(steward: Scope, organisation: Organisation, until: datetime) -> House:
    with acting_as(steward), transaction():
        tenant_id = admit(
            steward, name=organisation.name, kind=organisation.kind, town=organisation.town
        ).id
    secrets = _invitations(_caretaker(steward, organisation, tenant_id), organisation, until)
    return House(organisation.name, [accept(secret, password=PASSWORD) for secret in secrets])


def _caretaker(steward: Scope, organisation: Organisation, tenant_id: UUID) -> Scope:
    return Scope.caretaker(tenant_id, steward.network_ids, organisation.kind, organisation.name)


def _invitations(caretaker: Scope, organisation: Organisation, until: datetime) -> list[str]:
    with acting_as(caretaker), transaction():
        return [
            invite(
                caretaker,
                email=organisation.email(post),
                name=post.name,
                roles=post.roles,
                until=_last_day(post, until),
            )
            for post in organisation.posts
        ]


def _last_day(post: Post, until: datetime) -> datetime | None:
    return until + post.months * A_MONTH if post.months else None


def _groups(house: House) -> list[Group]:
    plans = GROUPS.get(house.name, ())
    if not plans:
        return []
    responsible, deputy = house.answerers()[:2]
    with acting_as(house.manager()) as scope, transaction():
        return [
            Group(
                availability.open_group(
                    scope,
                    capacity=plan.capacity,
                    responsible_id=responsible.member_id,
                    deputy_id=deputy.member_id,
                    **profile(plan),
                ).id,
                plan,
                house,
            )
            for plan in plans
        ]
