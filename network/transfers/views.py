"""What another centre hands over to us, through the door that judges its basis at every look."""

from sqlalchemy import Column as C
from sqlalchemy import Integer, LargeBinary, MetaData, Table, Text, Uuid

TRANSFERRED_PARTS = Table(
    "transferred_parts",
    MetaData(),
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("person_id", Uuid),
    C("transfer_id", Uuid),
    C("recipient_id", Uuid),
    C("category", Text),
    C("sealed", LargeBinary),
    C("basis", Text),
    C("person_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
)
TRANSFERRED_DOCUMENTS = Table(
    "transferred_documents",
    MetaData(),
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("document_id", Uuid),
    C("person_id", Uuid),
    C("transfer_id", Uuid),
    C("recipient_id", Uuid),
    C("kind", Text),
    C("category", Text),
    C("sealed", LargeBinary),
    C("media_type", Text),
    C("size", Integer),
    C("scan", Text),
    C("content_id", Uuid),
    C("content_key", LargeBinary),
    C("basis", Text),
    C("basis_about", Text),
    C("person_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
)
