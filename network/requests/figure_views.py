"""The views of the figures, as the application reads them (migration 0016)."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy import Column as C

VIEWS = MetaData()
STALLS = Table(
    "network_stalls",
    VIEWS,
    C("network_id", Uuid),
    C("tenant_id", Uuid),
    C("tenant_name", Text),
    C("kind", Text),
    C("missed", Integer),
    C("since", DateTime(timezone=True)),
)
PLACED = Table(
    "network_placed",
    VIEWS,
    C("network_id", Uuid),
    C("region", Text),
    C("month", Date),
    C("asks", Integer),
    C("days", Integer),
)
UNMET = Table(
    "network_unmet",
    VIEWS,
    C("network_id", Uuid),
    C("unmet", Text),
    C("sex", Text),
    C("region", Text),
    C("needs", ARRAY(Text)),
    C("age_band", Text),
    C("month", Date),
)
WHY_NOT = Table(
    "network_why_not",
    VIEWS,
    C("network_id", Uuid),
    C("region", Text),
    C("code", Text),
    C("month", Date),
)
LEAKAGE = Table(
    "network_leakage",
    VIEWS,
    C("network_id", Uuid),
    C("destination", Text),
    C("abroad", Boolean),
    C("month", Date),
)
ORDERS = Table(
    "network_orders",
    VIEWS,
    C("network_id", Uuid),
    C("tenant_id", Uuid),
    C("tenant_name", Text),
    C("id", Uuid),
    C("number", Text),
    C("region", Text),
    C("order_final_on", Date),
    C("days", Integer),
)
