"""Every sentence the code or a template says stands in the catalogue, complete and in Slovenian."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from network.schemas.messages import SENTENCES
from network.web import labels
from network.web.flashes import MESSAGES
from network.web.language import FOLDER

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "sl/LC_MESSAGES/messages.po").open(encoding="utf-8") as file:
        return read_po(file, locale="sl")


def said_in_code() -> Iterator[str]:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    methods = [(one["pattern"], one["method"]) for one in project["tool"]["babel"]["mappings"]]
    for room in ("network", "tenants"):
        for found in extract_from_dir(room, methods, keywords=KEYWORDS):
            yield found[2][0] if isinstance(found[2], tuple) else found[2]


def test_every_sentence_the_code_says_is_in_the_catalogue(catalogue: Catalog) -> None:
    assert sorted({said for said in said_in_code() if said not in catalogue}) == []


def test_every_sentence_has_its_slovenian(catalogue: Catalog) -> None:
    missing = [message.id for message in catalogue if message.id and not _complete(message.string)]

    assert missing == []


def _complete(said: object) -> bool:
    return all(said) if isinstance(said, tuple) else bool(said)


def test_translations_keep_every_gap_of_the_sentence(catalogue: Catalog) -> None:
    gap = re.compile(r"%\(\w+\)s")

    broken = [
        message.id
        for message in catalogue
        if isinstance(message.id, str)
        and message.id
        and message.string
        and set(gap.findall(message.id)) != set(gap.findall(str(message.string)))
    ]

    assert broken == []


def test_the_catalogue_knows_what_tables_say(catalogue: Catalog) -> None:
    said = {sentence for _, sentence in SENTENCES} | set(MESSAGES.values())
    said |= {word for words in labels.LABELS.values() for word in words.values()}

    assert sorted(sentence for sentence in said if sentence not in catalogue) == []
