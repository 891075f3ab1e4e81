"""Who looks into a house from outside is seen: every look of an inspector stands in its trail."""

from network.trail import writing
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.scope import Role, Scope


def entered(scope: Scope, detail: str) -> None:
    """Have it entered that an inspector looked at a register or the trail; nothing for the people
    of the house. `detail` is a code."""
    if scope.has(Role.INSPECTOR):
        about = About("register")
        writing.enter(scope, EntryKind.READ, Purpose.OVERSIGHT, about, detail=detail)
