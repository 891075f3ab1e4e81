"""Who opens a file stands in one view, which costs PostgreSQL far less to think about than policies
within policies: every list of what is due had begun to ask them."""

from alembic import op

from migrations.policies import MEMBER, TENANT

revision = "0032_opened_files"
down_revision = "0031_transfers"
branch_labels = None
depends_on = None

# The rule of 0020, and the house itself, which has to know that there is a file.
VIEW = f"""
CREATE VIEW opened_files WITH (security_barrier) AS
SELECT y.tenant_id, y.id FROM young_persons y
WHERE y.tenant_id = {TENANT} AND ({MEMBER} IS NULL OR (
  NOT EXISTS (SELECT FROM file_exclusions x WHERE x.tenant_id = y.tenant_id
    AND x.person_id = y.id AND x.member_id = {MEMBER})
  AND (EXISTS (SELECT FROM case_team t WHERE t.tenant_id = y.tenant_id
      AND t.person_id = y.id AND t.member_id = {MEMBER} AND t.until IS NULL)
    OR ((SELECT app_has_role('head')) AND y.sensitivity <> 'sealed'))));
CREATE VIEW opened_bases WITH (security_barrier) AS
SELECT b.tenant_id, b.id FROM legal_bases b
JOIN opened_files f ON f.tenant_id = b.tenant_id AND f.id = b.person_id;
CREATE VIEW opened_voices WITH (security_barrier) AS
SELECT v.tenant_id, v.id FROM page_voices v
JOIN opened_files f ON f.tenant_id = v.tenant_id AND f.id = v.person_id;
-- What is erased by now, for those who judge of that and for the house itself.
CREATE VIEW erased_files WITH (security_barrier) AS
SELECT e.tenant_id, e.person_id AS id FROM erasures e
WHERE e.tenant_id = {TENANT} AND e.confirmed_at IS NOT NULL AND ({MEMBER} IS NULL OR (
  ((SELECT app_has_role('dpo')) OR (SELECT app_has_role('head')))
  AND NOT EXISTS (SELECT FROM file_exclusions x WHERE x.tenant_id = e.tenant_id
    AND x.person_id = e.person_id AND x.member_id = {MEMBER})));
GRANT SELECT ON case_team, file_exclusions, page_voices, erasures TO pristan_share;
"""
VIEWS = ("opened_files", "opened_bases", "opened_voices", "erased_files")
SHARED = ("case_team", "page_voices", "erasures")
OPENED = """CASE subject
  WHEN 'file' THEN EXISTS (SELECT FROM {files} o
    WHERE o.tenant_id = (SELECT app_tenant()) AND o.id = clocks.subject_id)
  WHEN 'legal_basis' THEN EXISTS (SELECT FROM {bases} o
    WHERE o.tenant_id = (SELECT app_tenant()) AND o.id = clocks.subject_id)
  ELSE true END"""
VOICES = """CASE subject
  WHEN 'voice' THEN EXISTS (SELECT FROM {voices} o
    WHERE o.tenant_id = (SELECT app_tenant()) AND o.id = clocks.subject_id)
  ELSE true END"""
RULES = {  # by table: its policies that say who opens the file, for looking and for writing
    "file_parts": ("opened", "written"),
    "person_keys": ("opened", "written"),
    "stored_documents": ("opened", "removed"),
}


def by_view(table: str) -> str:
    return (
        f"tenant_id = {TENANT} AND {MEMBER} IS NOT NULL AND EXISTS (SELECT FROM opened_files o"
        f" WHERE o.tenant_id = {table}.tenant_id AND o.id = {table}.person_id)"
    )


def as_before(table: str) -> str:
    """As 0020 and 0022 have it."""
    key = f"tenant_id = {table}.tenant_id AND {{}}person_id = {table}.person_id"
    team = f"SELECT FROM case_team t WHERE t.{key.format('t.')} AND t.member_id = {MEMBER}"
    out = f"SELECT FROM file_exclusions x WHERE x.{key.format('x.')} AND x.member_id = {MEMBER}"
    unsealed = (
        f"EXISTS (SELECT FROM young_persons y WHERE y.tenant_id = {table}.tenant_id"
        f" AND y.id = {table}.person_id AND y.sensitivity <> 'sealed')"
    )
    return (
        f"tenant_id = {TENANT} AND NOT EXISTS ({out}) AND (EXISTS ({team} AND t.until IS NULL)"
        f" OR ((SELECT app_has_role('head')) AND {unsealed}))"
    )


def gone(table: str) -> str:
    return (
        f"tenant_id = {TENANT} AND EXISTS (SELECT FROM erased_files o"
        f" WHERE o.tenant_id = {table}.tenant_id AND o.id = {table}.person_id)"
    )


def gone_before(table: str) -> str:
    """As 0028 has it."""
    beside, so = ("person_keys", "k.wrapped IS NULL")
    if table == "person_keys":
        beside, so = ("erasures", "k.confirmed_at IS NOT NULL")
    return (
        f"tenant_id = {TENANT} AND EXISTS (SELECT FROM {beside} k"
        f" WHERE k.tenant_id = {table}.tenant_id AND k.person_id = {table}.person_id AND {so})"
    )


def upgrade() -> None:
    op.execute(VIEW)
    for view in VIEWS:
        op.execute(f"ALTER VIEW {view} OWNER TO pristan_share")
        op.execute(f"GRANT SELECT ON {view} TO pristan_app")
    for table in SHARED:
        op.execute(f"CREATE POLICY shared ON {table} FOR SELECT TO pristan_share USING (true)")
    for table in ("person_keys", "stored_documents"):
        for policy in ("forgotten_select", "forgotten_update"):
            op.execute(f"ALTER POLICY {policy} ON {table} USING ({gone(table)})")
    op.execute(f"ALTER POLICY of_opened_voices ON clocks USING ({VOICES.format(voices=VIEWS[2])})")
    for table, policies in RULES.items():
        for policy in policies:
            op.execute(f"ALTER POLICY {policy} ON {table} USING ({by_view(table)})")
    due = OPENED.format(files="opened_files", bases="opened_bases")
    op.execute(f"ALTER POLICY of_opened_files ON clocks USING ({due})")


def downgrade() -> None:
    due = OPENED.format(files="young_persons", bases="legal_bases")
    op.execute(f"ALTER POLICY of_opened_files ON clocks USING ({due})")
    for table, policies in RULES.items():
        for policy in policies:
            op.execute(f"ALTER POLICY {policy} ON {table} USING ({as_before(table)})")
    was = VOICES.format(voices="page_voices")
    op.execute(f"ALTER POLICY of_opened_voices ON clocks USING ({was})")
    for table in ("person_keys", "stored_documents"):
        for policy in ("forgotten_select", "forgotten_update"):
            op.execute(f"ALTER POLICY {policy} ON {table} USING ({gone_before(table)})")
    op.execute(f"DROP VIEW {', '.join(VIEWS)}")
    for table in SHARED:
        op.execute(f"DROP POLICY shared ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM pristan_share")
