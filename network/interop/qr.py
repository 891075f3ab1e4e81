"""QR codes, drawn as SVG that stands in the page itself."""

QUIET = 4  # modules of white around it (ISO/IEC 18004), so that phones find it
SCALE = 5  # pixels a module


def modules(text: str) -> list[bytes]:
    """The QR code of `text` row by row, with the quiet zone around it: 1 is dark."""
    import segno

    made = segno.make(text, error="m", micro=False)
    return [bytes(1 if dark else 0 for dark in row) for row in made.matrix_iter(border=QUIET)]


def svg(text: str, title: str) -> str:
    """The QR code of `text`, dark on light in either theme; `title` is read aloud."""
    import segno

    return segno.make(text, error="m", micro=False).svg_inline(
        scale=SCALE,
        border=QUIET,
        dark="#000",
        light="#fff",
        title=title,
        svgclass=None,
        lineclass=None,
    )
