"""Every cell is judged; all that is wrong with a list is told at once, in row and column."""

from datetime import date
from types import SimpleNamespace

import pytest

from network.availability.importing import checking, reading
from network.availability.importing.checking import Checked
from network.availability.importing.entries import Closing, Entry
from network.availability.profile import ClosureReason, LegalGroup, Need, SchoolLevel
from tests.availability.importing.books import INCOMPLETE, in_csv

EVERYWHERE = ("Kranj", "Ljubljana", "Smlednik", "Škofja Loka", "Novo mesto", "Vrhnika")


class Gazetteer:
    """A small country."""

    def find(self, name: str) -> SimpleNamespace | None:
        return SimpleNamespace(name=name) if name in EVERYWHERE else None

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        return [town for town in EVERYWHERE if town[:4] == name[:4]][:limit]


def checked(*rows: dict[str, str]) -> Checked:
    return checking.check(reading.read(in_csv(*rows)), Gazetteer(), "Dom")


def entry(**row: str) -> Entry:
    found = checked({name.replace("_", " "): text for name, text in row.items()})
    assert [str(fault) for fault in found.faults] == []
    return found.entries[0]


def refused(**row: str) -> list[str]:
    return [str(fault) for fault in checked(row).faults]


def test_the_real_incomplete_list_is_refused_in_every_row_and_column() -> None:
    found = checking.check(reading.read(INCOMPLETE), Gazetteer())

    assert [str(fault) for fault in found.faults] == [
        "line 2, mest: The number of places is missing.",
        "line 3, mest: The number of places is missing.",
        "line 4, mest: “?” is not a number of places. Write it in digits, such as 8.",
        "line 5, mest: “ni podatka” is not a number of places. Write it in digits, such as 8.",
        "line 6, starost od: The youngest age, 18, is above the oldest, 14.",
        "line 7, mest: The number of places is missing.",
        "line 8, kraj: We do not know the town “Ljubljanna”. Did you mean Ljubljana?",
        "line 10, skupina: This group stands in the file twice: in line 9 with 8 places, here with"
        " 9. Keep one.",
    ]


def test_a_list_that_is_silent_leaves_the_rest_to_the_home() -> None:
    profile = entry().profile()

    assert profile["restriction_level"] == 2
    assert profile["legal_groups"] == [str(each) for each in LegalGroup]
    assert profile["needs_taken"] == profile["needs_not_taken"] == []
    assert profile["duty_phone"] == ""


@pytest.mark.parametrize(
    ("school", "levels"),
    [
        ("osnovna", [SchoolLevel.PRIMARY]),
        ("OŠ", [SchoolLevel.PRIMARY]),
        ("srednja", [SchoolLevel.VOCATIONAL, SchoolLevel.SECONDARY]),
        ("osnovna, srednja", [*SchoolLevel][:3]),
        ("osnovna in poklicna šola", [SchoolLevel.PRIMARY, SchoolLevel.VOCATIONAL]),
        ("gimnazija / ni v šoli", [SchoolLevel.SECONDARY, SchoolLevel.NOT_IN_SCHOOL]),
        ("vse", [*SchoolLevel]),
    ],
)
def test_schools_are_understood(school: str, levels: list[SchoolLevel]) -> None:
    assert entry(šola=school).said["school_levels"] == levels


@pytest.mark.parametrize("school", ["osnovna 3-9", "osnovna 3.–9. razred"])
def test_the_classes_of_a_school_are_kept_in_the_note(school: str) -> None:
    found = entry(šola=school, opombe="hiša z vrtom")

    assert found.said["school_levels"] == [SchoolLevel.PRIMARY]
    assert found.said["note"] == f"hiša z vrtom; šola: {school}"


@pytest.mark.parametrize(
    ("word", "sex"),
    [("mešano", "mixed"), ("M/Ž", "mixed"), ("dekleta", "girls"), ("Fantje", "boys")],
)
def test_for_whom_a_group_is_can_be_said_in_many_words(word: str, sex: str) -> None:
    assert entry(spol=word).said["sex"] == sex


def test_ages_may_stand_in_one_cell_or_in_two() -> None:
    together = entry(starost="14–18 let", starost_od="", starost_do="")
    apart = entry(starost_od="14 let", starost_do="18")

    assert [together.said[key] for key in ("age_from", "age_to")] == [14, 18]
    assert [apart.said[key] for key in ("age_from", "age_to")] == [14, 18]


def test_needs_are_listed_or_answered_one_by_one_with_yes_and_no() -> None:
    found = entry(sprejema="begi in droge", učne_težave="DA", kazniva_dejanja="ne", nasilje="delno")

    assert found.said["needs_taken"] == [
        Need.RUNAWAY,
        Need.SUBSTANCE_USE,
        Need.LEARNING_DIFFICULTIES,
    ]
    assert found.said["needs_not_taken"] == [Need.OFFENDING]
    assert found.said["needs_asked"] == [Need.VIOLENT_BEHAVIOUR]


