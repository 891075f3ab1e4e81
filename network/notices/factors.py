"""Somebody lost the phone or the key with which they sign in, and an administrator helps."""

from uuid import UUID

from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.trail.kinds import EntryKind, Purpose, RightsChange
from network.trail.writing import About, enter
from tenants import resets
from tenants.database import new_id
from tenants.scope import Scope

PATH = "/account/security"


def take_away(scope: Scope, member_id: UUID) -> None:
    """The member's second factors go, it stands in the trail, and the person is told.

    Whoever it was not for learns of it that way. Raises as `resets.take_factors` does.
    """
    resets.take_factors(scope, member_id)
    about = About("member", member_id)
    taken = RightsChange.FACTORS_TAKEN.value
    enter(scope, EntryKind.RIGHTS, Purpose.ADMINISTRATION, about, detail=taken)
    occasion = f"{NoticeKind.FACTORS_TAKEN} {new_id()}"
    tell(
        scope,
        [member_id],
        NoticeKind.FACTORS_TAKEN,
        number="",
        path=PATH,
        once=occasion,
        urgent=True,
    )
