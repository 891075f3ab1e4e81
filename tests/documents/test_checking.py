"""What is kept is told by its content; what could do harm is refused with its own sentence."""

import io
import os
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from network.documents import handing_over, workshop
from network.documents.flaws import SENTENCES, Flaw, Unfit
from network.documents.kinds import Media
from tests.documents import made


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (made.pdf(), Media.PDF),
        (made.picture(), Media.JPEG),
        (made.picture(Media.PNG), Media.PNG),
        (made.docx(), Media.DOCX),
        (made.odt(), Media.ODT),
    ],
)
def test_the_content_says_what_it_is(content: bytes, media: Media) -> None:
    assert handing_over.checked(content)[0] is media


LINK = made.RELATIONS.format("hyperlink", "https://x/").encode()
TEMPLATE = made.RELATIONS.format("attachedTemplate", "file:///C:/a.dotx").encode()
FETCHED = made.RELATIONS.format("attachedTemplate", "file://x/a.dotm").encode("utf-16")


SPLIT = b'<a xmlns:q="w"><q:instrText>DD</q:instrText><q:instrText>EAUTO</q:instrText></a>'
PICTURE = b'<a xmlns:k="x" t="&gt;"><b k:href="http://x/a.png" k:actuate="onLoad"/></a>'
INSIDE = b'<a xmlns:k="x"><b k:href="Pictures/a.png" k:actuate="onLoad"/>{}</a>'
CLICKED = INSIDE.replace(b"{}", b'<c k:href="https://x/">DDE</c>')
EVENT = b'<a xmlns:k="x"><b k:href="vnd.sun.star.script:a"/></a>'
OLD = b'<!DOCTYPE a PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><a/>'
OWN_WORDS = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    "content",
    [
        made.docx(**{"word/_rels/a.rels": LINK}),
        made.docx(**{"word/_rels/a.rels": TEMPLATE}),
        made.odt(**{"styles.xml": CLICKED}),
        made.odt(**{"Configurations2/accelerator/current.xml": b"", "a.xml": OLD}),
    ],
)
def test_a_link_in_a_text_is_no_harm(content: bytes) -> None:
    assert handing_over.checked(content)[0] in (Media.DOCX, Media.ODT)


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"MZ" + b"\0" * 200, Flaw.PROGRAM),
        (b"\x7fELF" + b"\0" * 200, Flaw.PROGRAM),
        (b"#!/bin/sh\nrm -rf /", Flaw.PROGRAM),
        (b"<html><script>", Flaw.NOT_A_DOCUMENT),
        (b"besede", Flaw.NOT_A_DOCUMENT),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, Flaw.PHONE_PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Flaw.OLD_WORD),
        (b"%PDF-1.7 and nothing else", Flaw.DAMAGED),
        (b"\xff\xd8\xff and nothing else", Flaw.DAMAGED),
        (b"PK\x03\x04 and nothing else", Flaw.DAMAGED),
        (made.package({"a.txt": b"a"}), Flaw.NOT_A_DOCUMENT),
        (made.locked(), Flaw.LOCKED),
        (made.with_script(), Flaw.SCRIPT),
        (made.that_launches(), Flaw.LAUNCHES),
        (made.with_attachment(), Flaw.CARRIES_FILES),
        (made.docx(word__vbaProject_bin=b"a").replace(b"_bin", b".bin"), Flaw.MACROS),
        (made.odt(Basic__Standard__a=b"a"), Flaw.MACROS),
        (made.docx(word__embeddings__a=b"a"), Flaw.CARRIES_FILES),
        (made.docx(word__media__a=made.docx()), Flaw.CARRIES_FILES),
        (made.docx(**{"word__a.rels": FETCHED}), Flaw.REMOTE),
        (made.docx(**{"word/a.xml": SPLIT}), Flaw.MACROS),
        (made.odt(**{"styles.xml": PICTURE}), Flaw.REMOTE),
        (made.odt(**{"styles.xml": EVENT}), Flaw.MACROS),
        (made.odt(**{"styles.xml": OWN_WORDS}), Flaw.MACROS),
        (made.odt(**{"styles.xml": b"<a>"}), Flaw.DAMAGED),
        (made.docx(word__a=b"\0" * 300_000_000), Flaw.BOMB),
        (made.docx(word__a=b"\0" * 5_000_000), Flaw.BOMB),
        (made.that_lies(), Flaw.DAMAGED),
        (made.pixels(30_000), Flaw.TOO_MANY_PIXELS),
        (made.pdf(pages=1_001), Flaw.TOO_MANY_PAGES),
    ],
)
def test_what_is_not_kept_is_refused_for_what_it_is(content: bytes, flaw: Flaw) -> None:
    with pytest.raises(Unfit) as refused:
        handing_over.checked(content)

    assert refused.value.flaw is flaw


