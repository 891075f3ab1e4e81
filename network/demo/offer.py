"""What the houses of the demo offer beside their places, along the path. All invented."""

from dataclasses import dataclass, field
from typing import Any

from network.programmes.kinds import ProgrammeKind as Kind
from network.programmes.kinds import ProgrammeState

PUBLISHED, DRAFT = ProgrammeState.PUBLISHED, ProgrammeState.DRAFT
PAUSED, CLOSED = ProgrammeState.PAUSED, ProgrammeState.CLOSED
LIPA, SORICA, BREZA = "Mladinski dom Lipa", "Vzgojni zavod Sorica", "Vzgojni zavod Breza"
SOCA, JAVOR, GALEB = "Mladinski dom Soča", "Vzgojni zavod Javor", "Mladinski dom Galeb"
ZAVETJE, KORAK = "Krizni center Zavetje", "Društvo Korak"
CENTRE, COORDINATION = "CSD Ljubljana", "Strokovni center, koordinacija"
EVERYBODY = ("csd", "institution", "crisis_centre", "school", "health", "parent", "young_person")
PROFESSIONALS = ("csd", "institution", "crisis_centre", "school")
MIDDLE, UPPER, WEST = ("osrednjeslovenska",), ("gorenjska",), ("goriska", "obalno_kraska")


