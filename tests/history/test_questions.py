"""A question that is always asked in the same words is answered anew each time, and put together once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import CharField, DateTimeField, QuerySet
from pytest_django import DjangoAssertNumQueries

from groups.models import Topic
from history.models import Revision
from history.questions import Among, Given, Question, RowQuestion, listed
from languages.text import TranslatedText

pytestmark = pytest.mark.django_db


def test_an_answer_is_what_there_is_now() -> None:
    question = Question(lambda: Topic.objects.values_list("slug", "name", "parent").order_by("slug"))
    before = question.answer()

    Topic.objects.create(slug="aaa", name=TranslatedText({"en": "Gambling", "sk": "Hranie"}))

    assert before == []
    assert question.answer() == [("aaa", {"en": "Gambling", "sk": "Hranie"}, None)]
    assert isinstance(question.answer()[0][1], TranslatedText)


def test_words_are_put_together_once() -> None:
    asked = []

    def words() -> "QuerySet[Topic, tuple[str]]":
        asked.append("asked")
        return Topic.objects.values_list("slug")

    question = Question(words)

    assert [question.answer(), question.answer()] == [[], []]
    assert asked == ["asked"]


def test_parameters_are_kept_with_the_words() -> None:
    Topic.objects.create(slug="aaa", name=TranslatedText({"en": "Gambling"}))
    Topic.objects.create(slug="bbb", name=TranslatedText({"en": "Eating"}))

    assert Question(lambda: Topic.objects.filter(slug="bbb").values_list("slug")).answer() == [("bbb",)]


def test_what_is_given_takes_its_place_each_time() -> None:
    for slug in ("aaa", "bbb"):
        Topic.objects.create(slug=slug, name=TranslatedText({"en": slug}))
    called = Question(lambda: Topic.objects.filter(slug=Given("slug", CharField())).values_list("slug"))

    assert [called.values(slug=slug) for slug in ("aaa", "bbb", "ccc", "'; --")] == [["aaa"], ["bbb"], [], []]


@pytest.mark.parametrize(("minutes", "is_found"), [(0, True), (1, False)])
def test_moments_are_given_as_the_database_takes_them(minutes: int, *, is_found: bool) -> None:
    at = datetime(2099, 11, 22, 21, 30, tzinfo=UTC)
    Revision.objects.create(at=at)
    since = Question(lambda: Revision.objects.filter(at__gte=Given("since", DateTimeField())).values_list("at"))

    assert since.values(since=at + timedelta(minutes=minutes)) == [at] * is_found


@pytest.mark.parametrize("wanted", [[], [0], [0, 1], [2, 1, 1], range(3)])
def test_keys_are_among_any_number(wanted: list[int]) -> None:
    keys = [Topic.objects.create(slug=slug, name=TranslatedText({"en": slug})).pk for slug in ("aaa", "bbb", "ccc")]
    among = Question(lambda: Topic.objects.filter(Among("pk", "keys")).order_by("pk").values_list("pk"))

    assert among.values(keys=listed(keys[place] for place in wanted)) == sorted({keys[place] for place in wanted})


def test_rows_are_models_with_what_is_loaded_beside_them(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    branch = Topic.objects.create(slug="drugs", name=TranslatedText({"en": "Drugs"}))
    Topic.objects.create(slug="opioids", name=TranslatedText({"en": "Opioids"}), parent=branch)
    question = RowQuestion(lambda: Topic.objects.select_related("parent").order_by("-slug"))

    with django_assert_num_queries(1):
        topics = question.rows()
        parents = [topic.parent for topic in topics]

    assert (topics, parents) == (list(Topic.objects.order_by("-slug")), [branch, None])
    assert [str(topic.name) for topic in topics] == ["Opioids", "Drugs"]
    topics[0].position = 7
    topics[0].save()
    assert Topic.objects.get(slug="opioids").position == 7


def test_columns_that_were_not_asked_for_are_asked_for_later() -> None:
    Topic.objects.create(slug="aaa", name=TranslatedText({"en": "Gambling"}), position=3)
    question = RowQuestion(lambda: Topic.objects.only("slug"))

    assert [(topic.slug, topic.position) for topic in question.rows()] == [("aaa", 3)]
