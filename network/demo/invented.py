"""The young people of the demo's open requests. All of them are invented."""

from network.availability.profile import LegalGroup, Need, Region, SchoolLevel, Sex
from network.demo.youths import Youth
from network.requests.profile import Urgency

GIRL_15 = Youth(
    15,
    Sex.FEMALE,
    Region.OSREDNJESLOVENSKA,
    "Domžale",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SCHOOL_PROBLEMS, Need.DOMESTIC_VIOLENCE}),
    LegalGroup.FAMILY_LAW,
    Urgency.URGENT,
    "Ob sporih doma odide k prijateljici, vrne se naslednji dan. V šoli je redna.",
    "Rada bi ostala na svoji šoli in ob sredah hodila na odbojko.",
)
BOY_16 = Youth(
    16,
    Sex.MALE,
    Region.OSREDNJESLOVENSKA,
    "Ljubljana",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SUBSTANCE_USE, Need.RUNAWAY}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Begi ob koncu tedna, marihuana. Praksa v delavnici mu veliko pomeni.",
    "Rad bi končal šolo za mehatronika.",
)
BOY_13 = Youth(
    13,
    Sex.MALE,
    Region.GORENJSKA,
    "Jesenice",
    SchoolLevel.PRIMARY,
    frozenset({Need.VIOLENT_BEHAVIOUR, Need.LEARNING_DIFFICULTIES}),
    LegalGroup.GUIDANCE_DECISION,
    Urgency.URGENT,
    "Ob prepovedih udari po stvareh, ljudi doslej ni napadel. Pomaga, če gre ven.",
    "Ne bi rad daleč od brata.",
)
GIRL_14 = Youth(
    14,
    Sex.FEMALE,
    Region.OSREDNJESLOVENSKA,
    "Kamnik",
    SchoolLevel.PRIMARY,
    frozenset({Need.SCHOOL_PROBLEMS}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Šole ne obiskuje od oktobra, z razredničarko ostaja v stiku.",
    "Želim mirno skupino in da lahko vzamem kitaro.",
)
BOY_17 = Youth(
    17,
    Sex.MALE,
    Region.OSREDNJESLOVENSKA,
    "Grosuplje",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.OFFENDING}),
    LegalGroup.CRIMINAL_MEASURE,
    Urgency.PLANNED,
    "Vzgojni ukrep sodišča zaradi tatvin. Dogovorov se drži, če so kratki in jasni.",
    "Rad bi delal v kuhinji, to mi gre.",
)
GIRL_16 = Youth(
    16,
    Sex.FEMALE,
    Region.GORISKA,
    "Tolmin",
    SchoolLevel.SECONDARY,
    frozenset({Need.RUNAWAY}),
    LegalGroup.FAMILY_LAW,
    Urgency.URGENT,
    "Na dan prihoda je odšla; javila se je z babičinega telefona.",
    "Najprej bi rada videla, kako tam živijo.",
)
BOY_15 = Youth(
    15,
    Sex.MALE,
    Region.GORISKA,
    "Ajdovščina",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SCHOOL_PROBLEMS}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Ponoči ne spi, v šolo prihaja pozno. Strokovna skupina predlaga manjšo skupino.",
    "Rad bi imel mir.",
)
GIRL_COAST = Youth(
    15,
    Sex.FEMALE,
    Region.OBALNO_KRASKA,
    "Piran",
    SchoolLevel.VOCATIONAL,
    frozenset({Need.SELF_HARM, Need.PSYCHIATRIC_TREATMENT}),
    LegalGroup.FAMILY_LAW,
    Urgency.CRISIS,
    "Zvečer se težko umiri, reže se po podlahti. Pedopsihiatrinja jo spremlja tedensko.",
    "Želim svojo sobo in nekoga, ki ponoči ne spi.",
)
BOY_COAST = Youth(
    14,
    Sex.MALE,
    Region.OBALNO_KRASKA,
    "Izola",
    SchoolLevel.PRIMARY,
    frozenset({Need.DOMESTIC_VIOLENCE}),
    LegalGroup.FAMILY_LAW,
    Urgency.PLANNED,
    "Oče je nasilen, stiki po odločbi sodišča samo pod nadzorom.",
    "Želim igrati nogomet v klubu kot zdaj.",
)