@dataclass(frozen=True, slots=True)
class Seats:
    """A cohort: when it begins, in days from the present, for how many weeks (None: always open),
    how many seats it has, and how many of them are taken."""

    name: str
    begins: int
    weeks: int | None
    seats: int
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme as its house writes it, and how far it has come by the present."""

    house: str
    name: str
    kind: Kind
    ages: tuple[int, int]
    summary: str
    cohorts: tuple[Seats, ...]
    state: ProgrammeState = PUBLISHED
    more: dict[str, Any] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """In the words of `catalogue.draft`."""
        dull = {
            "audience": ["young_person"],
            "venues": ["on_site"],
            "languages": ["sl"],
            "referrers": list(PROFESSIONALS),
        }
        said = {
            "name": self.name,
            "kind": self.kind.value,
            "summary": self.summary,
            "age_from": self.ages[0],
            "age_to": self.ages[1],
        }
        chosen = {
            name: list(each) if isinstance(each, tuple) else each
            for name, each in self.more.items()
        }
        return dull | said | chosen


OFFERS: tuple[Offer, ...] = (
    # Preventiva
    Offer(
        LIPA,
        "Razred, ki drži skupaj",
        Kind.SCHOOL_PREVENTION,
        (11, 15),
        "Pet delavnic za razred, v katerem se je nabralo preveč jeze. Učimo se poslušati, preden"
        " odgovorimo.",
        (Seats("jesen", -40, 10, 6, 4), Seats("pomlad", 75, 10, 6)),
        more={
            "audience": ("young_person", "school"),
            "venues": ("at_school",),
            "regions": MIDDLE,
            "town": "Ljubljana",
            "weeks": 5,
            "schedule": "Pet srečanj po dve šolski uri, v dogovoru z razrednikom.",
            "referrers": ("school", "csd"),
            "partners": ("Osnovna šola Pod lipami",),
        },
    ),
    Offer(
        SORICA,
        "Most do šole",
        Kind.SCHOOL_PREVENTION,
        (7, 12),
        "Ko otrok zjutraj ne zmore čez šolski prag, pridemo do vrat in gremo skupaj naprej.",
        (Seats("stalna skupina", -420, None, 8, 5),),
        more={
            "audience": ("young_person", "school", "parents"),
            "venues": ("at_school", "at_home"),
            "regions": UPPER,
            "town": "Škofja Loka",
            "needs": ("school_problems",),
            "collaborators": ("clinical_psychologist",),
        },
    ),
    Offer(
        COORDINATION,
        "Šola, ki vidi",
        Kind.SCHOOL_PREVENTION,
        (6, 15),
        "Izobraževanje za učiteljske zbore: kako prepoznati stisko in kaj narediti že jutri.",
        (Seats("zima", 20, 6, 12),),
        more={
            "audience": ("school",),
            "venues": ("at_school", "online"),
            "weeks": 6,
            "schedule": "Šest popoldnevov, vsak drugi četrtek.",
            "referrers": ("school",),
            "price_cents": 18000,
            "price_note": "za ves učiteljski zbor, gradivo je vključeno",
        },
    ),
    Offer(
        ZAVETJE,
        "Odmor v krizi",
        Kind.ADVICE,
        (12, 18),
        "Pogovor, še preden je treba oditi od doma. Pokličite ali potrkajte, tudi ponoči.",
        (Seats("stalna skupina", -700, None, 20, 6),),
        more={
            "audience": ("young_person", "parents"),
            "venues": ("on_site", "online"),
            "town": "Ljubljana",
            "schedule": "Vsak dan, 24 ur.",
            "referrers": EVERYBODY,
            "waiting_list": False,
        },
    ),
    Offer(
        KORAK,
        "Prvi pogovor",
        Kind.ADVICE,
        (10, 20),
        "Brezplačno svetovanje za mlade in starše. Ni treba, da že veste, kaj je narobe.",
        (Seats("stalna skupina", -400, None, 10, 7),),
        more={
            "audience": ("young_person", "parents", "family"),
            "venues": ("on_site", "online"),
            "regions": UPPER,
            "town": "Kranj",
            "referrers": EVERYBODY,
            "collaborators": ("volunteer", "psychotherapist"),
            "languages": ("sl", "bs", "sq"),
        },
    ),
    # Podpora družini
    Offer(
        LIPA,
        "Družina v gibanju",
        Kind.MOBILE_TEAM,
        (11, 18),
        "Strokovna delavka prihaja na dom dvakrat na teden. Skupaj z družino postavite pravila, ki"
        " držijo.",
        (Seats("stalna skupina", -500, None, 6, 2),),
        more={
            "audience": ("family",),
            "venues": ("at_home",),
            "regions": MIDDLE,
            "town": "Ljubljana",
            "weeks": 12,
            "description": "Tim sestavljajo vzgojiteljica, psiholog in socialna delavka. Prvi obisk"
            " je v desetih dneh po soglasju družine. Cilje zapišemo skupaj in jih vsake štiri tedne"
            " pregledamo.",
            "needs": ("school_problems", "runaway"),
            "collaborators": ("family_therapist",),
        },
    ),
    Offer(
        SOCA,
        "Tim na poti",
        Kind.MOBILE_TEAM,
        (6, 15),
        "Mobilni tim za šole in družine od Tolmina do Krasa: opazujemo, svetujemo, ostanemo v"
        " stiku.",
        (Seats("stalna skupina", -450, None, 5, 5),),
        more={
            "audience": ("school", "family"),
            "venues": ("at_school", "at_home"),
            "regions": WEST,
            "town": "Nova Gorica",
            "languages": ("sl", "it"),
            "weeks": 16,
        },
    ),
    Offer(
        SORICA,
        "Starši v skupini",
        Kind.FAMILY_COUNSELLING,
        (10, 18),
        "Osem večerov za starše mladostnikov, ki begajo ali opuščajo šolo. Varstvo za mlajše otroke"
        " je zagotovljeno.",
        (Seats("december", 16, 8, 12, 3),),
        more={
            "audience": ("parents",),
            "regions": UPPER,
            "town": "Škofja Loka",
            "weeks": 8,
            "schedule": "Ob torkih ob 17.30.",
            "referrers": ("csd", "school", "parent"),
        },
    ),
    Offer(
        CENTRE,
        "Pogovor ob kosilu",
        Kind.FAMILY_COUNSELLING,
        (12, 18),
        "Družinska srečanja z mediatorjem v nevtralnem prostoru, tudi ob koncih tedna.",
        (Seats("jesen", -50, 14, 4, 4),),
        more={
            "audience": ("family",),
            "regions": MIDDLE,
            "town": "Ljubljana",
            "weeks": 10,
            "schedule": "Deset srečanj, vsak drugi teden.",
            "collaborators": ("mediator",),
            "referrers": ("csd", "parent", "young_person"),
        },
    ),
    Offer(
        GALEB,
        "Skupaj na isti strani",
        Kind.FAMILY_THERAPY,
        (8, 18),
        "Družinska terapija za družine, ki se pogovarjajo samo še prek vrat.",
        (Seats("stalna skupina", -90, None, 6, 3),),
        more={
            "audience": ("family",),
            "venues": ("on_site", "online"),
            "regions": ("obalno_kraska",),
            "town": "Koper",
            "languages": ("sl", "it"),
            "collaborators": ("family_therapist",),
            "referrers": ("csd", "health", "parent"),
        },
    ),
    Offer(
        BREZA,
        "Nov dogovor doma",
        Kind.FAMILY_THERAPY,
        (13, 18),
        "Šest srečanj z družinsko terapevtko po hujšem sporu. Začnemo tam, kjer ste obstali.",
        (Seats("pomlad", 70, 12, 5),),
        state=DRAFT,
        more={"audience": ("family",), "regions": UPPER, "town": "Kranj", "weeks": 12},
    ),
    # Individualna obravnava
    Offer(
        BREZA,
        "Vztrajam",
        Kind.INDIVIDUAL_TREATMENT,
        (14, 18),
        "Učna pomoč, jutranji klic in dogovor s šolo za mladostnike, ki jim grozi izpis.",
        (Seats("šolsko leto", -80, 40, 8, 5),),
        more={
            "venues": ("at_school", "on_site"),
            "regions": UPPER,
            "town": "Kranj",
            "needs": ("school_problems", "learning_difficulties"),
            "schedule": "Vse šolsko leto, dvakrat na teden.",
            "partners": ("Srednja šola za tehniko",),
        },
    ),
    Offer(
        JAVOR,
        "Ena na ena",
        Kind.INDIVIDUAL_TREATMENT,
        (13, 18),
        "Stalen mentor za mladostnika, ki odraslim ne verjame več. Ne mudi se nam.",
        (Seats("stalna skupina", -420, None, 4, 4),),
        more={
            "venues": ("on_site", "in_nature"),
            "town": "Logatec",
            "weeks": 26,
            "needs": ("violent_behaviour", "runaway"),
        },
    ),
)
