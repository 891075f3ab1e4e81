"""The coordination's figures of places count what is asked for as a place, and no programmes."""

from types import ModuleType
from typing import cast

from alembic import context, op
from alembic.script import Script

revision = "0041_figures_of_places"
down_revision = "0040_directory"
branch_labels = None
depends_on = None

# A place may be looked for while programmes are asked for beside: those asks do not bring the
# search for it any further.
ASKS = ("a.request_id = r.id", "a.request_id = r.id AND a.group_id IS NOT NULL")
NARROWER = {
    "network_placed": (ASKS,),
    "network_unmet": (("WHERE r.unmet", "WHERE r.kind = 'place' AND r.unmet"),),
    "network_leakage": (("WHERE r.unmet", "WHERE r.kind = 'place' AND r.unmet"),),
    "network_requests": (ASKS, ("WHERE r.network_id", "WHERE r.kind = 'place' AND r.network_id")),
}


def upgrade() -> None:
    for view, definition in _definitions().items():
        narrowed = definition
        for before, after in NARROWER[view]:
            narrowed = narrowed.replace(before, after)
        op.execute(narrowed)


def downgrade() -> None:
    for definition in _definitions().values():
        op.execute(definition)


def _definitions() -> dict[str, str]:
    """As they have been until now, by the migrations that made them."""
    lists, stages = _made_by("0016_lists"), _made_by("0018_stages")
    requests = stages.REQUESTS.format(
        band=stages.BAND, stage=stages.STAGE, since=stages.SINCE, seen_by=stages.SEEN_BY
    )
    requests = requests.partition("ALTER VIEW")[0].replace("CREATE", "CREATE OR REPLACE", 1)
    figures = {
        view: f"CREATE OR REPLACE VIEW {view} WITH (security_barrier) AS "
        + lists.FIGURES[view].format(band=lists.BAND, seen_by=lists.SEEN_BY)
        for view in NARROWER
        if view in lists.FIGURES
    }
    return figures | {"network_requests": requests}


def _made_by(name: str) -> ModuleType:
    return cast(Script, context.script.get_revision(name)).module