def test_what_swells_beyond_all_memory_ends_in_the_workshop() -> None:
    assert handing_over.checked(made.that_swells(megabytes=3))[0] is Media.PDF

    with pytest.raises(Unfit):
        handing_over.checked(made.that_swells(megabytes=3_000))


def test_every_flaw_has_a_sentence_of_its_own() -> None:
    assert SENTENCES.keys() == set(Flaw)
    assert len(set(SENTENCES.values())) == len(SENTENCES)


@pytest.mark.parametrize("media", [Media.JPEG, Media.PNG])
def test_of_a_picture_nothing_stays_but_what_is_seen(media: Media) -> None:
    _, kept = handing_over.checked(made.picture(media))

    picture = Image.open(io.BytesIO(kept))
    assert picture.size == (40, 60)
    assert not picture.getexif()
    assert b"Pri nekom doma" not in kept


def test_a_camera_picture_becomes_as_large_as_a_page_needs() -> None:
    _, kept = handing_over.checked(made.picture(size=(6000, 4500)))

    assert max(Image.open(io.BytesIO(kept)).size) == 4000


def test_the_watermark_lies_over_every_page() -> None:
    paper = made.pdf(pages=3)

    shown = handing_over.stamped(paper, Media.PDF, "Živa Česnik · CSD · 1. 2. 2026 8.00")

    with pikepdf.Pdf.open(io.BytesIO(shown)) as opened:
        over = [list(page.get("/Resources").XObject.keys()) for page in opened.pages]
        opened.pages[0].contents_coalesce()
        drawn = opened.pages[0].Contents.read_bytes()
    assert [len(each) for each in over] == [1, 1, 1]
    assert b"Izmisljeno porocilo" in drawn


@pytest.mark.parametrize(
    ("size", "turned", "seen"),
    [((595, 842), 0, [595, 842]), ((842, 595), 0, [842, 595]), ((595, 842), 90, [842, 595])],
)
def test_the_watermark_is_as_large_as_the_page(
    size: tuple[int, int], turned: int, seen: list[int]
) -> None:
    paper = pikepdf.Pdf.new()
    page = paper.add_blank_page(page_size=size)
    page.rotate(turned, relative=False)

    shown = handing_over.stamped(made.written(paper), Media.PDF, "Maja · CSD · 1. 2. 2026 8.00")

    with pikepdf.Pdf.open(io.BytesIO(shown)) as opened:
        [over] = opened.pages[0].get("/Resources").XObject.values()
        box = [int(each) for each in over.BBox.as_list()]
    assert box == [0, 0, *seen]


@pytest.mark.parametrize("media", [Media.JPEG, Media.PNG])
def test_the_watermark_lies_over_a_picture(media: Media) -> None:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(file, media.name)

    shown = handing_over.stamped(file.getvalue(), media, "Maja · CSD · 1. 2. 2026 8.00")

    darkest, lightest = Image.open(io.BytesIO(shown)).convert("L").getextrema()
    assert darkest < 180
    assert lightest > 240


def test_the_workshop_knows_no_secret_and_writes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRISTAN_DATABASE_URL", "postgresql://somebody:secret@nowhere/x")

    around = handing_over._surroundings()

    compiled = {"PYTHONPYCACHEPREFIX"} if sys.pycache_prefix else set()
    assert set(around) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"} | compiled
    assert dict(workshop.LIMITS)[workshop.resource.RLIMIT_FSIZE] == 0
    assert os.environ["PRISTAN_DATABASE_URL"] not in around.values()
