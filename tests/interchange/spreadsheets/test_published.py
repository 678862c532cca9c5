"""Addresses of spreadsheets on the web."""

import pytest

from interchange.spreadsheets import csv_address

SHEET = "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
PUBLISHED = "https://docs.google.com/spreadsheets/d/e/2PACX-1vQxYzAbCdEfGhIjKlMn"


@pytest.mark.parametrize(
    ("address", "is_at"),
    [
        (f"{SHEET}/edit#gid=7", f"{SHEET}/export?format=csv&gid=7"),
        (f"{SHEET}/edit?gid=7#gid=7", f"{SHEET}/export?format=csv&gid=7"),
        (f"{SHEET}/edit?usp=sharing", f"{SHEET}/export?format=csv"),
        (f"{SHEET}/view", f"{SHEET}/export?format=csv"),
        (SHEET, f"{SHEET}/export?format=csv"),
        (f"{PUBLISHED}/pubhtml", f"{PUBLISHED}/pub?output=csv"),
        (f"{PUBLISHED}/pubhtml?gid=3&single=true", f"{PUBLISHED}/pub?gid=3&single=true&output=csv"),
        (f"{PUBLISHED}/pub?output=csv", f"{PUBLISHED}/pub?output=csv"),
        (f"{SHEET}/export?format=csv&gid=7", f"{SHEET}/export?format=csv&gid=7"),
        (f"{SHEET}/edit#gid=x;y", f"{SHEET}/export?format=csv"),
        (
            "https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ/edit",
            "https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ/edit",
        ),
        ("https://docs.google.com.example.org/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTu/edit",) * 2,
        ("https://example.org/meetings.csv", "https://example.org/meetings.csv"),
        ("", ""),
    ],
)
def test_page_of_a_sheet_leads_to_its_table(address: str, is_at: str) -> None:
    assert csv_address(address) == is_at
