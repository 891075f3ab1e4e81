"""Figures for the coordination, filters that members keep, and shortcuts that can be off."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect

revision = "0016_lists"
down_revision = "0015_words"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE accounts ADD COLUMN shortcuts boolean NOT NULL DEFAULT true;
CREATE TABLE saved_filters (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  list text NOT NULL CONSTRAINT ck_saved_filters_list
    CHECK (list IN ('board', 'requests', 'asks', 'placements', 'coordination')),
  name text NOT NULL CONSTRAINT ck_saved_filters_name CHECK (length(name) BETWEEN 1 AND 60),
  query text NOT NULL,
  usual boolean NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_saved_filters PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_saved_filters_id UNIQUE (id),
  CONSTRAINT uq_saved_filters_tenant_id_member_id_list_name
    UNIQUE (tenant_id, member_id, list, name),
  CONSTRAINT fk_saved_filters_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE UNIQUE INDEX uq_saved_filters_one_usual ON saved_filters (tenant_id, member_id, list)
  WHERE usual;
CREATE INDEX ix_clocks_due ON clocks (due_at)
  WHERE met_at IS NULL AND stopped_at IS NULL AND excused_at IS NULL AND paused_at IS NULL;
CREATE INDEX ix_requests_network_id_live ON requests (network_id) WHERE closed_at IS NULL;
CREATE INDEX ix_requests_unmet ON requests (network_id, closed_at) WHERE unmet IS NOT NULL;
CREATE INDEX ix_requests_ordered ON requests (network_id, order_final_on)
  WHERE order_final_on IS NOT NULL AND closed_at IS NULL;
CREATE INDEX ix_placements_outside ON placements (left_on) WHERE outside IS NOT NULL;
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_filters TO pristan_app;
GRANT SELECT (tenant_id, kind, subject, subject_id, due_at, paused_at, met_at, stopped_at,
  excused_at) ON clocks TO pristan_share;
GRANT SELECT (tenant_id, id, group_id, ask_id, state, arrived_on, left_on, outside,
  outside_country) ON placements TO pristan_share;
CREATE POLICY shared ON clocks FOR SELECT TO pristan_share USING (true);
CREATE POLICY shared ON placements FOR SELECT TO pristan_share USING (true);
"""
GRANTS_GONE = """
DROP POLICY shared ON placements;
DROP POLICY shared ON clocks;
REVOKE ALL ON clocks, placements FROM pristan_share;
REVOKE ALL (tenant_id, kind, subject, subject_id, due_at, paused_at, met_at, stopped_at,
  excused_at) ON clocks FROM pristan_share;
REVOKE ALL (tenant_id, id, group_id, ask_id, state, arrived_on, left_on, outside,
  outside_country) ON placements FROM pristan_share;
"""

BAND = """CASE WHEN r.age <= 5 THEN '0-5' WHEN r.age <= 9 THEN '6-9' WHEN r.age <= 12 THEN '10-12'
            WHEN r.age <= 15 THEN '13-15' WHEN r.age <= 18 THEN '16-18'
            WHEN r.age <= 21 THEN '19-21' ELSE '22+' END AS age_band"""
SEEN_BY = """= ANY ((SELECT app_networks())::uuid[])
  AND (SELECT kind FROM tenants WHERE id = (SELECT app_tenant())) = 'coordination'"""

# What everything of one request is waiting for; the first that is true counts.
STAGE = """,
       CASE WHEN r.closed_at IS NOT NULL OR k.state = 'departed' THEN 'closed'
            WHEN k.state = 'accepted' THEN 'awaiting'
            WHEN k.state = 'arrived' THEN 'placed'
            WHEN r.paused_at IS NOT NULL THEN 'paused'
            ELSE coalesce((SELECT CASE
              WHEN bool_or(a.state = 'offered' AND a.hold_until > app_now()) THEN 'offered'
              WHEN bool_or(a.state IN ('interested', 'visit_arranged', 'visited', 'waitlisted'))
                THEN 'talking'
              WHEN count(*) > 0 THEN 'asked' END
              FROM asks a WHERE a.tenant_id = r.tenant_id AND a.request_id = r.id
                AND a.ended_at IS NULL), 'unasked') END AS stage"""
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
         AND a.request_id = r.id) AS last_asked_at{stage}
FROM requests r
JOIN tenants t ON t.id = r.tenant_id
LEFT JOIN asks k ON k.tenant_id = r.tenant_id AND k.id = r.accepted_ask_id
WHERE r.network_id {seen_by};
ALTER VIEW network_requests OWNER TO pristan_share;
GRANT SELECT ON network_requests TO pristan_app;
"""

# Each shows itself to the coordination of that network only; none tells of whom or why in words.
# A clock belongs to the network of what it is about, also where its tenant is in two of them.
FIGURES = {
    "network_stalls": """
SELECT n.network_id, c.tenant_id, t.name AS tenant_name, c.kind, count(*)::int AS missed,
       min(c.due_at) AS since
FROM clocks c
JOIN tenants t ON t.id = c.tenant_id
LEFT JOIN requests r ON c.subject = 'request' AND r.tenant_id = c.tenant_id
  AND r.id = c.subject_id
LEFT JOIN placements p ON c.subject = 'placement' AND p.tenant_id = c.tenant_id
  AND p.id = c.subject_id
LEFT JOIN asks a ON a.id = CASE c.subject WHEN 'ask' THEN c.subject_id
  WHEN 'placement' THEN p.ask_id END
LEFT JOIN groups g ON g.id = CASE c.subject WHEN 'group' THEN c.subject_id
  WHEN 'placement' THEN p.group_id END
