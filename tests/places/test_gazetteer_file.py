"""The shipped file: written and read back."""

from pathlib import Path

from places.gazetteer.file import CREDIT, SHIPPED, PlaceLine, digest_of, read_counts, read_places, write_places
from tests.places.conftest import WriteGazetteer, place_line

FULL = place_line(
    name="Útopía",
    names={"en": "Utopia", "uk": "Утопія"},
    other_keys=("nowhere city", "утопия"),
    village_keys=("little utopia",),
    codes=("11111", "11112"),
)


def test_lines_come_back_as_they_were_written(write_gazetteer: WriteGazetteer) -> None:
    bare = place_line(id=2, slug="b", region="", region_code="", population=0)

    path = write_gazetteer(FULL, bare)

    assert list(read_places(path)) == [FULL, bare]


def test_only_the_countries_asked_for_are_read(write_gazetteer: WriteGazetteer) -> None:
    other = place_line(id=2, slug="b", country="XB")

    path = write_gazetteer(FULL, other)

    assert list(read_places(path, countries={"XB"})) == [other]
    assert read_counts(path) == {"XA": 1, "XB": 1}


def test_the_same_lines_give_the_same_bytes(write_gazetteer: WriteGazetteer) -> None:
    one = write_gazetteer(FULL, name="one.xz")
    other = write_gazetteer(FULL, name="other.xz")
    changed = write_gazetteer(place_line(), name="changed.xz")

    assert digest_of(one) == digest_of(other) != digest_of(changed)


def test_main_keys_are_folded_names_of_all_languages() -> None:
    assert FULL.main_keys() == {"utopia", "утопія"}


def test_shipped_file_is_small_and_credits_its_source(tmp_path: Path) -> None:
    counts = read_counts()

    assert SHIPPED.stat().st_size < 14_000_000
    assert sum(counts.values()) == 234_908
    assert "GeoNames" in CREDIT


def test_shipped_slugs_are_unique_and_ascii() -> None:
    slugs = [line.slug for line in read_places()]

    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() for slug in slugs)


def test_shipped_places_are_called_as_their_people_call_them() -> None:
    lines: dict[int, PlaceLine] = {line.id: line for line in read_places(countries={"AT", "PL"})}

    assert (lines[2761369].name, lines[2761369].slug, lines[2761369].names["sk"]) == ("Wien", "wien", "Viedeň")
    assert (lines[756135].name, lines[756135].slug, lines[756135].names["en"]) == ("Warszawa", "warszawa", "Warsaw")


def test_an_empty_gazetteer_is_a_file_too(tmp_path: Path) -> None:
    write_places([], tmp_path / "empty.xz")

    assert list(read_places(tmp_path / "empty.xz")) == []
