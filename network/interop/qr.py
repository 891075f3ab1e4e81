"""QR codes, drawn as SVG that stands in the page itself."""

QUIET = 4  # modules of white around it (ISO/IEC 18004), so that phones find it
SCALE = 5  # pixels a module


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
