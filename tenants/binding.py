"""Whether row-level policies bind the role we are connected as. They must.

PostgreSQL asks no policy of a superuser or of a role with BYPASSRLS, TRUNCATE looks past
policies, and an owner may switch them off. Being a member of such a role is as good as being it.
"""

from sqlalchemy import Connection, Engine, text

REASONS = {
    "is_superuser": "is a superuser, whom policies do not bind",
    "bypasses": "has BYPASSRLS, or may become a role that has",
    "owns": "owns tables, and an owner may switch their policies off",
    "truncates": "may TRUNCATE, which looks past policies",
}

POWERS = text("""
WITH mine AS (SELECT * FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')),
     tables AS (SELECT * FROM pg_class
                WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace)
SELECT current_user AS role,
       EXISTS (SELECT FROM mine WHERE rolsuper) AS is_superuser,
       EXISTS (SELECT FROM mine WHERE rolbypassrls) AS bypasses,
       EXISTS (SELECT FROM tables JOIN mine ON mine.oid = relowner) AS owns,
       EXISTS (SELECT FROM tables WHERE has_table_privilege(oid, 'TRUNCATE')) AS truncates
""")


class UnboundRole(RuntimeError):
    """The application was to run as a role that policies do not bind: it must not start."""


def refuse_unbound_role(engine: Engine) -> None:
    """Raise UnboundRole, with every reason, unless policies bind the role `engine` connects as."""
    with engine.connect() as connection:
        reasons = unbound_because(connection)
    if reasons:
        raise UnboundRole(
            f"Pristan does not start: {'; '.join(reasons)}."
            " Connect as pristan_app (see `pristan database prepare`)."
        )


def unbound_because(connection: Connection) -> list[str]:
    """Why policies would not bind this connection's role, one sentence a reason; empty is good."""
    powers = connection.execute(POWERS).mappings().one()
    if powers["is_superuser"]:
        return [f"the role {powers['role']} {REASONS['is_superuser']}"]
    return [f"the role {powers['role']} {why}" for power, why in REASONS.items() if powers[power]]