CROSS JOIN LATERAL (SELECT coalesce(r.network_id, a.network_id, g.network_id)) n (network_id)
WHERE c.met_at IS NULL AND c.stopped_at IS NULL AND c.excused_at IS NULL
  AND c.paused_at IS NULL AND c.due_at < (SELECT app_now())
  AND n.network_id {seen_by}
GROUP BY n.network_id, c.tenant_id, t.name, c.kind""",
    "network_placed": """
SELECT r.network_id, r.region, date_trunc('month', p.arrived_on)::date AS month,
       (SELECT count(*)::int FROM asks a WHERE a.tenant_id = r.tenant_id
          AND a.request_id = r.id) AS asks,
       p.arrived_on - (r.created_at AT TIME ZONE 'Europe/Ljubljana')::date AS days
FROM requests r
JOIN placements p ON p.ask_id = r.accepted_ask_id
WHERE p.arrived_on IS NOT NULL AND r.network_id {seen_by}""",
    "network_unmet": """
SELECT r.network_id, r.unmet, r.sex, r.region, r.needs,
       {band},
       date_trunc('month', r.closed_at AT TIME ZONE 'Europe/Ljubljana')::date AS month
FROM requests r
WHERE r.unmet IS NOT NULL AND r.closed_at IS NOT NULL AND r.network_id {seen_by}""",
    "network_leakage": """
SELECT coalesce(a.network_id, g.network_id) AS network_id, p.outside AS destination,
       p.outside_country <> 'SI' AS abroad, date_trunc('month', p.left_on)::date AS month
FROM placements p
LEFT JOIN asks a ON a.id = p.ask_id
JOIN groups g ON g.id = p.group_id
WHERE p.outside IS NOT NULL AND coalesce(a.network_id, g.network_id) {seen_by}
UNION ALL
SELECT r.network_id, 'before_placement', NULL,
       date_trunc('month', r.closed_at AT TIME ZONE 'Europe/Ljubljana')::date
FROM requests r
WHERE r.unmet = 'placed_outside' AND r.closed_at IS NOT NULL AND r.network_id {seen_by}""",
    "network_orders": """
SELECT r.network_id, r.tenant_id, t.name AS tenant_name, r.id, r.number, r.region,
       r.order_final_on, (SELECT app_today()) - r.order_final_on AS days
FROM requests r
JOIN tenants t ON t.id = r.tenant_id
WHERE r.order_final_on IS NOT NULL AND r.closed_at IS NULL
  AND NOT EXISTS (SELECT FROM placements p WHERE p.ask_id = r.accepted_ask_id
                  AND p.arrived_on IS NOT NULL)
  AND r.network_id {seen_by}""",
}

SESSIONS = """
CREATE VIEW recognised_sessions WITH (security_barrier) AS
SELECT s.id AS session_id, s.token_hash, s.created_at, s.last_seen_at, s.ended_at, s.account_id,
       a.language, m.tenant_id, m.id AS member_id, m.name AS member_name, m.roles,
       t.name AS tenant_name, t.slug AS tenant_slug, t.kind AS tenant_kind,
       ARRAY(SELECT n.network_id FROM network_tenants n WHERE n.tenant_id = m.tenant_id
             ORDER BY n.network_id) AS network_ids,
       (SELECT count(*) FROM members o WHERE o.account_id = s.account_id
         AND o.deactivated_at IS NULL AND o.paused_at IS NULL
         AND (o.until IS NULL OR o.until > app_now())) AS memberships{more}
FROM sessions s
JOIN accounts a ON a.id = s.account_id
JOIN members m ON m.tenant_id = s.tenant_id AND m.id = s.member_id
JOIN tenants t ON t.id = m.tenant_id
WHERE s.token_hash = (SELECT app_token()) AND s.ended_at IS NULL
  AND m.deactivated_at IS NULL AND m.paused_at IS NULL
  AND (m.until IS NULL OR m.until > app_now());
ALTER VIEW recognised_sessions OWNER TO pristan_share;
GRANT SELECT ON recognised_sessions TO pristan_app;
"""

TABLES_GONE = """
DROP INDEX ix_placements_outside, ix_requests_ordered, ix_requests_unmet,
  ix_requests_network_id_live, ix_clocks_due;
DROP TABLE saved_filters;
ALTER TABLE accounts DROP COLUMN shortcuts;
"""
OWN = f"tenant_id = {TENANT} AND member_id = {MEMBER}"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    protect("saved_filters", own=f"TO pristan_app USING ({OWN}) WITH CHECK ({OWN})")
    _replace("recognised_sessions", SESSIONS.format(more=",\n       a.shortcuts"))
    _replace("network_requests", REQUESTS.format(band=BAND, stage=STAGE, seen_by=SEEN_BY))
    for name, what in FIGURES.items():
        definition = what.format(band=BAND, seen_by=SEEN_BY)
        op.execute(f"CREATE VIEW {name} WITH (security_barrier) AS {definition}")
        op.execute(f"ALTER VIEW {name} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {name} TO pristan_app")


def downgrade() -> None:
    for name in FIGURES:
        op.execute(f"DROP VIEW {name}")
    _replace("network_requests", REQUESTS.format(band=BAND, stage="", seen_by=SEEN_BY))
    _replace("recognised_sessions", SESSIONS.format(more=""))
    op.execute(GRANTS_GONE)
    op.execute(TABLES_GONE)


def _replace(view: str, definition: str) -> None:
    op.execute(f"DROP VIEW {view}")
    op.execute(definition)
