"""The catalogue of programmes, and a house's own, as files: what and how many, never a person."""

from collections.abc import Iterable

from network.programmes import own, search
from network.programmes.outlook import outlook
from network.programmes.published import PublishedProgramme, published_programmes
from network.schemas.programmes import CatalogueSearch, wanted_from
from network.web import programme_words as words
from network.web.exporting.shape import Columns, Export, Filters
from network.web.forms import form_values
from network.web.labels import label, label_all
from tenants import clock
from tenants.errors import N_
from tenants.roles import Permission
from tenants.scope import Scope

FILTERS = (
    "stage",
    "text",
    "age",
    "ages",
    "audience",
    "region",
    "kind",
    "free",
    "when",
    "language",
    "venue",
    "house",
    "referrer",
)


def _catalogue(scope: Scope, filters: Filters) -> Iterable[PublishedProgramme]:
    wanted = wanted_from(form_values(CatalogueSearch(), filters))
    return search.fitting(published_programmes(scope), wanted)


def _own(scope: Scope, _: Filters) -> Iterable[PublishedProgramme]:
    return own.all_of(scope)


def _joining(programme: PublishedProgramme) -> str:
    return words.joining(outlook(programme, clock.today()).cohort)


def _chance(programme: PublishedProgramme) -> str:
    return words.chance(outlook(programme, clock.today()))


CATALOGUE: Columns = {
    N_("Programme"): lambda row: row.name,
    N_("Organisation"): lambda row: row.tenant_name,
    N_("Where on the path"): lambda row: label(row.stage),
    N_("Kind"): lambda row: label(row.kind, "ProgrammeKind"),
    N_("In short"): lambda row: row.summary,
    N_("For whom"): lambda row: label_all(row.audience, "Audience"),
    N_("Age from"): lambda row: row.age_from,
    N_("Age to"): lambda row: row.age_to,
    N_("Regions"): words.regions,
    N_("Where it is held"): words.where,
    N_("When"): words.when,
    N_("Languages"): lambda row: label_all(row.languages, "Language"),
    N_("Who may ask"): words.referrers,
    N_("Partner organisations"): lambda row: ", ".join(row.partners),
    N_("Outside collaborators"): lambda row: label_all(row.collaborators, "Collaborator"),
    N_("Price"): words.price,
    N_("Seats"): lambda row: row.seats,
    N_("Free"): lambda row: row.free,
    N_("Can be joined"): _chance,
    N_("Cohort"): _joining,
    N_("Open from"): lambda row: row.open_from,
    N_("Last changed"): lambda row: clock.local_day(row.changed_at),
}
OWN: Columns = {
    N_("Programme"): lambda row: row.name,
    N_("State"): lambda row: label(row.state, "ProgrammeState"),
    **{name: cell for name, cell in CATALOGUE.items() if name not in ("Programme", "Organisation")},
}
EXPORTS = {
    "programmes": Export(None, FILTERS, _catalogue, CATALOGUE, untold=("text",)),
    "own-programmes": Export(Permission.MANAGE_PROGRAMMES, (), _own, OWN),
}
