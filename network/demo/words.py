"""What people write in the demo. Nobody meant, nobody named: as requests without identity are."""

from network.availability.profile import Sex
from network.requests.reasons import Decline

# What may put the young person or others at risk, as a case worker would put it.
RISKS: dict[Sex, tuple[str, ...]] = {
    Sex.FEMALE: (
        "Ob sporih doma odide in se vrne naslednji dan; v zadnjem mesecu trikrat.",
        "Zvečer se težko umiri. Ko je v stiski, se reže po podlahti; obiskuje pedopsihiatrinjo.",
        "V šoli manjka od septembra, razredničarka jo dobro pozna in želi ohraniti stik.",
        "Družba starejših od nje, alkohol ob koncu tedna. Dogovorov se drži, če so jasni.",
        "Doma je bila priča nasilju. Glasnih sporov se prestraši in se zapre vase.",
        "V prejšnji skupini se je spoprijela s sostanovalko; potrebuje čas, preden zaupa.",
        "Sama ne hodi na preglede; potrebuje nekoga, ki gre z njo.",
    ),
    Sex.MALE: (
        "Ob prepovedih udari po stvareh, ljudi doslej ni napadel. Pomaga, če gre ven.",
        "Begi od doma, do dva dni; vrne se sam. Kje je bil, pove šele čez čas.",
        "Marihuana ob koncu tedna, v šolo prihaja trezen. Motivacija za pogovor je.",
        "V šoli opravičenih in neopravičenih ur čez 120; pri praksi je zanesljiv.",
        "Oče je nasilen, stiki po odločbi sodišča samo pod nadzorom.",
        "Postopek zaradi tatvine še teče. Obžaluje in želi povrniti škodo.",
        "Ponoči ne spi, igra na telefonu. Zjutraj ga je težko zbuditi.",
    ),
}

OWN_WORDS: dict[Sex, tuple[str, ...]] = {
    Sex.FEMALE: (
        "Rada bi ostala na svoji šoli.",
        "Želim svojo sobo ali vsaj cimro, ki ne kadi.",
        "Rada bi videla skupino, preden se odločim.",
        "Ob koncu tedna bi rada hodila k babici.",
        "Nočem daleč od prijateljic.",
        "Rada bi spet trenirala odbojko.",
    ),
    Sex.MALE: (
        "Rad bi končal šolo za mehatronika.",
        "Ne bi rad daleč od brata.",
        "Rad bi imel mir in da me ne sprašujejo vsak dan.",
        "Želim igrati nogomet v klubu kot zdaj.",
        "Najprej bi rad videl, kako tam živijo.",
        "Rad bi delal v kuhinji, to mi gre.",
    ),
}

FROM_HOME = (
    "Prosimo še za podatek, kako je s šolo in prevozom. Ali lahko odprete profil potreb?",
    "Ali je mladostnik pripravljen na ogled skupine? Prosti smo v sredo popoldne.",
    "Zanima nas, kaj pomaga ob stiski. S tem bi se lažje dogovorili v timu.",
    "V skupini imamo zdaj mirnejše obdobje, kdaj najkasneje potrebujete odgovor?",
    "Katera šola in kateri letnik? Pri nas sta v bližini poklicna in gimnazija.",
)
FROM_CENTRE = (
    "Profil potreb je odprt. Šola je seznanjena, prevoz uredimo mi.",
    "Ogled v sredo ob 15.00 nam ustreza, pridemo skupaj.",
    "Pomaga pogovor na samem in sprehod; dogovori naj bodo kratki in jasni.",
    "Odgovor potrebujemo do konca tedna, kasneje iščemo še drugje.",
    "Hvala, dogovorjeno. Pokličem še po telefonu dežurnega.",
)

OFFER_NOTES = (
    "Mesto je pripravljeno, lepo vabljeni na ogled.",
    "Tim se strinja. Prosimo za prihod v dopoldanskem času.",
    "",
    "",
)
OTHER_DECLINE = "V hiši teče prenova skupnih prostorov, novih še ne sprejemamo."

# Of what homes decline for, most often first; a need that weighs on it may come before.
DECLINES = (
    Decline.TOO_MANY_HIGH_NEED,
    Decline.RISK_TO_OTHERS,
    Decline.AGE_SPREAD,
    Decline.SCHOOLING,
    Decline.NIGHT_SUPERVISION,
    Decline.STAFF_SHORTAGE,
    Decline.KNOWN_CONFLICT,
    Decline.INFORMATION_MISSING,
    Decline.YOUTH_DISAGREES,
    Decline.REGION,
    Decline.ADDICTION,
    Decline.OTHER,
)
