"""What of a request and its asks goes into the trail: shown, read, and decided.

Finding a place for a child is a task that statutes give a centre (ZSV, DZ; domain 5.2).
"""

from collections.abc import Collection

from network.consent.kinds import Basis
from network.requests.disclosure import CATEGORIES
from network.requests.models import Ask
from network.requests.profile import Level
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.scope import Scope


def decided(scope: Scope, ask: Ask, made: str) -> None:
    """A move of either side; the other side may read that it was made, and by whom."""
    _enter(scope, ask, EntryKind.DECIDE, detail=made)


def disclosed(scope: Scope, ask: Ask, level: Level, basis: Basis) -> None:
    """The centre shows the home what stands at a level, under a basis."""
    _enter(scope, ask, EntryKind.DISCLOSE, CATEGORIES[level], f"level_{level.value}", basis)


def read(scope: Scope, ask: Ask, basis: Basis) -> None:
    """Somebody of the home reads what the centre shows it without a name, under a basis."""
    if scope.tenant_id != ask.tenant_id:
        shown = [
            name for level, names in CATEGORIES.items() if level <= ask.level for name in names
        ]
        _enter(scope, ask, EntryKind.READ, tuple(shown), f"level_{ask.level}", basis)


def shown(scope: Scope, ask: Ask, basis: Basis, categories: Collection[str]) -> None:
    """The centre shows the home categories of the file, under a basis."""
    _enter(scope, ask, EntryKind.DISCLOSE, categories, "file", basis)


def read_file(scope: Scope, ask: Ask, basis: Basis, categories: Collection[str]) -> None:
    """Somebody of the home reads categories of the file, under a basis."""
    _enter(scope, ask, EntryKind.READ, categories, "file", basis)


def opened(
    scope: Scope, ask: Ask, basis: Basis, categories: Collection[str], document: str
) -> None:
    """Somebody of the home opens a document of that kind."""
    _enter(scope, ask, EntryKind.READ, categories, document, basis)


def _enter(
    scope: Scope,
    ask: Ask,
    kind: EntryKind,
    categories: Collection[str] = (),
    detail: str = "",
    basis: Basis = Basis.STATUTORY_TASK,
) -> None:
    home = scope.tenant_id != ask.tenant_id
    other = ask.tenant_id if home else ask.recipient_id
    trail.enter(
        scope,
        kind,
        Purpose.ANSWER_ASK if home else Purpose.FIND_PLACE,
        About("ask", ask.id, ask.number, other),
        basis=basis,
        categories=categories,
        detail=detail,
    )
