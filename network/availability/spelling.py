"""Names as people type them: without capitals and carons, with anything in between. Pure."""

import re
import unicodedata

# Letters that Unicode does not take apart into a letter and a mark.
WHOLE = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ß": "ss"})
BETWEEN = re.compile(r"[^a-z0-9]+")


def plain(name: str) -> str:
    """`Črna na Koroškem` as `crna na koroskem`: equal names are equal, however they are typed."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(WHOLE))
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return BETWEEN.sub(" ", bare).strip()
