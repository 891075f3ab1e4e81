"""Pages to be printed, as PDF: black on white A4 in the product's letters, which know č, š and ž.

The letters are instances of those in static/fonts, at two weights and without what PDF does not
use; the licence lies beside them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from network.interop import qr

if TYPE_CHECKING:
    from fpdf import FPDF

LETTERS = Path(__file__).parent / "letters"
NAME = "atkinson-hyperlegible-next-{}.ttf"
STYLES = {"": "regular", "B": "bold"}
MARGIN, SIGN_WIDTH, BOX = 20, 80, 4  # millimetres
CODE_MODULE = 1  # millimetres
TEXT, SMALL, TITLE, HEADING = 11, 9, 18, 13  # points
LINE = 0.5  # millimetres a point of letter takes in height


class Paper:
    """One document, written from its top to its end. `done` gives its bytes.

    `language` is that of its words ("sl"), `foot` what stands below every page beside its number.
    """

    def __init__(self, title: str, *, language: str, foot: str = "") -> None:
        self._pdf = _blank(foot)
        self._pdf.set_lang(language)
        self._pdf.set_title(title)
        self._pdf.add_page()
        self._write(title, TITLE, "B")
        self.space()

    def heading(self, text: str) -> None:
        """The name of what follows. It does not stand alone at the foot of a page."""
        if self._pdf.will_page_break(4 * HEADING * LINE):
            self._pdf.add_page()
        self.space()
        self._write(text, HEADING, "B")

    def paragraph(self, text: str) -> None:
        """Words over the whole width; line ends in them are kept."""
        self._write(text, TEXT)
        self.space(2)

    def small(self, text: str) -> None:
        """A remark."""
        self._write(text, SMALL)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """What is said about each of several things: two columns without a head."""
        self._rows(rows, widths=(1, 2))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows below a head that is said again on every page; nothing where there are no rows."""
        self._rows([head, *rows] if rows else [], headed=True)

    def to_tick(self, text: str, *, ticked: bool = False) -> None:
        """A box with what it stands for beside it."""
        pdf = self._pdf
        if pdf.will_page_break(3 * TEXT * LINE):
            pdf.add_page()
        left, top = pdf.l_margin, pdf.get_y() + 1
        pdf.rect(left, top, BOX, BOX)
        if ticked:
            pdf.line(left, top, left + BOX, top + BOX)
            pdf.line(left, top + BOX, left + BOX, top)
        pdf.set_x(left + 2 * BOX)
        self._write(text, TEXT)
        self.space(1)

    def to_sign(self, *labels: str) -> None:
        """Lines to write on, each with what is to be written there below it."""
        for label in labels:
            if self._pdf.will_page_break(30):
                self._pdf.add_page()
            self.space(14)
            left, top = self._pdf.l_margin, self._pdf.get_y()
            self._pdf.line(left, top, left + SIGN_WIDTH, top)
            self._write(label, SMALL)

    def code(self, text: str) -> None:
        """A QR code of `text`, for a telephone's camera."""
        pdf = self._pdf
        side = CODE_MODULE * len(rows := qr.modules(text))
        if pdf.will_page_break(side):
            pdf.add_page()
        left, top = pdf.l_margin, pdf.get_y()
        for down, row in enumerate(rows):
            for along, dark in enumerate(row):
                if dark:
                    at = (left + along * CODE_MODULE, top + down * CODE_MODULE)
                    pdf.rect(*at, CODE_MODULE, CODE_MODULE, style="F")
        pdf.set_y(top + side)
        self.space()

    def large(self, text: str) -> None:
        """What is copied by hand, letter by letter."""
        self._write(text, TITLE, "B")
        self.space(2)

    def space(self, millimetres: float = 4) -> None:
        """Nothing, so high."""
        self._pdf.ln(millimetres)

    def done(self) -> bytes:
        """The document as it is stored or sent."""
        return bytes(self._pdf.output())

    def _write(self, text: str, size: int, style: str = "") -> None:
        self._pdf.set_font("letters", style, size)
        self._pdf.multi_cell(0, size * LINE, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _rows(
        self,
        rows: Sequence[Sequence[str]],
        *,
        headed: bool = False,
        widths: tuple[int, ...] | None = None,
    ) -> None:
        if not rows:
            return
        self._pdf.set_font("letters", "", TEXT - 1)
        with self._pdf.table(
            first_row_as_headings=headed,
            borders_layout="HORIZONTAL_LINES",
            text_align="LEFT",
            line_height=(TEXT - 1) * LINE,
            padding=1,
            col_widths=widths,
        ) as table:
            for row in rows:
                table.row(row)
        self.space()


def _blank(foot: str) -> "FPDF":
    # Half a megabyte of code that only whoever prints has to wait for.
    from fpdf import FPDF

    class Numbered(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("letters", "", SMALL)
            self.cell(0, 5, foot)
            self.set_x(self.l_margin)
            self.cell(0, 5, f"{self.page_no()}/{{nb}}", align="R")

    pdf = Numbered(format="A4")
    for style, weight in STYLES.items():
        pdf.add_font("letters", style, LETTERS / NAME.format(weight))
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    return pdf
