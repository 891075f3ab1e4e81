"""gettext with types: what a page says in the reader's language."""

import flask_babel


def gettext(sentence: str, **facts: object) -> str:
    """The reader's sentence for an English one, its %(gaps)s filled."""
    return str(flask_babel.gettext(sentence, **facts))


def ngettext(one: str, many: str, num: int, **facts: object) -> str:
    """The same for a count; Slovenian has four forms."""
    return str(flask_babel.ngettext(one, many, num, **facts))
