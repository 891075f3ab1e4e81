"""A case worker puts a paper into a file, first one that is too large and one that is no paper."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from network.documents.flaws import SENTENCES, Flaw
from network.records import actions as files
from tenants.database import transaction
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.documents import made

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_paper_is_put_in_and_what_is_none_is_refused(
    cast: Cast, seated: Seated, tmp_path: Path
) -> None:
    with cast.centre.acting() as scope, transaction():
        path = f"/files/{files.begin(scope, first_name='Živa').id}"
    large, program, paper = (tmp_path / name for name in ("large.pdf", "program.pdf", "paper.pdf"))
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    program.write_bytes(b"MZ" + b"\0" * 1000)
    paper.write_bytes(made.pdf())
    worker = seated(cast.centre)
    worker.go(path)
    worker.open("Put a document in")
    worker.choose("What it is", "Social anamnesis")
    worker.fill("Title", "Izmišljena")

    worker.attach("File", large)
    worker.press("Put it in", status=413)
    expect(worker.main).to_contain_text(worker.say(SENTENCES[Flaw.TOO_LARGE], most=25))
    worker.holds("Title", "Izmišljena")
    worker.attach("File", program)
    worker.press("Put it in", status=422)
    expect(worker.main).to_contain_text(worker.say(SENTENCES[Flaw.PROGRAM]))
    worker.holds("Title", "Izmišljena")
    worker.attach("File", paper)
    worker.press("Put it in")

    worker.sees("The document is in the file.")
    expect(worker.page.locator("#documents")).to_contain_text("Izmišljena")
    kept = worker.page.locator("#documents a.link").get_attribute("href")
    shown = worker.context.request.get(f"{worker.origin}{kept}")
    assert (shown.status, shown.headers["content-type"]) == (200, "application/pdf")
