"""What must hold whatever anybody does, at every moment: looked up behind the policies, and as each
of the people sees it."""

from collections import defaultdict
from datetime import timedelta

from sqlalchemy import text

from network.availability.published import published_by_ids
from network.requests.lifecycle import ENDED, MOST_LIVE, SEEKING
from tenants import clock
from tenants.database import db
from tests.availability.lives import Life, Numbered, behind, covers
from tests.whole.world import AskRow, World

DAYS = (0, 1, 2, 7, 30)
LIVES = text(
    "SELECT o.group_id, o.id, o.kind, p.number, o.starts, o.ends, o.expires_at, o.left_on, o.ask_id"
    " FROM occupancies o JOIN places p ON p.id = o.place_id"
    " WHERE o.group_id = ANY (:groups) AND o.released_at IS NULL ORDER BY o.id"
)
NUMBERED = text(
    "SELECT group_id, number, id, extra_from, retired_on FROM places"
    " WHERE group_id = ANY (:groups) ORDER BY number"
)
KEPT_FOR_NOBODY = text(
    "SELECT o.id FROM occupancies o JOIN asks a ON a.id = o.ask_id"
    " JOIN requests r ON r.id = a.request_id"
    " WHERE o.group_id = ANY (:groups) AND o.kind IN ('hold', 'reservation')"
    " AND o.released_at IS NULL AND (a.ended_at IS NOT NULL OR r.closed_at IS NOT NULL)"
)
IN_TWO_PLACES = text(
    "SELECT r.tenant_id, r.file_reference FROM placements p JOIN asks a ON a.id = p.ask_id"
    " JOIN requests r ON r.id = a.request_id"
    " WHERE p.group_id = ANY (:groups) AND p.state = 'resident'"
    " GROUP BY r.tenant_id, r.file_reference HAVING count(*) > 1"
)
ON_ONE_PLACE = text(
    "SELECT o.place_id FROM occupancies o JOIN placements p ON p.occupancy_id = o.id"
    " WHERE o.group_id = ANY (:groups) AND p.state = 'resident' AND o.kind = 'stay'"
    " GROUP BY o.place_id HAVING count(*) > 1"
)
TWO_OPEN = text(
    "SELECT tenant_id, file_reference FROM requests WHERE id = ANY (:requests)"
    " AND closed_at IS NULL AND accepted_ask_id IS NULL"
    " GROUP BY tenant_id, file_reference HAVING count(*) > 1"
)
NEVER = {
    "a place is kept for an ask or a request that is over": KEPT_FOR_NOBODY,
    "a file is in two places": IN_TWO_PLACES,
    "two people live on one place": ON_ONE_PLACE,
    "two searches run for one file": TWO_OPEN,
}
OPEN_TO = text(
    "SELECT 'ask', id, 0 FROM asks WHERE id = ANY (:asks)"
    " UNION ALL SELECT 'content', ask_id, level FROM received_disclosures"
    " WHERE ask_id = ANY (:asks)"
    " UNION ALL SELECT 'content', ask_id, 0 FROM received_messages WHERE ask_id = ANY (:asks)"
    " UNION ALL SELECT 'content', ask_id, 0 FROM received_questions WHERE ask_id = ANY (:asks)"
    " UNION ALL SELECT 'visit', ask_id, 0 FROM visits WHERE ask_id = ANY (:asks)"
    " UNION ALL SELECT 'own', ask_id, 0 FROM disclosures WHERE ask_id = ANY (:asks)"
    " UNION ALL SELECT 'own', ask_id, 0 FROM messages WHERE ask_id = ANY (:asks)"
)
LEVELS = text("SELECT id, level FROM asks WHERE request_id = ANY (:requests)")
# Everything that is only ever added, as one line of digests in the order of coming.
HISTORY = {
    name: text(
        f"SELECT coalesce(string_agg(md5(t::text), '' ORDER BY t.id), '') FROM {name} t WHERE {own}"
    )
    for name, own in {
        "ask_steps": "ask_id IN (SELECT id FROM asks WHERE request_id = ANY (:requests))",
        "request_steps": "request_id = ANY (:requests)",
        "placement_steps": "placement_id IN"
        " (SELECT id FROM placements WHERE group_id = ANY (:groups))",
        "messages": "ask_id IN (SELECT id FROM asks WHERE request_id = ANY (:requests))",
    }.items()
}


def check(world: World, told: dict[str, str]) -> None:
    """All of it; `told` is the history as it was when this was called last, and is brought up to
    date."""
    asks = world.asks()
    for what, query in NEVER.items():
        assert not world.look(query), what
    rooms(world)
    searches(asks)
    access(world, asks)
    history(world, told)


def rooms(world: World) -> None:
    """Free = capacity + extra - stays - holds - reservations - closures, on every day, and a place
    is never promised twice."""
    lives, places = defaultdict(list), defaultdict(list)
    for group_id, *row in world.look(LIVES):
        if (life := Life(*row)).live:
            lives[group_id].append(life)
    for group_id, *row in world.look(NUMBERED):
        places[group_id].append(Numbered(*row))
    with world.cast.coordination.acting() as scope:
        board = published_by_ids(scope, world.groups)
    for group_id in world.groups:
        for ahead in DAYS:
            on = clock.today() + timedelta(days=ahead)
            standing = sum(place.stands(on) for place in places[group_id])
            needed = sum(covers(each.span(), on) for each in lives[group_id])
            left = standing - needed + behind(lives[group_id], on)
            assert board[group_id].counts(on).free == max(0, left), (group_id, on)
            assert left >= 0 or any(each.outstays for each in lives[group_id]), "promised twice"


def searches(asks: list[AskRow]) -> None:
    """At most five live asks of a request, at most one accepted, at most one a group."""
    of_request = defaultdict(list)
    for ask in asks:
        of_request[ask.request_id].append(ask)
    for mine in of_request.values():
        live = [each.group_id for each in mine if each.state in SEEKING]
        assert len(live) <= MOST_LIVE
        assert len(live) == len(set(live))
        assert sum(each.stored in ("accepted", "arrived") for each in mine) <= 1


def access(world: World, asks: list[AskRow]) -> None:
    """Who is not a side of an ask sees nothing of it; the home reads it only while it lives, and
    never more than the centre shows it now."""
    by_id = {ask.id: ask for ask in asks}
    levels = dict(row for row in map(tuple, world.look(LEVELS)))
    for person in world.people:
        me = person.tenant_id
        with person.acting():
            seen = db.session.execute(OPEN_TO, {"asks": list(by_id)}).all()
        for what, ask_id, level in seen:
            ask = by_id[ask_id]
            assert me in (ask.tenant_id, ask.recipient_id), (what, "seen by a stranger")
            assert what != "own" or me == ask.tenant_id, "the home reads behind its views"
            if me == ask.recipient_id and what in ("content", "visit"):
                assert ask.state not in ENDED, (what, "of an ask that is over")
                assert level <= levels[ask_id], "more than is shown"


def history(world: World, told: dict[str, str]) -> None:
    """What was written down stays as it was; there is only more of it."""
    for name, query in HISTORY.items():
        now = world.look(query)[0][0]
        assert now.startswith(told.get(name, "")), f"{name} was rewritten"
        told[name] = now
