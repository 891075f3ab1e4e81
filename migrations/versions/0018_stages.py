"""The coordination sees since when a request stands at its stage, not only since when it exists."""

from alembic import op

revision = "0018_stages"
down_revision = "0017_outcomes"
branch_labels = None
depends_on = None

GRANTS = """
GRANT SELECT (tenant_id, ask_id, before, after, at) ON ask_steps TO pristan_share;
CREATE POLICY shared ON ask_steps FOR SELECT TO pristan_share USING (true);
"""
GRANTS_GONE = """
DROP POLICY shared ON ask_steps;
REVOKE ALL (tenant_id, ask_id, before, after, at) ON ask_steps FROM pristan_share;
"""

BAND = """CASE WHEN r.age <= 5 THEN '0-5' WHEN r.age <= 9 THEN '6-9' WHEN r.age <= 12 THEN '10-12'
            WHEN r.age <= 15 THEN '13-15' WHEN r.age <= 18 THEN '16-18'
            WHEN r.age <= 21 THEN '19-21' ELSE '22+' END AS age_band"""
SEEN_BY = """= ANY ((SELECT app_networks())::uuid[])
  AND (SELECT kind FROM tenants WHERE id = (SELECT app_tenant())) = 'coordination'"""
TALKING = "('interested', 'visit_arranged', 'visited', 'waitlisted')"
STAGE = f"""
       CASE WHEN r.closed_at IS NOT NULL OR k.state = 'departed' THEN 'closed'
            WHEN k.state = 'accepted' THEN 'awaiting'
            WHEN k.state = 'arrived' THEN 'placed'
            WHEN r.paused_at IS NOT NULL THEN 'paused'
            ELSE coalesce((SELECT CASE
              WHEN bool_or(a.state = 'offered' AND a.hold_until > app_now()) THEN 'offered'
              WHEN bool_or(a.state IN {TALKING})
                THEN 'talking'
              WHEN count(*) > 0 THEN 'asked' END
              FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id
                AND a.ended_at IS NULL), 'unasked') END AS stage"""


def _rank(state: str) -> str:
    return f"CASE WHEN {state} = 'offered' THEN 3 WHEN {state} IN {TALKING} THEN 2 ELSE 1 END"


# Of the asks that have got furthest, the one that has stood there longest: since it came there
# from another stage, or since its hold ran out. Where nobody is asked, since the last answer.
SINCE = f""",
       CASE WHEN r.closed_at IS NOT NULL THEN r.closed_at
            WHEN k.state IN ('accepted', 'arrived', 'departed') THEN
              (SELECT max(s.at) FROM ask_steps s
               WHERE s.tenant_id = k.tenant_id AND s.ask_id = k.id AND s.after = k.state)
            WHEN r.paused_at IS NOT NULL THEN r.paused_at
            ELSE coalesce(
              (SELECT min(e.since) FROM (
                 SELECT CASE WHEN ran_out THEN 1 ELSE {_rank("a.state")} END AS rank,
                        CASE WHEN ran_out THEN a.hold_until ELSE coalesce(
                          (SELECT max(s.at) FROM ask_steps s
                           WHERE s.tenant_id = a.tenant_id AND s.ask_id = a.id
                             AND {_rank("s.after")} = {_rank("a.state")}
                             AND (s.before = '' OR {_rank("s.before")} <> {_rank("a.state")})),
                          a.sent_at) END AS since
                 FROM asks a
                 CROSS JOIN LATERAL
                   (SELECT a.state = 'offered' AND a.hold_until <= app_now()) o (ran_out)
                 WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id AND a.ended_at IS NULL) e
               GROUP BY e.rank ORDER BY e.rank DESC LIMIT 1),
              greatest(r.created_at, (SELECT max(a.ended_at) FROM asks a
                WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id))) END AS stage_since"""
REQUESTS = """
CREATE VIEW network_requests WITH (security_barrier) AS
SELECT r.network_id, r.tenant_id, t.name AS tenant_name, r.id, r.number, r.sex, r.region, r.needs,
       {band},
       r.urgency, r.wanted_from, r.created_at, r.closed_at, r.closing,
       CASE WHEN r.closed_at IS NOT NULL OR k.state = 'departed' THEN 'closed'
            WHEN k.state = 'accepted' THEN 'awaiting'
            WHEN k.state = 'arrived' THEN 'placed' ELSE 'open' END AS state,
       (SELECT count(*) FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id)
         AS asks_sent,
       (SELECT count(*) FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id
         AND a.ended_at IS NULL) AS asks_live,
       (SELECT count(*) FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id
         AND a.state = 'declined') AS asks_declined,
       (SELECT max(a.sent_at) FROM asks a WHERE a.tenant_id = r.tenant_id
         AND a.request_id = r.id) AS last_asked_at,{stage}{since}
FROM requests r
JOIN tenants t ON t.id = r.tenant_id
LEFT JOIN asks k ON k.tenant_id = r.tenant_id AND k.id = r.accepted_ask_id
WHERE r.network_id {seen_by};
ALTER VIEW network_requests OWNER TO pristan_share;
GRANT SELECT ON network_requests TO pristan_app;
"""


def upgrade() -> None:
    op.execute(GRANTS)
    _show(SINCE)


def downgrade() -> None:
    _show("")
    op.execute(GRANTS_GONE)


def _show(since: str) -> None:
    op.execute("DROP VIEW network_requests")
    op.execute(REQUESTS.format(band=BAND, stage=STAGE, since=since, seen_by=SEEN_BY))
