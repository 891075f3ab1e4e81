"""Young people's files: a sealed part for each category, open to the case team."""

from alembic import op

from migrations.policies import MEMBER, TENANT, protect

revision = "0020_files"
down_revision = "0019_trail"
branch_labels = None
depends_on = None

CATEGORIES = (
    "'identity', 'contact', 'family', 'school', 'needs', 'health', 'risk', 'court', 'history',"
    " 'own_words', 'documents'"
)
TABLES = f"""
CREATE TABLE tenant_keys (
  tenant_id uuid NOT NULL,
  master_number integer NOT NULL,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_tenant_keys PRIMARY KEY (tenant_id),
  CONSTRAINT fk_tenant_keys_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id));

CREATE TABLE young_persons (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  sensitivity text NOT NULL CONSTRAINT ck_young_persons_sensitivity
    CHECK (sensitivity IN ('standard', 'protected', 'sealed')),
  responsible_id uuid,
  deputy_id uuid,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_young_persons PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_young_persons_id UNIQUE (id),
  CONSTRAINT uq_young_persons_tenant_id_number UNIQUE (tenant_id, number),
  CONSTRAINT ck_young_persons_two_people CHECK (responsible_id <> deputy_id),
  CONSTRAINT fk_young_persons_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_young_persons_tenant_id_responsible_id FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES members (tenant_id, id),
  CONSTRAINT fk_young_persons_tenant_id_deputy_id FOREIGN KEY (tenant_id, deputy_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_young_persons_tenant_id_responsible_id ON young_persons (tenant_id, responsible_id);
CREATE INDEX ix_young_persons_tenant_id_deputy_id ON young_persons (tenant_id, deputy_id);

CREATE TABLE case_team (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  member_id uuid NOT NULL,
  until timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_case_team PRIMARY KEY (tenant_id, person_id, member_id),
  CONSTRAINT fk_case_team_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_case_team_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_case_team_tenant_id_member_id ON case_team (tenant_id, member_id)
  WHERE until IS NULL;

CREATE TABLE file_exclusions (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  member_id uuid NOT NULL,
  reason text NOT NULL CONSTRAINT ck_file_exclusions_reason
    CHECK (reason IN ('relative', 'conflict_of_interest', 'own_wish', 'other')),
  by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_file_exclusions PRIMARY KEY (tenant_id, person_id, member_id),
  CONSTRAINT fk_file_exclusions_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id),
  CONSTRAINT fk_file_exclusions_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
    REFERENCES members (tenant_id, id));
CREATE INDEX ix_file_exclusions_tenant_id_member_id ON file_exclusions (tenant_id, member_id);

CREATE TABLE person_keys (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  wrapped bytea,
  destroyed_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_person_keys PRIMARY KEY (tenant_id, person_id),
  CONSTRAINT ck_person_keys_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
  CONSTRAINT fk_person_keys_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));

CREATE TABLE file_parts (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  category text NOT NULL CONSTRAINT ck_file_parts_category CHECK (category IN ({CATEGORIES})),
  sealed bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_file_parts PRIMARY KEY (tenant_id, person_id, category),
  CONSTRAINT fk_file_parts_tenant_id_person_id FOREIGN KEY (tenant_id, person_id)
    REFERENCES young_persons (tenant_id, id));
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE ON tenant_keys, young_persons, case_team, person_keys, file_parts
  TO pristan_app;
GRANT SELECT, INSERT, DELETE ON file_exclusions TO pristan_app;
"""
OWN = f"tenant_id = {TENANT}"
ALL_OF_OWN = f"TO pristan_app USING ({OWN}) WITH CHECK ({OWN})"


def opens(table: str, person: str) -> str:
    """Who opens a file: the case team, and the head where the file is not sealed; nobody who is
    excluded. Whoever acts as no member of the house opens none."""
    key = f"tenant_id = {table}.tenant_id AND {{}}person_id = {table}.{person}"
    team = f"SELECT FROM case_team t WHERE t.{key.format('t.')} AND t.member_id = {MEMBER}"
    out = f"SELECT FROM file_exclusions x WHERE x.{key.format('x.')} AND x.member_id = {MEMBER}"
    sealed = (
        "sensitivity <> 'sealed'"
        if table == "young_persons"
        else f"EXISTS (SELECT FROM young_persons y WHERE y.tenant_id = {table}.tenant_id"
        f" AND y.id = {table}.{person} AND y.sensitivity <> 'sealed')"
    )
    return (
        f"{OWN} AND NOT EXISTS ({out}) AND (EXISTS ({team} AND t.until IS NULL)"
        f" OR ((SELECT app_has_role('head')) AND {sealed}))"
    )


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(GRANTS)
    for table in ("tenant_keys", "case_team", "file_exclusions"):
        protect(table, own=ALL_OF_OWN)
    for table, person in (
        ("young_persons", "id"),
        ("person_keys", "person_id"),
        ("file_parts", "person_id"),
    ):
        rule = opens(table, person)
        protect(
            table,
            opened=f"FOR SELECT TO pristan_app USING ({rule})",
            begun=f"FOR INSERT TO pristan_app WITH CHECK ({OWN})",
            written=f"FOR UPDATE TO pristan_app USING ({rule}) WITH CHECK ({OWN})",
        )


def downgrade() -> None:
    for table in (
        "file_parts",
        "person_keys",
        "file_exclusions",
        "case_team",
        "young_persons",
        "tenant_keys",
    ):
        op.execute(f"DROP TABLE {table} CASCADE")  # with the policies that look at it
