"""What a home is told at which level, and that nothing else can slip in."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from network.availability.profile import OLDEST, LegalGroup, Need, Region, SchoolLevel, Sex
from network.consent.kinds import Basis
from network.requests.disclosure import basis, content, words
from network.requests.profile import AgeBand, Level, Urgency, age_band

ANONYMOUS = {"age_band", "sex", "region", "needs", "legal_group", "urgency"}
PROFILE, IN_WORDS = {"school_level"}, {"risks", "own_words"}
CODES = {code.value for kind in (AgeBand, Sex, Region, Need, LegalGroup, Urgency) for code in kind}


@dataclass
class Told:
    """A request as somebody wrote it."""

    age: int
    sex: str
    region: str
    needs: list[str]
    legal_group: str
    urgency: str
    school_level: str
    risks: str
    own_words: str
    help_given: str
    order_final_on: date | None


told = st.builds(
    Told,
    age=st.integers(0, OLDEST),
    sex=st.sampled_from(Sex),
    region=st.sampled_from(Region),
    needs=st.lists(st.sampled_from(Need), unique=True),
    legal_group=st.sampled_from(LegalGroup),
    urgency=st.sampled_from(Urgency),
    school_level=st.sampled_from(SchoolLevel),
    risks=st.text(),
    own_words=st.text(),
    help_given=st.text(),
    order_final_on=st.none() | st.dates(),
)


@given(told)
def test_at_level_0_everything_is_a_code_and_nothing_was_typed(request: Told):
    shown = content(request, Level.ANONYMOUS)

    assert shown.keys() == ANONYMOUS
    assert words(request, Level.ANONYMOUS) == {}
    for value in shown.values():
        assert set(value if isinstance(value, list) else [value]) <= CODES


@given(told)
def test_level_1_adds_school_risks_and_own_words_and_nothing_more(request: Told):
    assert content(request, Level.NEED_PROFILE).keys() == PROFILE
    helped = {"help_given"} if request.help_given else set()
    assert words(request, Level.NEED_PROFILE).keys() == IN_WORDS | helped


@given(st.integers(0, 120))
def test_an_age_falls_into_the_band_that_names_it(age: int):
    band = age_band(age).value

    low, _, high = band.partition("-")
    assert age >= 22 if band == "22+" else int(low) <= age <= int(high)


@given(told, st.integers(0, OLDEST))
def test_two_ages_of_one_band_cannot_be_told_apart(request: Told, other: int):
    if age_band(request.age) is not age_band(other):
        return

    before = content(request, Level.ANONYMOUS)
    request.age = other
    assert content(request, Level.ANONYMOUS) == before


@given(told)
def test_it_rests_on_the_order_of_a_court_or_on_the_task_of_the_centre(request: Told):
    ordered = request.order_final_on is not None

    assert basis(request) is (Basis.COURT_ORDER if ordered else Basis.STATUTORY_TASK)
