"""What the formats of a BMLT meeting say, by whatever they are known."""

import pytest

from interchange.records import Access, MeetingRecord, Problem
from tests.interchange.bmlt.answers import form, meeting, noted, one, read_document
from tests.interchange.feeds import records


def access(record: MeetingRecord) -> Access:
    return record.rules[0].access


def test_a_world_id_tells_whatever_the_key_is() -> None:
    formats = (form(3, "PP", "Pour le début", lang="fr", world_id="BEG"), form(5, "F", "Fermée", lang="fr", world_id="CLOSED"))

    record = one(described=formats, format_shared_id_list="3,5", formats="PP,F", lang_enum="fr")

    assert (record.formats, access(record), record.other_codes) == (("newcomers",), Access.CLOSED, ())


def test_a_format_is_known_by_its_name_where_it_has_no_world_id() -> None:
    record = one(described=(form(300, "XX", "Candlelight"),), format_shared_id_list="300")

    assert record.formats == ("candlelight",)


def test_a_number_says_nothing_where_the_server_tells_its_formats() -> None:
    record = one(described=(form(17, "Kaf", "Káva potom", lang="sk"),), format_shared_id_list="17", formats="Kaf")

    assert (access(record), record.other_codes) == (Access.NOT_STATED, ("Kaf",))


def test_of_formats_with_one_world_id_the_key_tells_which() -> None:
    formats = (form(3, "LIT", "Literatúra?", lang="sk", world_id="LIT"), form(5, "Kniha", "Kniha?", lang="sk", world_id="LIT"))

    assert one(described=formats, format_shared_id_list="3").formats == ("literature",)
    assert one(described=formats, format_shared_id_list="5").formats == ("book-study",)


def test_a_short_key_of_another_language_is_known_if_its_type_fits_unless_it_says_for_whom_only() -> None:
    formats = (form(3, "Ag", "?", lang="es"), form(4, "Ag", "?", lang="es", format_type_enum="FC3"))
    only = form(5, "M", "Mujeres", lang="es", format_type_enum="FC3")

    assert one(described=formats, format_shared_id_list="3").formats == ("secular",)
    assert one(described=formats, format_shared_id_list="4").formats == ()
    assert one(described=(only,), format_shared_id_list="5").audiences_only == ()


def test_the_first_language_in_which_a_format_is_understood_counts() -> None:
    formats = (form(300, "Neu", "Neulinge?", lang="de"), form(300, "NC", "Newcomers", lang="en"))

    assert one(described=formats, format_shared_id_list="300").formats == ("newcomers",)


def test_languages_are_known_by_their_keys() -> None:
    formats = (form(60, "pl", "polnisch", lang="de", world_id="LANG"), form(61, "ENG", format_type_enum="LANG"))

    assert one(described=formats, format_shared_id_list="60,61").languages == ("en", "pl")


def test_without_descriptions_english_keys_are_known() -> None:
    (known,) = records(read_document([meeting(formats="C,JT,WC,M,XYZ", format_shared_id_list="4,14,33,15,99")]))

    assert (access(known), known.formats, known.audiences_only) == (Access.CLOSED, ("just-for-today",), ("men",))
    assert known.other_codes == ("XYZ",)
    assert known.venue
    assert known.venue.access_facts == {"step_free": True}


@pytest.mark.parametrize(("key", "is_known"), [("O", True), ("M", False), ("Sp1", False), ("SPAD", True)])
def test_without_descriptions_only_sure_keys_of_other_languages_are_known(key: str, is_known: bool) -> None:
    (record,) = records(read_document([meeting(formats=key, lang_enum="de", format_shared_id_list="2")]))

    assert record.other_codes == (() if is_known else (key,))


def test_in_another_language_small_letters_are_a_language() -> None:
    (record,) = records(read_document([meeting(formats="ru,fa", lang_enum="de")]))

    assert record.languages == ("fa", "ru")


def test_without_keys_the_numbers_that_every_server_starts_out_with_are_known() -> None:
    (record,) = records(read_document([meeting(formats=..., format_shared_id_list="4,27,301")]))

    assert (access(record), record.formats, record.other_codes) == (Access.CLOSED, ("step-study",), ("301",))


def test_a_format_of_a_site_like_ours_is_known_by_its_slug() -> None:
    assert one(described=(form(1004, "daily-reflections", "Denné úvahy", lang="sk"),), format_shared_id_list="1004").formats == (
        "daily-reflections",
    )


def test_formats_of_an_aggregator_are_those_of_the_meetings_own_server() -> None:
    other = "https://other.example.org/bmlt"
    formats = [form(1, "A", "Candlelight"), form(1, "A", "Speaker", root_server_uri=other)]
    meetings = [meeting(format_shared_id_list="1"), meeting(format_shared_id_list="1", root_server_uri=other)]

    found = records(read_document({"meetings": meetings, "formats": formats}))

    assert [record.formats for record in found] == [("candlelight",), ("speaker",)]


def test_open_and_closed_is_noted_and_one_has_to_ask() -> None:
    assert noted(formats="O,C") == ["open_and_closed"]


def test_what_cannot_be_a_format_is_left_out_and_noted() -> None:
    found = read_document([meeting(formats="O,call 0900 123 456 now please", format_shared_id_list="")])

    assert [problem.code for problem in found if isinstance(problem, Problem)] == ["codes_unreadable"]
    assert records(found)[0].other_codes == ()
