"""What comes with a proposal, through the doors that judge its basis at every look."""

from sqlalchemy import (
    ARRAY,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy import Column as C

_views = MetaData()
PROPOSED_PARTS = Table(
    "proposed_parts",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("person_id", Uuid),
    C("proposal_id", Uuid),
    C("recipient_id", Uuid),
    C("category", Text),
    C("sealed", LargeBinary),
    C("created_at", DateTime(timezone=True)),
    C("by_name", Text),
    C("basis", Text),
    C("person_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
)
PROPOSED_PROFILES = Table(
    "proposed_profiles",
    _views,
    C("tenant_id", Uuid),
    C("proposal_id", Uuid),
    C("recipient_id", Uuid),
    C("age", Integer),
    C("sex", Text),
    C("region", Text),
    C("home_town", Text),
    C("school_level", Text),
    C("needs", ARRAY(Text)),
)
# To the centre the id of its request; to whoever passed the proposal on, that there is one.
PROPOSAL_REQUESTS = Table(
    "proposal_requests",
    _views,
    C("tenant_id", Uuid),
    C("proposal_id", Uuid),
    C("recipient_id", Uuid),
    C("requested_on", Date),
    C("request_id", Uuid),
)
