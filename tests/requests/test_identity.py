"""What in a text may tell who somebody is; and what may stand there without a word."""

import random
from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.si import ddv, emso

from network.requests.identity import Trace, certain, findings

# Sentences as they stand in requests, with numbers, days and places that name nobody.
ORDINARY = (
    "Ponoči odhaja, kadar je v stiski. Pot v šolo traja 45 minut z avtobusom.",
    "Zadeva 6120-417/2026 z dne 24. 11. 2026, odločba velja do 31. 8. 2027 ob 14.30.",
    "Rada bi ostala na svoji šoli in ob sredah hodila na trening. Ne bi bila rada daleč od babice.",
    "Po razhodu staršev živi pri mami v Ljubljani. Oče v Mariboru, stiki vsak drugi vikend.",
    "V letu 2025 je bil trikrat v Kriznem centru; od 1. 9. 2026 obiskuje 1. letnik.",
    "Leta 2024 Slovenija ni imela proste skupine. Skupina Jadro ji je bila všeč.",
    "Mladinski dom Jarše in Vzgojni zavod Planina sta odgovorila v 5 dneh.",
    "Cena oskrbe je 1500 EUR na mesec, prispevek staršev 120,50 EUR.",
    "Škoda je bila ocenjena na 12.500 evrov, sodni postopek I K 12345/2025 teče.",
    "Center za socialno delo Gorenjska vodi postopek po 167. členu Družinskega zakonika.",
    "Visok je 178 cm, tehta 62 kg, jemlje 20 mg zdravila zjutraj in 10 mg zvečer.",
    "Na poti 3 ure zamude, na cesti 2 dni brez stika, nato se je vrnila sama.",
    "Leaves at night when she is upset. I would like to stay at my school.",
    "Rada ima Harryja in knjige. Janko in Metka sta njena najljubša pravljica.",
    "",
)
NAMES = (
    "Ana Novak",
    "Marka Zupana",
    "z Matejem Kovačem",
    "Aleša Horvata",
    "IGOR KRANJC",
    "Nuši Kos",
)
ADDRESSES = (
    "Celovška cesta 25",
    "na Celovški cesti 25a",
    "Trg republike 3",
    "Ulica bratov Učakar 112",
    "Pot na Fužine 5",
    "1000 Ljubljana",
    "2000 Maribor",
    "Naselje Ivana Krivca 14",
)


def traces(text: str) -> set[Trace]:
    return {found.trace for found in findings(text)}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_raises_no_eyebrow(text: str) -> None:
    assert [(found.trace, text[found.start : found.end]) for found in findings(text)] == []


@given(st.permutations(ORDINARY))
def test_ordinary_sentences_stay_ordinary_in_any_order(texts: list[str]) -> None:
    assert findings("\n".join(texts)) == []


def days() -> st.SearchStrategy[str]:
    return st.dates().map(lambda day: f"{day:%d%m}{day:%Y}"[:4] + f"{day:%Y}"[1:])


@given(days(), st.integers(0, 999), st.sampled_from(ORDINARY), st.sampled_from(ORDINARY))
def test_every_personal_number_is_seen(born: str, serial: int, before: str, after: str) -> None:
    twelve = f"{born}50{serial:03d}"
    number = twelve + emso.calc_check_digit(twelve)
    if not emso.is_valid(number):  # a day that was not, or a check digit of two places
        return
    text = f"{before} {number} {after}"

    found = findings(text)

    assert [(each.trace, text[each.start : each.end]) for each in found] == [(Trace.EMSO, number)]
    assert certain(before, text)


AREAS = ("1", "2", "3", "4", "5", "7", "31", "40", "41", "51", "64", "68", "70", "71")


@given(st.sampled_from(AREAS), st.randoms(use_true_random=False), st.sampled_from("0+"))
def test_every_telephone_number_is_seen(area: str, dice: random.Random, begin: str) -> None:
    national = area + "".join(str(dice.randint(0, 9)) for _ in range(8 - len(area)))
    number = phonenumbers.PhoneNumber(country_code=386, national_number=int(national))
    if not phonenumbers.is_valid_number(number):
        return
    kind = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(
        number, kind.INTERNATIONAL if begin == "+" else kind.NATIONAL
    )

    assert Trace.TELEPHONE in traces(f"Pokličite {written} po 15. uri.")
    assert certain(written)


@given(st.integers(1_000_000, 9_999_999))
def test_every_tax_number_is_seen_and_may_stay(seven: int) -> None:
    number = f"{seven}{ddv.calc_check_digit(str(seven))}"
    if ddv.is_valid(number):
        assert Trace.TAX_NUMBER in traces(f"Davčna številka {number}.")
        assert Trace.TAX_NUMBER not in {each.trace for each in findings(number) if each.certain}


@given(st.emails())
def test_plain_addresses_of_mail_are_seen(address: str) -> None:
    name = address.partition("@")[0]
    if name.replace(".", "").isalnum() and name.isascii():
        assert certain(f"Pišite na {name}@primer.si, prosim.")


@pytest.mark.parametrize("name", NAMES)
def test_a_full_name_is_seen_in_any_case_and_may_stay(name: str) -> None:
    assert traces(f"Pogovor je bil z {name} in mamo.") == {Trace.NAME}
    assert not certain(name)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_seen(address: str) -> None:
    assert Trace.ADDRESS in traces(f"Živi na naslovu {address}, pri babici.")


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_in_order_and_nothing_lies_within_another(text: str) -> None:
    found = findings(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
