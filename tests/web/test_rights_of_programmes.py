"""What somebody may ask reaches programmes: corrections, restrictions, reports on their pages."""

import io
import re

from pypdf import PdfReader
from sqlalchemy import Engine

from network.rights.kinds import Right
from tests.actors import Cast
from tests.reading import english, words
from tests.rights.asking import at_the_home, granted
from tests.rights.lived import began, filed, finished


def test_a_mark_and_a_note_of_a_session_are_corrected_on_the_page(
    cast: Cast, owner: Engine
) -> None:
    home = at_the_home(cast, owner)
    lived = began(cast, home)
    filed(home, lived)
    request = f"/rights/{granted(home, Right.RECTIFICATION)}"
    worker = english(home.worker)

    form = worker.get(request).text
    note = form.split('name="note_id"')[1].split('<option value="')[2].split('"')[0]
    marked = {"session_id": str(lived.session_id), "mark": "came"}
    done = worker.post(f"{request}/correction/mark", marked)
    again = worker.post(f"{request}/correction/mark", marked)
    empty = worker.post(f"{request}/correction/note", {"note_id": note, "body": " "})
    noted = worker.post(f"{request}/correction/note", {"note_id": note, "body": "Bila je č."})
    after = words(worker.follow(noted))
    dpo = words(english(home.dpo).get(request))

    assert (done.status_code, again.status_code, empty.status_code) == (303, 409, 422)
    assert "Nothing is different from what stands there." in words(again)
    assert "Kanarcek Bila je č." in after
    assert "Bila je č." not in dpo


def test_what_belongs_to_a_restricted_file_says_so_and_is_not_printed(
    cast: Cast, owner: Engine
) -> None:
    home = at_the_home(cast, owner)
    lived = began(cast, home)
    filed(home, lived)
    finished(cast, lived)
    browser, path = english(cast.institution), f"/enrolments/{lived.enrolment_id}"
    printed = browser.get(f"{path}/case/report.pdf")
    dpo = english(home.dpo)
    dpo.post(f"/rights/{granted(home, Right.RESTRICTION)}/restriction", {"ground": "accuracy"})

    pages = (path, f"{path}/case", f"{path}/plan", f"/sessions/{lived.one_session_id}")
    said = [words(browser.get(each)) for each in pages]
    of_group = words(browser.get(f"/sessions/{lived.session_id}"))
    refused = [browser.get(f"{path}/{each}") for each in ("case/report.pdf", "plan/report/paper")]

    assert printed.mimetype == "application/pdf"
    assert all("The file this belongs to is restricted since" in each for each in said)
    assert "restricted since" not in of_group
    assert [one.status_code for one in refused] == [409, 409]
    assert "restricted" not in words(english(cast.centre).get(path))


def test_a_report_of_programmes_is_read_and_printed_without_a_code(
    cast: Cast, owner: Engine
) -> None:
    home = at_the_home(cast, owner)
    lived = began(cast, home)
    filed(home, lived)
    finished(cast, lived)
    path = f"/rights/{granted(home, Right.ACCESS)}/report"
    worker = english(home.worker)

    worker.post(path, {})
    shown = words(worker.get(path))
    marks = re.findall(r'name="(marks\.[^"]+)"', worker.get(path).text)
    worker.post(f"{path}/marks", dict.fromkeys(marks, "shown"))
    worker.post(f"{path}/finishing", {})
    pages = PdfReader(io.BytesIO(worker.get(f"{path}/paper").data)).pages
    printed = " ".join(page.extract_text() for page in pages)

    for said in (shown, printed):
        assert re.findall(r"\b[A-Z][A-Za-z]+\.[a-z_]+", said) == []
        assert "Advice and mobile teams" in said
        assert "Kanarcek" in said
