"""What crosses a border here, as the database shows it."""

from sqlalchemy import ARRAY, DateTime, Integer, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy import Column as C

_views = MetaData()


def _moment(name: str) -> C[object]:
    return C(name, DateTime(timezone=True))


# That somebody may know, and nothing more.
KNOWN = Table("known_elsewhere", _views, C("tenant_id", Uuid), C("question_id", Uuid))
# For the jobs of the house that may know: which of its files is asked about, and by whom.
ASKED_OF_US = Table(
    "asked_of_us",
    _views,
    C("tenant_id", Uuid),
    C("person_id", Uuid),
    C("question_id", Uuid),
    C("asker_id", Uuid),
    C("by_name", Text),
    _moment("asked_at"),
)
ANSWERS = Table(
    "answers_elsewhere",
    _views,
    C("asker_id", Uuid),
    C("question_id", Uuid),
    C("answer", Text),
    _moment("answered_at"),
    C("house", Text),
    C("answered_by", Text),
    C("email", Text),
    C("phones", ARRAY(Text)),
)
# Whose files a glass opens, for whoever has just broken it.
HOUSES = Table(
    "emergency_houses",
    _views,
    C("tenant_id", Uuid),
    C("person_id", Uuid),
    C("emergency_id", Uuid),
    C("asker_id", Uuid),
    C("number", Text),
    C("reason", Text),
    C("by_name", Text),
    _moment("opened_at"),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
)
# The summaries, for as long as the glass is open and once it stands in both trails.
READS = Table(
    "emergency_reads",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("emergency_id", Uuid),
    C("person_id", Uuid),
    C("number", Text),
    C("house", Text),
    C("town", Text),
    C("responsible", Text),
    C("email", Text),
    C("phones", ARRAY(Text)),
    C("sealed", LargeBinary),
    _moment("changed_at"),
    C("person_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
)
