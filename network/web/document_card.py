"""The card with the documents of a file, and what a home would still want to see."""

from network.documents import arriving, at_hand, queries
from network.documents.kinds import Media
from network.records.models import YoungPerson
from network.web.acts import cursor
from tenants.database import new_id
from tenants.scope import Scope


def card(scope: Scope, file: YoungPerson) -> dict[str, object]:
    """What the template needs of it."""
    found = queries.documents(scope, file.id, before=cursor())
    return {
        "documents": found.rows,
        "arriving": arriving.of_file(scope, file.id),
        "documents_after": found.after,
        "documents_first": cursor() is None,
        "missing": queries.lacking(scope, file.id),
        "most_megabytes": at_hand.keeping().most_megabytes,
        "accepted": ",".join(media.value for media in Media),
        "stamped": [media.value for media in Media if media.is_stamped],
        "form_id": new_id(),
    }
