"""Who takes part in the demo: organisations, and the people who work there. All invented.

The centres for social work bear the names of real regions; nobody in them is real.
"""

from dataclasses import dataclass

from tenants.scope import Role, TenantKind
from tenants.slugs import slug_of

NETWORK_SLUG, NETWORK_NAME = "zahod", "Mreža zahodne Slovenije"


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is in one organisation; `months` ends it (an inspector's does end)."""

    name: str
    roles: tuple[Role, ...]
    months: int = 0


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    kind: TenantKind
    town: str
    posts: tuple[Post, ...]

    @property
    def slug(self) -> str:
        return slug_of(self.name)

    def email(self, post: Post) -> str:
        """The address by which this person signs in, wherever else they work as well."""
        home = SECOND_POSTS.get(post.name, self.slug)
        return f"{slug_of(post.name.split()[0])}@{home}.pristan.test"


ADMIN, HEAD, DPO = Role.ADMINISTRATOR, Role.HEAD, Role.DPO
WORKER, COUNSELLOR, EDUCATOR = Role.CASE_WORKER, Role.COUNSELLOR, Role.EDUCATOR
CRISIS, INSPECTOR = Role.CRISIS_WORKER, Role.INSPECTOR
CSD, INSTITUTION = TenantKind.CSD, TenantKind.INSTITUTION

# Works for two organisations with one sign-in: to whose address the other one leads.
SECOND_POSTS = {"Nina Zajc": "krizni-center-zavetje"}

CENTRES = (
    Organisation(
        "CSD Ljubljana",
        CSD,
        "Ljubljana",
        (
            Post("Maja Kovač", (WORKER,)),
            Post("Luka Zupan", (WORKER,)),
            Post("Irena Kos", (HEAD,)),
            Post("Sonja Bizjak", (ADMIN,)),
            Post("Pavel Mlakar", (DPO,)),
            Post("Ana Sever", (INSPECTOR,), months=6),
            Post("Nina Zajc", (WORKER,)),
        ),
    ),
    Organisation(
        "CSD Gorenjska",
        CSD,
        "Kranj",
        (Post("Tomaž Jereb", (WORKER,)), Post("Mateja Oman", (HEAD, ADMIN))),
    ),
    Organisation(
        "CSD Osrednja Slovenija vzhod",
        CSD,
        "Domžale",
        (Post("Petra Vidmar", (WORKER,)), Post("Andrej Hribar", (HEAD, ADMIN))),
    ),
    Organisation(
        "CSD Severna Primorska",
        CSD,
        "Nova Gorica",
        (Post("Katja Humar", (WORKER,)), Post("Boris Mozetič", (HEAD, ADMIN))),
    ),
    Organisation(
        "CSD Južna Primorska",
        CSD,
        "Koper",
        (Post("Elena Furlan", (WORKER,)), Post("Marko Kocjančič", (HEAD, ADMIN))),
    ),
)

HOMES = (
    Organisation(
        "Mladinski dom Lipa",
        INSTITUTION,
        "Ljubljana",
        (
            Post("Peter Oblak", (COUNSELLOR,)),
            Post("Alenka Golob", (HEAD,)),
            Post("Rok Pirc", (EDUCATOR,)),
            Post("Vesna Lah", (ADMIN,)),
        ),
    ),
    Organisation(
        "Vzgojni zavod Sorica",
        INSTITUTION,
        "Škofja Loka",
        (
            Post("Jana Rupnik", (COUNSELLOR,)),
            Post("Matej Kalan", (HEAD, ADMIN)),
            Post("Neža Gaber", (EDUCATOR,)),
        ),
    ),
    Organisation(
        "Vzgojni zavod Breza",
        INSTITUTION,
        "Kranj",
        (
            Post("Simona Rozman", (COUNSELLOR,)),
            Post("Gregor Zorman", (HEAD, ADMIN)),
            Post("Blaž Ažman", (EDUCATOR,)),
        ),
    ),
    Organisation(
        "Mladinski dom Soča",
        INSTITUTION,
        "Nova Gorica",
        (Post("Tadej Leban", (COUNSELLOR,)), Post("Darja Bratuž", (HEAD, ADMIN))),
    ),
    Organisation(
        "Vzgojni zavod Javor",
        INSTITUTION,
        "Logatec",
        (
            Post("Urška Petkovšek", (COUNSELLOR,)),
            Post("Janez Menart", (HEAD, ADMIN)),
            Post("Žiga Nagode", (EDUCATOR,)),
        ),
    ),
    Organisation(
        "Mladinski dom Galeb",
        INSTITUTION,
        "Koper",
        (Post("Martina Pucer", (COUNSELLOR,)), Post("Aleš Grbec", (HEAD, ADMIN))),
    ),
    Organisation(
        "Krizni center Zavetje",
        TenantKind.CRISIS_CENTRE,
        "Ljubljana",
        (
            Post("Nina Zajc", (CRISIS,)),
            Post("David Krašovec", (CRISIS,)),
            Post("Helena Cvetko", (HEAD, ADMIN)),
        ),
    ),
)

OTHERS = (
    Organisation(
        "Strokovni center, koordinacija",
        TenantKind.COORDINATION,
        "Ljubljana",
        (
            Post("Tina Hočevar", (Role.COORDINATOR,)),
            Post("Robert Lenart", (Role.NETWORK_ADMINISTRATOR, ADMIN)),
        ),
    ),
    Organisation(
        "Osnovna šola Pod lipami",
        TenantKind.SCHOOL,
        "Ljubljana",
        (Post("Mojca Perko", (COUNSELLOR, ADMIN)), Post("Bojan Mihelič", (HEAD,))),
    ),
    Organisation(
        "Društvo Korak",
        TenantKind.NGO,
        "Kranj",
        (Post("Samo Vovk", (COUNSELLOR, ADMIN)),),
    ),
)

# Homes first: whoever works in two organisations opens the account in the first of them.
EVERYBODY = (*HOMES, *CENTRES, *OTHERS)
