"""The same person is the same however they are written; somebody born on another day never is."""

import unicodedata
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from network.elsewhere.normal import Facts, MatchKind, compared

LETTERS = "abcčćdđefghijklmnoprsštuvzžáéüö"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=2, max_size=4)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
BARE = str.maketrans("čćđšžáéüö", "ccdszaeuo")


def person(name: str, born: date) -> str | None:
    return compared(Facts(name, "", born)).get(MatchKind.PERSON)


@given(words=WORDS, born=DAYS, data=st.data())
def test_order_signs_case_and_hyphens_make_no_difference(words, born, data):
    mixed = data.draw(st.permutations(words))
    between = data.draw(st.sampled_from([" ", "-", "  ", " - ", "’"]))
    changes = [
        str.upper,
        str.title,
        lambda word: word.translate(BARE),
        lambda word: unicodedata.normalize("NFD", word),
    ]
    changed = [data.draw(st.sampled_from(changes))(word) for word in mixed]
    split = data.draw(st.integers(0, len(changed)))

    facts = Facts(between.join(changed[:split]), between.join(changed[split:]), born)

    assert compared(facts)[MatchKind.PERSON] == person(" ".join(words), born)


@given(words=WORDS, born=DAYS, days=st.integers(1, 20000))
def test_another_date_of_birth_never_matches(words, born, days):
    name = " ".join(words)

    assert person(name, born) != person(name, born + timedelta(days))


@given(one=WORDS, other=WORDS, born=DAYS)
def test_other_names_never_match(one, other, born):
    assume(sorted(w.translate(BARE) for w in one) != sorted(w.translate(BARE) for w in other))

    assert person(" ".join(one), born) != person(" ".join(other), born)


def test_too_little_tells_nobody_from_anybody():
    assert compared(Facts("Živa", "", date(2011, 2, 28))) == {}
    assert compared(Facts("Živa", "Čuk")) == {}
    assert compared(Facts("-", "--", date(2011, 2, 28))) == {}


def test_an_emso_is_compared_by_itself():
    found = compared(Facts(emso="0101006500006"))

    assert found == {MatchKind.EMSO: "0101006500006"}
