"""Which networks show their programmes to everybody, without signing in."""

from alembic import op

revision = "0040_directory"
down_revision = "0039_enrolments"
branch_labels = None
depends_on = None

# What there is for young people and families is no secret; a network may still keep it to itself.
SWITCH = """
ALTER TABLE networks ADD COLUMN directory boolean NOT NULL DEFAULT true;
GRANT UPDATE (directory) ON networks TO pristan_app;
"""
VIEW = """
CREATE VIEW public_networks WITH (security_barrier) AS
SELECT n.id, n.slug, n.name, EXISTS (SELECT FROM programmes p
    WHERE p.network_id = n.id AND p.state IN ('published', 'paused')) AS filled
FROM networks n WHERE n.directory;
ALTER VIEW public_networks OWNER TO pristan_share;
GRANT SELECT ON public_networks TO pristan_app;
"""


def upgrade() -> None:
    op.execute(SWITCH)
    op.execute(VIEW)


def downgrade() -> None:
    op.execute("DROP VIEW public_networks")
    op.execute("ALTER TABLE networks DROP COLUMN directory")
