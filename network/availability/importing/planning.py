"""Compares a checked list with what stands, without changing it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from uuid import UUID

from sqlalchemy import select

from network.availability import actions
from network.availability.importing import known
from network.availability.importing.columns import Column, Heading
from network.availability.importing.entries import Entry
from network.availability.importing.faults import Fault
from network.availability.importing.known import KnownGroup
from network.availability.importing.plan import House, Plan, Step
from network.availability.profile import Form
from network.availability.spelling import plain
from tenants import admission, clock
from tenants.database import db
from tenants.errors import N_, DomainError
from tenants.isolation import on_behalf_of
from tenants.models import Tenant
from tenants.roles import HOMES, REFUSALS, Permission, may
from tenants.scope import Role, Scope, TenantKind
from tenants.slugs import slug_of

ALIKE = 0.9  # how much of two names must agree (difflib's ratio) to ask whether one is meant


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what stands against it."""

    plan: Plan
    faults: Sequence[Fault]


def plan_own(scope: Scope, entries: Iterable[Entry], headers: Mapping[Heading, str]) -> Planned:
    """The plan of one home for its own groups. Rows of anybody else's are faults."""
    planner = _Planner(headers)
    mine = []
    for entry in entries:
        if plain(entry.institution) == plain(scope.tenant_name):
            mine.append(entry)
        else:
            sentence = N_("Only the groups of %(name)s can be imported here.")
            planner.fault(entry, Column.INSTITUTION, sentence, name=scope.tenant_name)
    steps = planner.steps(scope, mine)
    kind = scope.kind or _kind(mine)
    house = House(scope.tenant_name, kind, _town(mine), scope, steps)
    return Planned(Plan([house] if steps else []), planner.faults)


def plan_network(
    scope: Scope,
    network_id: UUID,
    source: str,
    entries: Iterable[Entry],
    headers: Mapping[Heading, str],
) -> Planned:
    """The plan of the network's administrator: known homes and those to be admitted."""
    planner = _Planner(headers)
    tenants = {plain(each.name): each for each in admission.tenants_in(network_id)}
    houses: list[House] = []
    for name, rows in _by_institution(entries).items():
        if name in tenants:
            houses += planner.known_house(scope, network_id, source, tenants[name], rows)
        else:
            houses += planner.new_house(rows, tenants)
    return Planned(Plan(houses), planner.faults)


def caretaker(
    scope: Scope, network_id: UUID, source: str, tenant_id: UUID, kind: TenantKind, name: str
) -> Scope:
    """Acts for a home as its head would. What it confirms carries the importer's name, or the
    list's where a command imports it: nobody of the home has confirmed anything."""
    roles = frozenset({Role.ADMINISTRATOR, Role.HEAD})
    acting = Scope.caretaker(tenant_id, (network_id,), kind, name)
    return replace(acting, roles=roles, member_name=scope.member_name or source)


def _by_institution(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(plain(entry.institution), []).append(entry)
    return rows


def _kind(entries: Iterable[Entry]) -> TenantKind:
    """A home with nothing but crisis wards is a crisis centre."""
    forms = {entry.form for entry in entries}
    return TenantKind.CRISIS_CENTRE if forms == {Form.CRISIS_WARD} else TenantKind.INSTITUTION


def _town(entries: Iterable[Entry]) -> str:
    """Where most of the home's groups are."""
    towns = Counter(str(entry.said["town"]) for entry in entries)
    return towns.most_common(1)[0][0] if towns else ""


class _Planner:
    """Plans, and gathers what stands against it."""

    def __init__(self, headers: Mapping[Heading, str]) -> None:
        self.headers = headers
        self.faults: list[Fault] = []

    def fault(self, entry: Entry, heading: Heading, sentence: str, **facts: object) -> None:
        self.faults.append(Fault(entry.line, self.headers.get(heading, ""), sentence, facts))

    def known_house(
        self, scope: Scope, network_id: UUID, source: str, tenant: Tenant, rows: Sequence[Entry]
    ) -> Iterator[House]:
        kind, name, town = TenantKind(tenant.kind), tenant.name, tenant.town
        if kind not in HOMES:
            sentence = N_("%(name)s is not a home: it has no groups.")
            self.fault(rows[0], Column.INSTITUTION, sentence, name=name)
            return
        acting = caretaker(scope, network_id, source, tenant.id, kind, name)
        with on_behalf_of(acting):
            steps = self.steps(acting, rows)
        yield House(name, kind, town, acting, steps)

    def new_house(self, rows: Sequence[Entry], tenants: Mapping[str, Tenant]) -> Iterator[House]:
        name = rows[0].institution
        slug = slug_of(name)
        if db.session.scalar(select(Tenant.id).where(Tenant.slug == slug)) or not slug:
            sentence = N_(
                "Another organisation has the short name %(slug)s. Admit this one by hand first."
            )
            self.fault(rows[0], Column.INSTITUTION, sentence, slug=slug or name)
            return
        alike = get_close_matches(plain(name), tenants, n=1, cutoff=ALIKE)
        steps = [self._opening(entry) for entry in rows]
        resembles = tenants[alike[0]].name if alike else ""
        yield House(name, _kind(rows), _town(rows), None, steps, resembles)

    def steps(self, scope: Scope, entries: Sequence[Entry]) -> list[Step]:
        """What each row does to the groups of the scope's tenant."""
        standing = known.groups(scope)
        return [self._step(scope, entry, standing.get(plain(entry.name))) for entry in entries]

    def _step(self, scope: Scope, entry: Entry, group: KnownGroup | None) -> Step:
        if entry.closing and not may(scope, Permission.MANAGE_CLOSURES):
            self.fault(entry, Column.CLOSED_PLACES, REFUSALS[Permission.MANAGE_CLOSURES])
        if group is None:
            return self._opening(entry)
        if group.closed:
            sentence = N_("This group was closed. Give the new one another name.")
            self.fault(entry, Column.GROUP, sentence)
        changes = {
            name: (group.profile[name], value)
            for name, value in entry.differing(group.profile).items()
        }
        if "capacity" in changes and not group.closed:
            self._try_capacity(scope, entry, group)
        self._refuse_past(entry)
        closures = group.still_to_close(scope, entry.closing)
        return Step(entry, group.group_id, group.profile, changes, closures)

    def _opening(self, entry: Entry) -> Step:
        self._refuse_past(entry)
        return Step(entry, closures=entry.closing.places if entry.closing else 0)

    def _refuse_past(self, entry: Entry) -> None:
        ends = entry.closing.ends if entry.closing else None
        if ends is not None and ends <= clock.today():
            self.fault(entry, Column.CLOSED_UNTIL, N_("This closure is over. Leave it out."))

    def _try_capacity(self, scope: Scope, entry: Entry, group: KnownGroup) -> None:
        """Whether the places can be taken away is best known to the act itself: do and undo."""
        attempt = db.session.begin_nested()
        try:
            actions.set_capacity(scope, group.group_id, int(entry.said["capacity"]))
        except DomainError as refusal:
            self.fault(entry, Column.CAPACITY, refusal.sentence, **refusal.facts)
        finally:
            attempt.rollback()
