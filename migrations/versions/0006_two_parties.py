"""The policies of what lies between two tenants, in a form that is cheap for every row.

`X = ANY (ARRAY[a, b])` builds an array for each row that is looked at: a third of the time of a
list. `a = X OR b = X` lures the planner into reading by the policy instead of by the question.
A CASE does neither: mostly the first comparison decides.
"""

from alembic import op

from migrations.policies import TENANT

revision = "0006_two_parties"
down_revision = "0005_placements"
branch_labels = None
depends_on = None

# Table, the other party beside tenant_id, the policy that reads, and the one that updates.
BETWEEN = (
    ("occupancies", "asker_id", "seen", "moved"),
    ("asks", "recipient_id", "parties", "moved"),
    ("ask_steps", "recipient_id", "parties", None),
    ("placements", "asker_id", "parties", "moved"),
    ("placement_steps", "asker_id", "parties", None),
)


def upgrade() -> None:
    for table, other, *policies in BETWEEN:
        rule = f"CASE WHEN tenant_id = {TENANT} THEN true ELSE {other} = {TENANT} END"
        _say(table, rule, *policies)
    # Whose move it is, is counted on every page; with the state in it no row is read in vain.
    op.execute(
        "CREATE INDEX ix_asks_sent_in_state ON asks (tenant_id, state) WHERE ended_at IS NULL"
    )


def downgrade() -> None:
    op.execute("DROP INDEX ix_asks_sent_in_state")
    for table, other, *policies in BETWEEN:
        _say(table, f"{TENANT} = ANY (ARRAY[tenant_id, {other}])", *policies)


def _say(table: str, rule: str, reads: str, updates: str | None) -> None:
    op.execute(f"ALTER POLICY {reads} ON {table} USING ({rule})")
    if updates:
        op.execute(f"ALTER POLICY {updates} ON {table} USING ({rule}) WITH CHECK ({rule})")
