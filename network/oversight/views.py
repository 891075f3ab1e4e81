"""What the database shows to those who watch over files without opening them, and to inspectors."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Date, DateTime, MetaData, Table, Text, Uuid
from sqlalchemy import Column as C

_views = MetaData()
# Numbers of files and who answers for them; for the data-protection officer and the head.
FILES = Table(
    "overseen_files",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("number", Text),
    C("responsible", Text),
)
# Legal bases that end within thirty days.
BASES = Table(
    "overseen_bases",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("number", Text),
    C("responsible", Text),
    C("kind", Text),
    C("ends", Date),
)
# How many documents of a file nobody has scanned.
DOCUMENTS = Table(
    "overseen_documents",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("number", Text),
    C("responsible", Text),
    C("documents", BigInteger),
)
# What is open for the inspector who asks, now.
INSPECTIONS = Table(
    "open_inspections",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("number", Text),
    C("authority", Text),
    C("ground", Text),
    C("trail", Boolean),
    C("registers", Boolean),
    C("starts", DateTime(timezone=True)),
    C("ends", DateTime(timezone=True)),
)
INSPECTED = Table(
    "opened_to_inspect",
    _views,
    C("tenant_id", Uuid),
    C("inspection_id", Uuid),
    C("person_id", Uuid),
    C("number", Text),
)
# Which registers an inspection opens beside that of breaches.
REGISTERS = Table(
    "opened_registers",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("rights", Boolean),
    C("bases", Boolean),
)
# What persons have asked, without who they are and without a word of it.
RIGHTS = Table(
    "inspected_rights",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("number", Text),
    C("kind", Text),
    C("asked_by", Text),
    C("received_on", Date),
    C("due_on", Date),
    C("extended_at", DateTime(timezone=True)),
    C("decision", Text),
    C("decided_at", DateTime(timezone=True)),
)
# Legal bases by the numbers of files, without their words.
ALL_BASES = Table(
    "inspected_bases",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("number", Text),
    C("kind", Text),
    C("purpose", Text),
    C("categories", ARRAY(Text)),
    C("starts", Date),
    C("ends", Date),
    C("dissent", Boolean),
    C("effective", Boolean),
    C("withdrawn_at", DateTime(timezone=True)),
    C("recipients", ARRAY(Text)),
)
# The one thing of the own house whose id was knocked with.
KNOCKED = Table("knocked_at", _views, C("kind", Text), C("id", Uuid), C("number", Text))
