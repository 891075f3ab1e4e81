"""Told of files and of words to the data-protection officer, the head and jobs, who need not open
them."""

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

VIEWS = MetaData()
# Since when nothing was written of a file or done for it.
files_at_rest = Table(
    "files_at_rest",
    VIEWS,
    Column("tenant_id", Uuid),
    Column("person_id", Uuid),
    Column("number", Text),
    Column("since", Date),
)
# What stands against erasing it.
kept_because = Table(
    "kept_because",
    VIEWS,
    Column("tenant_id", Uuid),
    Column("person_id", Uuid),
    Column("reason", Text),
    Column("number", Text),
    Column("until", Date),
)
# Words on a thing that belongs to no file and that nobody goes on with, since when; `kept` says
# what stands against erasing them, empty where nothing does.
outlived_words = Table(
    "outlived_words",
    VIEWS,
    Column("tenant_id", Uuid),
    Column("subject", Text),
    Column("subject_id", Uuid),
    Column("number", Text),
    Column("kept", Text),
    Column("since", Date),
)
