"""What a page shows, as the database lets it through: nothing without an open page."""

from sqlalchemy import ARRAY, Boolean, Date, DateTime, MetaData, Table, Text, Uuid
from sqlalchemy import Column as C

_views = MetaData()


def _text(*names: str) -> list[C[object]]:
    return [C(name, Text) for name in names]


def _moments(*names: str) -> list[C[object]]:
    return [C(name, DateTime(timezone=True)) for name in names]


def _days(*names: str) -> list[C[object]]:
    return [C(name, Date) for name in names]


PAGE = Table(
    "visited_page",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("person_id", Uuid),
    *_text("reader"),
    C("categories", ARRAY(Text)),
    C("names_homes", Boolean),
)
REQUESTS = Table(
    "page_requests",
    _views,
    C("tenant_id", Uuid),
    C("request_id", Uuid),
    C("ask_id", Uuid),
    C("accepted", Boolean),
    *_text("state", "home", "place", "stay"),
    *_moments("created_at", "closed_at", "paused_at", "hold_until", "ended_at"),
    *_days("offered_from", "expected_on", "arrived_on", "left_on"),
)
STAYS = Table(
    "page_stays",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    *_text("stay", "home", "place"),
    *_days("expected_on", "arrived_on", "left_on"),
)
SHARES = Table(
    "page_shares",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    *_text("category", "home", "basis"),
    *_moments("seen_at"),
)
LOOKS = Table(
    "page_looks",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    *_text("kind", "member_name", "basis", "house"),
    *_moments("at"),
    C("categories", ARRAY(Text)),
)
BASES = Table(
    "page_bases",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    *_text("kind", "purpose"),
    C("categories", ARRAY(Text)),
    C("givers", ARRAY(Text)),
    C("recipients", ARRAY(Text)),
    C("dissent", Boolean),
    C("effective", Boolean),
    *_days("starts", "ends"),
    *_moments("withdrawn_at", "created_at"),
)
# To whom somebody would be shown who is asked to agree; nothing where homes are not to be named.
QUESTIONS = Table(
    "page_questions",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("recipients", ARRAY(Text)),
)
HOMES = Table("page_homes", _views, C("tenant_id", Uuid), C("id", Uuid), *_text("home"))
