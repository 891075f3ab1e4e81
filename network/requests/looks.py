"""Who looked at a young person's file, here and elsewhere, and to whom it was shown.

A person may ask for this list (the Information Commissioner on extracts of the log of processing;
GDPR article 15, ZVOP-2 article 22).
"""

from uuid import UUID

from sqlalchemy import select

from network.elsewhere import queries as elsewhere
from network.records import door
from network.requests.models import Ask, Request
from network.trail import queries as trail
from network.trail.kinds import EntryKind
from network.trail.queries import WrittenPage
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope

KINDS = (EntryKind.READ, EntryKind.DISCLOSE)


def of_file(scope: Scope, person_id: UUID, *, before: UUID | None = None) -> WrittenPage:
    """The looks at a file and at what was shown of it, the newest first, to whoever opens it.

    Looks at one's own standard files are not written down, and stand in no list.
    Raises NotFound, NotAllowed.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    asked = db.session.scalars(
        select(Ask.id)
        .join(Request, (Request.tenant_id == Ask.tenant_id) & (Request.id == Ask.request_id))
        .where(Request.tenant_id == scope.tenant_id, Request.person_id == file.id)
    ).all()
    opened = elsewhere.review_ids(scope, person_id)
    return trail.about(scope, (file.id, *asked, *opened), KINDS, before=before)
