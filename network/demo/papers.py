"""Papers for the files of the demo: invented, scanned as it were, and without anybody's name."""

import io

from network.documents.kinds import DocumentKind

PAGE = (1240, 1754)  # pixels: A4 at 150 dots an inch
MARGIN, BIG, SMALL = 130, 46, 28
HEADED = "Izmišljen dokument za prikaz"
PAPERS: dict[DocumentKind, tuple[str, ...]] = {
    DocumentKind.SOCIAL_ANAMNESIS: (
        "Socialna anamneza",
        "Družina živi v najetem stanovanju. Konce tedna mladostnik preživlja",
        "pri stari materi, ki ga je pripravljena sprejeti tudi med počitnicami.",
        "Stiki z očetom so redki in dogovorjeni vnaprej.",
        "Predlagamo namestitev blizu šole in redne pogovore z družino.",
    ),
    DocumentKind.SCHOOL_REPORT: (
        "Poročilo šolske svetovalne službe",
        "Pouk obiskuje neredno, v manjši skupini sodeluje.",
        "Močna področja so likovno ustvarjanje in delo z živalmi.",
        "Pri matematiki potrebuje dodatno razlago in več časa.",
        "Dogovori z razredničarko držijo, kadar so kratki in jasni.",
    ),
    DocumentKind.CONSENT: (
        "Privolitev v posredovanje podatkov",
        "Privolim, da center pokaže zavodom, kdo je mladostnik, družino, šolo",
        "in dokumente o tem. Privolitev lahko kadar koli prekličem.",
        "Podpis: (izmišljen)",
    ),
    DocumentKind.INDIVIDUAL_PLAN: (
        "Osnutek individualiziranega programa",
        "Prvi teden: ogled, pogovor z matičnim vzgojiteljem, dogovor o šoli.",
        "Drugi in tretji teden: šola po prilagojenem urniku, vikend doma.",
        "Četrti teden: pregled z mladostnikom, starši in centrom.",
    ),
}


def paper(kind: DocumentKind) -> bytes:
    """A page as PDF, as a scanner makes it."""
    from PIL import Image

    from network.documents.veil import written

    page = Image.new("L", PAGE, "white")
    down = MARGIN
    for size, line in _lines(kind):
        ink = written(line, size)
        page.paste("black", (MARGIN, down), ink)
        down += 2 * size
    file = io.BytesIO()
    page.save(file, "PDF", resolution=150)
    return file.getvalue()


def _lines(kind: DocumentKind) -> list[tuple[int, str]]:
    head, *text = PAPERS[kind]
    return [(SMALL, HEADED), (BIG, head), *((SMALL, line) for line in text)]
