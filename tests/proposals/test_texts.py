"""What is cleaned from typed text, and what is warned about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals import texts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Gang 4\x00 \u202ebuntu ", "Gang 4 buntu"),
        ("a\ud800b", "ab"),
        ("baris satu\r\nbaris dua", "baris satu\nbaris dua"),
        ("e" + "\u0301" * 190, "\u00e9" + "\u0301" * 3),
    ],
)
def test_invisible_and_broken_signs_go(typed: str, kept: str) -> None:
    assert texts.clean(typed) == kept


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_what_is_cleaned_can_be_stored_and_is_stable(typed: str) -> None:
    cleaned = texts.clean(typed)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert texts.clean(cleaned) == cleaned


def test_a_nik_and_a_phone_number_are_warned_about_and_masked() -> None:
    told = "Hubungi 0812-3456-7890, NIK 3573010101010001"
    assert len(texts.private_warnings(told)) == 2
    masked = texts.mask_private(told)
    assert "3573" not in masked
    assert "0812" not in masked
    assert texts.private_warnings("Jalan rusak 120 m, Rp 43.800.000") == []


def test_a_rank_in_the_text_is_found() -> None:
    assert texts.names_rank("Jalan rusak (RW 05 P2)")
    assert not texts.names_rank("Jalan rusak di RW 05")
