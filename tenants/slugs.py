"""Short names for addresses and commands, made from the names people use."""

import re
import unicodedata

LONGEST = 60


def slug_of(name: str) -> str:
    """Such as `vzgojni-zavod-crna` from "Vzgojni zavod Črna": letters without signs, and dashes."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "d"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].strip("-")
