"""At an admission the home begins its own file from what it was shown; the centre keeps its."""

from uuid import UUID

from network.consent.kinds import Category
from network.documents import arriving
from network.documents.arriving import Origin
from network.placements.filing import PlacementFile, file_of
from network.placements.own import own
from network.records import actions as files
from network.records.models import YoungPerson
from network.requests import given, received
from network.requests.queries import get_ask
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.roles import Permission, require
from tenants.scope import Scope


def take_over(scope: Scope, placement_id: UUID) -> YoungPerson:
    """Begin the home's own file of somebody who lives there, with everything that the home is
    shown of the centre's at this moment; the documents follow by a job, one by one. Both keep
    their own from then on.

    Raises NotFound for another house, NotAllowed, Conflict before the arrival, for a stay that has
    its file, and where the home is not shown who it is.
    """
    stay = own(scope, placement_id)
    require(scope, Permission.KEEP_FILES)
    if stay.arrived_on is None:
        raise Conflict(N_("Record the arrival first."))
    if file_of(scope, stay) is not None:
        raise Conflict(N_("This stay has its file already."))
    if stay.ask_id is None:
        raise Conflict(N_("Nobody asked for this stay; begin a file of your own."))
    ask = get_ask(scope, stay.ask_id)
    shown = {part.category: part.values for part in received.file_of(scope, ask).parts}
    if Category.IDENTITY not in shown:
        raise Conflict(N_("The centre does not show you who this is. Ask it to, in a message."))
    file = files.begin(scope, **shown.pop(Category.IDENTITY))
    for category, values in shown.items():
        files.write(scope, file.id, category, values)
    db.session.add(
        PlacementFile(tenant_id=scope.tenant_id, placement_id=stay.id, person_id=file.id)
    )
    db.session.flush()
    along = [(one.id, one.kind) for one in given.documents_of(scope, ask)]
    arriving.begin(scope, file.id, Origin.ASK, ask.id, along)
    return file
