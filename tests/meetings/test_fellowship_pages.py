"""The pages of the fellowships: what they say, to whom they lead."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from groups.kinds import Method, Serves
from groups.models import Topic
from history.actions import save
from interchange.records import Attendance
from tests.meetings.visits import page, queries, today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group

pytestmark = pytest.mark.django_db


def with_topic(slug: str, **fields: object) -> None:
    topic = save(Topic(slug="alcohol", name={"en": "Alcohol", "sk": "Alkohol"}), by=None, source=ROAD)
    make_fellowship(slug, **fields).topics.add(topic)  # type: ignore[arg-type]


def test_the_list_puts_those_that_work_alike_together(client: Client) -> None:
    make_fellowship("aa")
    make_fellowship("club", method=Method.ABSTINENCE_CLUB)
    make_fellowship("na")

    content = page(client, "/en/fellowships/")

    said = ("Twelve-step", "/en/fellowships/aa/", "/en/fellowships/na/", "Abstinence clubs", "/en/fellowships/club/")
    order = [content.index(text) for text in said]
    assert order == sorted(order)
    assert "Self-empowerment" not in content


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        make_fellowship(f"f{number}")

    with django_assert_num_queries(3):
        client.get("/en/fellowships/")


def test_a_page_says_for_whom_what_and_how(client: Client) -> None:
    with_topic(
        "al-anon",
        serves=Serves.RELATIVES,
        about={"en": "Families of people who drink."},
        what_happens={"en": "One speaks after another."},
        open_sentence={"en": "Students may listen."},
        closed_sentence={"en": "Families only."},
        website="https://example.org/al-anon",
    )

    content = page(client, "/en/fellowships/al-anon/")

    for text in (
        "For relatives and friends of somebody who has the problem.",
        "Families of people who drink.",
        "work through twelve suggested steps",
        "One speaks after another.",
        "Students may listen.",
        "Families only.",
        'href="/en/topics/alcohol/"',
        '<a href="https://example.org/al-anon" rel="noreferrer noopener">Their own website (leaves this site)</a>',
    ):
        assert text in content


def test_a_fellowship_without_texts_of_its_own_says_the_usual(client: Client) -> None:
    make_fellowship("aa")

    content = page(client, "/en/fellowships/aa/")

    assert "Anyone may come, also family, friends and professionals." in content
    assert "Only for people who have this problem themselves, or think they might." in content


def test_names_in_other_languages_are_shown_and_slips_are_not(client: Client) -> None:
    names = {"en": "Alcoholics Anonymous", "sk": "Anonymní alkoholici"}
    make_fellowship("aa", name=names, abbreviation={"sk": "AA"}, aliases={"sk": ["Anonimní alkoholyci"]})

    content = page(client, "/en/fellowships/aa/")

    assert '<dd lang="sk">Anonymní alkoholici (AA)</dd>' in content
    assert "alkoholyci" not in content


def test_a_text_in_another_language_says_which(client: Client) -> None:
    make_fellowship("aa", name={"en": "Alcoholics Anonymous"})

    assert '<h1><span lang="en">Alcoholics Anonymous</span></h1>' in page(client, "/sk/fellowships/aa/")


def test_its_form_searches_only_for_its_meetings(client: Client) -> None:
    make_fellowship("aa")

    form = re.search(r"<form.*?</form>", page(client, "/sk/fellowships/aa/"), re.DOTALL)

    assert form is not None
    assert 'action="/sk/meetings/" method="get"' in form[0]
    assert re.findall(r'name="(\w+)"', form[0]) == ["near", "fellowship"]


def test_online_meetings_come_first_because_nobody_knows_where_the_reader_is(client: Client) -> None:
    today_meeting("At home", attendance=Attendance.ONLINE)
    today_meeting("Far away")
    today_meeting("Of others", attendance=Attendance.ONLINE, group=make_group("Na", fellowship="na"))

    content = page(client, "/en/fellowships/aa/")

    assert [name in content for name in ("At home", "Far away", "Of others")] == [True, False, False]
    assert 'href="/en/meetings/?fellowship=aa&amp;when=any&amp;how=online"' in content


def test_without_online_meetings_the_others_are_shown(client: Client) -> None:
    today_meeting("In the house")

    assert "In the house" in page(client, "/en/fellowships/aa/")


def test_a_page_asks_as_much_for_many_meetings_as_for_one(client: Client) -> None:
    asked = []
    for number in range(3):
        today_meeting(f"Online {number}", attendance=Attendance.ONLINE, group=make_group(f"G{number}"))
        asked.append(queries(client, "/en/fellowships/aa/"))

    assert asked == [asked[0]] * 3


def test_an_unknown_fellowship_leads_to_the_search(client: Client) -> None:
    response = client.get("/sk/fellowships/nobody/")

    assert response.status_code == 404
    assert 'action="/sk/meetings/"' in response.content.decode()
