"""When a carer may not learn where somebody lives."""

from network.consent.kinds import Category
from network.records import door
from network.records.models import YoungPerson
from tenants.scope import Scope


def is_unsafe(scope: Scope, file: YoungPerson) -> bool:
    """Whether something is written of contact safety, or that the parents are known to disagree.

    Raises Erased.
    """
    parts = door.kept(scope, file, (Category.CONTACT, Category.FAMILY))
    said = {name: value for part in parts.values() for name, value in part.values.items()}
    return bool(said.get("contact_safety") or said.get("parents_disagree"))
