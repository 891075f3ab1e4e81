"""How a placement goes, as each side tells 30 and 90 days after the arrival."""

from alembic import op

from migrations.policies import TENANT, protect, unforced

revision = "0017_outcomes"
down_revision = "0016_lists"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE placement_outcomes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  placement_id uuid NOT NULL,
  asker_id uuid,
  after_days integer NOT NULL
    CONSTRAINT ck_placement_outcomes_after_days CHECK (after_days IN (30, 90)),
  going text NOT NULL
    CONSTRAINT ck_placement_outcomes_going CHECK (going IN ('as_hoped', 'partly', 'not_as_hoped')),
  lacking text[] NOT NULL CONSTRAINT ck_placement_outcomes_lacking
    CHECK ((going = 'as_hoped') = (lacking = '{}')),
  words text NOT NULL,
  by_tenant_id uuid NOT NULL,
  by_member_id uuid NOT NULL,
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_placement_outcomes PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_placement_outcomes_id UNIQUE (id),
  CONSTRAINT fk_placement_outcomes_tenant_id_placement_id FOREIGN KEY (tenant_id, placement_id)
    REFERENCES placements (tenant_id, id));
CREATE UNIQUE INDEX uq_placement_outcomes_told_once
  ON placement_outcomes (tenant_id, placement_id, by_tenant_id, after_days);
CREATE INDEX ix_placement_outcomes_asker_id_placement_id
  ON placement_outcomes (asker_id, placement_id);
"""

KINDS = (
    "'reply', 'question', 'offer', 'visit', 'decline_review', 'keep_alive', 'full_review',"
    " 'ask_again', 'arrival', 'overstay', 'plan', 'plan_review', 'measure_end', 'court_file',"
    " 'court_decide', 'absence'"
)
CLOCKS = """
ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind,
  ADD CONSTRAINT ck_clocks_kind CHECK (kind IN ({kinds}))
"""

BOTH = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE asker_id = {TENANT} END"
# Either side tells for itself, of somebody who lives there; the row names the other side as the
# placement does, and nobody else.
TOLD = (
    f"by_tenant_id = {TENANT} AND ({BOTH})"
    " AND EXISTS (SELECT FROM placements p WHERE p.tenant_id = placement_outcomes.tenant_id"
    " AND p.id = placement_outcomes.placement_id AND p.state = 'resident'"
    " AND p.asker_id IS NOT DISTINCT FROM placement_outcomes.asker_id)"
)


def upgrade() -> None:
    op.execute(TABLE)
    op.execute("GRANT SELECT, INSERT ON placement_outcomes TO pristan_app")
    protect(
        "placement_outcomes",
        parties=f"FOR SELECT TO pristan_app USING ({BOTH})",
        told=f"FOR INSERT TO pristan_app WITH CHECK ({TOLD})",
    )
    op.execute(CLOCKS.format(kinds=f"{KINDS}, 'outcome'"))


def downgrade() -> None:
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE kind = 'outcome'")
    op.execute(CLOCKS.format(kinds=KINDS))
    op.execute("DROP TABLE placement_outcomes")
