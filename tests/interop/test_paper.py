"""Printed pages say what they were told, in our letters, on as many pages as it takes."""

import io

from pypdf import PdfReader

from network.interop.paper import Paper


def test_a_page_says_everything_in_slovenian_letters() -> None:
    paper = Paper("Privolitev čšž", language="sl", foot="Center na Vrhniki")
    paper.heading("Področja")
    paper.paragraph("Prva vrsta.\nDruga vrsta: „Đurđa“ – 5 €.")
    paper.facts([("Ime", "Žiga")])
    paper.to_tick("Šola", ticked=True)
    paper.small("Opomba")
    paper.to_sign("Podpis starša")

    (page,) = PdfReader(io.BytesIO(paper.done())).pages

    for words in (
        "Privolitev čšž",
        "Področja",
        "Druga vrsta: „Đurđa“ – 5 €.",
        "Ime",
        "Žiga",
        "Šola",
        "Opomba",
        "Podpis starša",
        "Center na Vrhniki",
        "1/1",
    ):
        assert words in page.extract_text()


def test_a_long_table_says_its_head_on_every_page() -> None:
    paper = Paper("Kdo je gledal", language="sl")
    paper.table(("Kdaj", "Kdo"), [(f"{number}.", "Mladinski dom Lipa") for number in range(90)])

    pages = PdfReader(io.BytesIO(paper.done())).pages

    assert len(pages) > 2
    assert all("Kdaj" in page.extract_text() for page in pages)


def test_an_empty_table_is_left_out() -> None:
    paper = Paper("Kdo je gledal", language="sl")
    paper.table(("Kdaj",), [])
    paper.facts([])

    (page,) = PdfReader(io.BytesIO(paper.done())).pages

    assert "Kdo je gledal" in page.extract_text()
