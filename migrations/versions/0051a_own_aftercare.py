"""What a young person says of aftercare on a page of their own: that they want to be called or to
stop, and how it goes when the home looks back."""

from alembic import op

from migrations.policies import TENANT, protect, unforced

revision = "0051a_own_aftercare"
down_revision = "0051_planned_end"
branch_labels = None
depends_on = None

# What they say is sealed under the key of the stay, as what the home writes of it.
TABLES = """
CREATE TABLE aftercare_wishes (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  aftercare_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_aftercare_wishes_kind CHECK (kind IN ('call', 'stop')),
  words bytea,
  answer bytea,
  settled text CONSTRAINT ck_aftercare_wishes_settled
    CHECK (settled IN ('contact', 'answered', 'ended')),
  settled_at timestamptz,
  settled_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_aftercare_wishes PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_aftercare_wishes_id UNIQUE (id),
  CONSTRAINT ck_aftercare_wishes_settled_at
    CHECK ((settled IS NULL) = (settled_at IS NULL) AND (settled IS NULL) = (settled_by = '')),
  CONSTRAINT fk_aftercare_wishes_tenant_id_aftercare_id
    FOREIGN KEY (tenant_id, aftercare_id) REFERENCES aftercares (tenant_id, id));
CREATE UNIQUE INDEX uq_aftercare_wishes_open ON aftercare_wishes (tenant_id, aftercare_id, kind)
  WHERE settled_at IS NULL;
CREATE INDEX ix_aftercare_wishes_aftercare ON aftercare_wishes (tenant_id, aftercare_id, id);

CREATE TABLE aftercare_answers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  aftercare_id uuid NOT NULL,
  stage text NOT NULL CONSTRAINT ck_aftercare_answers_stage
    CHECK (stage IN ('half_year', 'year', 'two_years')),
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_aftercare_answers PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_aftercare_answers_id UNIQUE (id),
  CONSTRAINT fk_aftercare_answers_tenant_id_aftercare_id
    FOREIGN KEY (tenant_id, aftercare_id) REFERENCES aftercares (tenant_id, id));
CREATE INDEX ix_aftercare_answers_aftercare ON aftercare_answers (tenant_id, aftercare_id, id);
"""
KEEP = """
CREATE FUNCTION aftercare_wishes_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.id, NEW.aftercare_id, NEW.kind, NEW.words, NEW.created_at)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.aftercare_id, OLD.kind, OLD.words, OLD.created_at) THEN
    RAISE EXCEPTION 'what somebody wished for never changes'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.settled_at IS NOT NULL THEN
    RAISE EXCEPTION 'this wish was settled' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER aftercare_wishes_keep BEFORE UPDATE ON aftercare_wishes
  FOR EACH ROW EXECUTE FUNCTION aftercare_wishes_keep();
"""
GRANTS = """
GRANT SELECT, INSERT, UPDATE ON aftercare_wishes TO pristan_app;
GRANT SELECT, INSERT ON aftercare_answers TO pristan_app;
"""
OWN = f"TO pristan_app USING (tenant_id = {TENANT}) WITH CHECK (tenant_id = {TENANT})"
KIND = "aftercare_wish"
GROW = """
DO $do$
DECLARE was text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conname = 'ck_clocks_kind');
BEGIN
  ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind;
  EXECUTE 'ALTER TABLE clocks ADD CONSTRAINT ck_clocks_kind ' || replace(was, {before}, {after});
END $do$;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(GRANTS)
    op.execute(GROW.format(before="'ARRAY['", after=f"'ARRAY[''{KIND}''::text, '"))
    protect("aftercare_wishes", own=OWN)
    protect("aftercare_answers", own=OWN)


def downgrade() -> None:
    with unforced("clocks"):
        op.execute(f"DELETE FROM clocks WHERE kind = '{KIND}'")
    op.execute(GROW.format(before=f"'''{KIND}''::text, '", after="''"))
    op.execute("DROP TABLE aftercare_answers")
    op.execute("DROP TABLE aftercare_wishes")
    op.execute("DROP FUNCTION aftercare_wishes_keep")
