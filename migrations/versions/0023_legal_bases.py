"""Legal bases, and what of a file is shown under one: nothing crosses a border without."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect, unforced

revision = "0023_legal_bases"
down_revision = "0022_documents"
branch_labels = None
depends_on = None

CATEGORIES = (
    "'identity', 'contact', 'family', 'school', 'needs', 'health', 'risk', 'court', 'history',"
    " 'own_words', 'documents'"
)
TABLES = f"""
CREATE TABLE legal_bases (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT ck_legal_bases_kind CHECK (kind IN ('consent', 'statutory_task',
    'court_order', 'duty_to_report', 'vital_interest')),
  purpose text NOT NULL CONSTRAINT ck_legal_bases_purpose
    CHECK (purpose IN ('placement', 'programme', 'care')),
  categories text[] NOT NULL CONSTRAINT ck_legal_bases_categories
    CHECK (cardinality(categories) > 0 AND categories <@ ARRAY[{CATEGORIES}]),
  recipients uuid[] NOT NULL,
  starts date NOT NULL,
  ends date,
  givers text[] NOT NULL,
  how text NOT NULL,
  dissent boolean NOT NULL,
  effective boolean NOT NULL,
  sealed bytea NOT NULL,
  by_name text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_legal_bases PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_legal_bases_id UNIQUE (id),
  CONSTRAINT ck_legal_bases_days CHECK (ends >= starts),
  CONSTRAINT ck_legal_bases_no CHECK (NOT dissent OR kind = 'consent'),
  CONSTRAINT ck_legal_bases_until
    CHECK (ends IS NOT NULL OR dissent OR kind NOT IN ('consent', 'vital_interest')),
  CONSTRAINT ck_legal_bases_given CHECK (cardinality(givers) > 0 OR kind <> 'consent'),
  CONSTRAINT fk_legal_bases_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
CREATE INDEX ix_legal_bases_tenant_id_person_id ON legal_bases (tenant_id, person_id);
"""

# A basis is what it was when it was recorded: somebody else agrees, and it is withdrawn, once.
KEEP = """
CREATE FUNCTION legal_bases_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text[] := ARRAY['version', 'givers', 'effective', 'withdrawn_at', 'withdrawn_by'];
BEGIN
  IF OLD.withdrawn_at IS NOT NULL OR to_jsonb(NEW) - theirs <> to_jsonb(OLD) - theirs
     OR NOT NEW.givers @> OLD.givers OR (OLD.effective AND NOT NEW.effective) THEN
    RAISE EXCEPTION 'a legal basis stays what it was, until it is withdrawn'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_bases_keep BEFORE UPDATE ON legal_bases
  FOR EACH ROW EXECUTE FUNCTION legal_bases_keep();
"""

SUBJECTS = "'request', 'ask', 'placement', 'group'"
KINDS = (
    "'reply', 'question', 'offer', 'visit', 'decline_review', 'keep_alive', 'full_review',"
    " 'ask_again', 'arrival', 'overstay', 'plan', 'plan_review', 'measure_end', 'court_file',"
    " 'court_decide', 'absence', 'outcome'"
)
CLOCKS = """
ALTER TABLE clocks DROP CONSTRAINT ck_clocks_kind, DROP CONSTRAINT ck_clocks_subject,
  ADD CONSTRAINT ck_clocks_kind CHECK (kind IN ({kinds})),
  ADD CONSTRAINT ck_clocks_subject CHECK (subject IN ({subjects}))
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON legal_bases TO pristan_app;
"""
OPENED = (
    f"tenant_id = {TENANT} AND EXISTS (SELECT FROM young_persons y"
    " WHERE y.tenant_id = legal_bases.tenant_id AND y.id = legal_bases.person_id)"
)


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(KEEP)
    op.execute(
        CLOCKS.format(
            kinds=f"{KINDS}, 'basis_ends', 'own_consent', 'of_age'",
            subjects=f"{SUBJECTS}, 'file', 'legal_basis'",
        )
    )
    op.execute(GRANTS)
    # A job has to tell somebody that a basis ends. It acts as no member of the house: it sees that
    # there is a file and who answers for it, never a part of it or its key.
    op.execute(
        "CREATE POLICY kept_house ON young_persons FOR SELECT TO pristan_app"
        f" USING (tenant_id = {TENANT} AND {MEMBER} IS NULL)"
    )
    # Young persons are shown to whoever opens the file; so are the bases under which it is.
    protect(
        "legal_bases",
        opened=f"FOR SELECT TO pristan_app USING ({OPENED})",
        recorded=f"FOR INSERT TO pristan_app WITH CHECK ({OPENED})",
        kept=f"FOR UPDATE TO pristan_app USING ({OPENED}) WITH CHECK ({OPENED})",
    )


def downgrade() -> None:
    with unforced("clocks"):
        op.execute("DELETE FROM clocks WHERE subject IN ('file', 'legal_basis')")
    op.execute(CLOCKS.format(kinds=KINDS, subjects=SUBJECTS))
    op.execute("DROP POLICY kept_house ON young_persons")
    op.execute("DROP TABLE legal_bases")
    op.execute("DROP FUNCTION legal_bases_keep")
