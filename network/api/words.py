"""gettext with types: what a program is told in its reader's language."""

import flask_babel


def language() -> str:
    """The two letters of the language that sentences are told in."""
    return str(flask_babel.get_locale())


def gettext(sentence: str) -> str:
    """The reader's sentence for an English one."""
    return str(flask_babel.gettext(sentence))
