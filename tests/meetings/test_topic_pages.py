"""The pages of the topics: that one is not alone, who meets, what other help there is."""

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Resource, Topic
from history.actions import save
from interchange.records import Attendance
from tests.meetings.visits import page, queries, today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group

pytestmark = pytest.mark.django_db


def make_topic(slug: str, **fields: object) -> Topic:
    return save(Topic(**{"slug": slug, "name": {"en": slug.capitalize()}, **fields}), by=None, source=ROAD)


def make_help(name: str, topic: Topic, **fields: object) -> Resource:
    known = {"kind": "counselling", "is_published": True, "checked_on": timezone.localdate(), "website": "https://example.org/"}
    resource = save(Resource(name={"en": name}, **{**known, **fields}), by=None, source=ROAD)
    resource.topics.add(topic)
    return resource


def test_the_list_has_topics_under_their_branches(client: Client) -> None:
    branch = make_topic("substances")
    make_topic("alcohol", parent=branch)

    content = page(client, "/en/topics/")

    assert content.index('href="/en/topics/substances/"') < content.index('href="/en/topics/alcohol/"')


def test_a_page_begins_with_that_others_have_it_too(client: Client) -> None:
    make_topic("alcohol", parent=make_topic("substances"), sentence={"en": "Drinking more than one wants."})

    content = page(client, "/en/topics/alcohol/")

    heading, lead = content.index("<h1>Alcohol</h1>"), content.index("others here have the same problem")
    assert heading < lead < content.index("Drinking more than one wants.")


def test_a_page_has_its_fellowships_meetings_and_help_and_no_others(client: Client) -> None:
    branch = make_topic("substances")
    alcohol, drugs = make_topic("alcohol", parent=branch), make_topic("drugs", parent=branch)
    for slug, topic in (("aa", alcohol), ("na", drugs)):
        make_fellowship(slug).topics.add(topic)
        group = make_group(f"Group {slug}", fellowship=slug)
        today_meeting(f"Meeting {slug}", attendance=Attendance.ONLINE, group=group)
        make_help(f"Help {slug}", topic)

    content = page(client, "/en/topics/alcohol/")

    for text in ('href="/en/fellowships/aa/"', "Meeting aa", "Help aa", 'href="/en/topics/drugs/"'):
        assert text in content
    for text in ('href="/en/fellowships/na/"', "Meeting na", "Help na"):
        assert text not in content


def test_a_branch_has_all_of_its_topics(client: Client) -> None:
    branch = make_topic("substances")
    make_fellowship("aa").topics.add(make_topic("alcohol", parent=branch))

    content = page(client, "/en/topics/substances/")

    assert 'href="/en/topics/alcohol/"' in content
    assert 'href="/en/fellowships/aa/"' in content


@pytest.mark.parametrize("is_sensitive", [True, False])
def test_a_sensitive_topic_can_be_left_at_once(client: Client, is_sensitive: bool) -> None:
    make_topic("hiv", parent=make_topic("health"), is_sensitive=is_sensitive)

    assert client.get("/en/topics/hiv/").context["is_sensitive"] is is_sensitive


def test_help_that_is_not_published_or_not_found_anywhere_is_not_shown(client: Client) -> None:
    topic = make_topic("alcohol", parent=make_topic("substances"))
    make_help("Draft", topic, is_published=False)
    make_help("Hearsay", topic, website="")

    content = page(client, "/en/topics/alcohol/")

    assert ("Draft" in content, "Hearsay" in content) == (False, False)


def test_a_page_asks_as_much_for_many_as_for_one(client: Client) -> None:
    topic, asked = make_topic("alcohol", parent=make_topic("substances")), []
    for number in range(3):
        make_fellowship(f"f{number}").topics.add(topic)
        group = make_group(f"Group {number}", fellowship=f"f{number}")
        today_meeting(f"Meeting {number}", attendance=Attendance.ONLINE, group=group)
        make_help(f"Help {number}", topic)
        asked.append(queries(client, "/en/topics/alcohol/"))

    assert asked == [asked[0]] * 3