def test_a_closure_is_read_with_its_slovenian_dates() -> None:
    found = entry(
        zaprtih_mest="2",
        zaprto_od="24. 12. 2026",
        zaprto_do="5.1.2027",
        razlog_zaprtja="premalo osebja",
    )

    assert found.closing == Closing(
        2, date(2026, 12, 24), date(2027, 1, 5), ClosureReason.STAFF_SHORTAGE
    )


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (
            {"oblika": "", "kraj": "", "spol": "", "starost od": "", "starost do": "", "mest": ""},
            [
                "line 2, oblika: The form is missing.",
                "line 2, kraj: The town is missing.",
                "line 2, spol: It is missing for whom the group is: girls, boys or both.",
                "line 2, mest: The number of places is missing.",
                "line 2, starost od: The youngest age is missing.",
                "line 2, starost do: The oldest age is missing.",
            ],
        ),
        (
            {"oblika": "grad"},
            [
                "line 2, oblika: “grad” is not a form we know. Use one of: vzgojna skupina,"
                " stanovanjska skupina, intenzivna skupina, mladinsko stanovanje, krizna"
                " namestitev, dnevna skupina."
            ],
        ),
        (
            {"spol": "vseeno"},
            [
                "line 2, spol: “vseeno” does not say for whom the group is. Use one of: mešano,"
                " dekleta, fantje."
            ],
        ),
        (
            {"kraj": "Atlantida"},
            ["line 2, kraj: We do not know the town “Atlantida”. Write the nearest larger one."],
        ),
        ({"mest": "0"}, ["line 2, mest: A group has from 1 to 60 places."]),
        ({"mest": "1000"}, ["line 2, mest: A group has from 1 to 60 places."]),
        (
            {"mest": "8,5"},
            ["line 2, mest: “8,5” is not a number of places. Write it in digits, such as 8."],
        ),
        ({"mest": "=SUM(A1:A3)"}, ["line 2, mest: This is a formula. Put its value here instead."]),
        (
            {"opombe": '=HYPERLINK("x")'},
            ["line 2, opombe: This is a formula. Put its value here instead."],
        ),
        (
            {"starost od": "2"},
            ["line 2, starost od: “2” is not an age. Write whole years from 3 to 26."],
        ),
        (
            {"starost": "od 14 naprej"},
            ["line 2, starost: “od 14 naprej” is not an age range. Write it as 14-18."],
        ),
        ({"telefon": "pokličite"}, ["line 2, telefon: “pokličite” is not a telephone number."]),
        (
            {"stopnja omejevanja": "5"},
            ["line 2, stopnja omejevanja: The degree of restriction is a number from 1 to 4."],
        ),
        (
            {"sprejema": "begi", "begi": "ne"},
            ["line 2, begi: “begi” stands here twice: it is taken, asked about or not taken."],
        ),
        (
            {"begi": "morda"},
            ["line 2, begi: “morda” is not clear here. Use one of: da, ne, po dogovoru."],
        ),
        (
            {"zaprto od": "31. 2. 2026", "zaprtih mest": "1"},
            ["line 2, zaprto od: There is no such day as 31. 2. 2026."],
        ),
        (
            {"zaprto od": "jutri", "zaprtih mest": "1"},
            ["line 2, zaprto od: “jutri” is not a date. Write it as 24. 11. 2026."],
        ),
        (
            {"zaprto do": "1. 2. 2026", "zaprto od": "1. 2. 2026", "zaprtih mest": "1"},
            ["line 2, zaprto do: The closure must end after the day on which it starts."],
        ),
        (
            {"zaprtih mest": "9", "zaprto od": "2026-12-24"},
            ["line 2, zaprtih mest: More places are closed than the group has."],
        ),
        (
            {"razlog zaprtja": "prenova"},
            ["line 2, razlog zaprtja: A closure needs the number of places and its first day."],
        ),
        (
            {"opombe": "x" * 4001},
            ["line 2, opombe: This is longer than 4000 characters."],
        ),
        (
            {"skupina": "Ja\u202edro"},
            ["line 2, skupina: Some characters cannot be shown. Type the text again."],
        ),
        (
            {"zaprto od": "24. 12. 2206", "zaprtih mest": "1"},
            ["line 2, zaprto od: Check the year of this date."],
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_do(row: dict[str, str], faults: list[str]) -> None:
    assert refused(**row) == faults


def test_a_group_may_have_the_name_of_another_homes_group() -> None:
    found = checked({"zavod": "Dom Smreka"}, {"zavod": "Dom Breza"})

    assert found.faults == []
    assert len(found.entries) == 2


def test_the_same_group_twice_is_a_fault_however_it_is_typed() -> None:
    found = checked({"zavod": "Dom Čuk", "mest": ""}, {"zavod": "DOM CUK", "skupina": " jadro"})

    assert [(fault.line, fault.column) for fault in found.faults] == [(2, "mest"), (3, "skupina")]


def test_without_a_column_for_it_every_row_is_the_importing_homes() -> None:
    assert entry().institution == "Dom"


def test_a_list_of_nothing_but_unknown_towns_is_judged_quickly() -> None:
    asked: list[str] = []

    class Counting(Gazetteer):
        def suggest(self, name: str, limit: int = 3) -> list[str]:
            asked.append(name)
            return super().suggest(name, limit)

    rows = [{"skupina": str(number), "kraj": f"Nekje {number % 100}"} for number in range(300)]
    found = checking.check(reading.read(in_csv(*rows)), Counting(), "Dom")

    assert len(found.faults) == 300
    assert len(asked) == 50
