"""Topics and service bodies that a record names by the words of this site, as our own spreadsheets do."""

from pathlib import Path

import pytest

from groups.models import Group, ServiceBody, Topic
from imports.models import ImportRun, Source
from tests.imports.world import codes, make_source, run_bytes
from tests.workplace.roles import make_body

pytestmark = pytest.mark.django_db

HEADINGS = "id,group_name,name,topics,body_id,frequency,weekday,start,ask_first,attendance,online_url"


def bring_in(folder: Path, source: Source, *, topics: str = "", body: str = "") -> ImportRun:
    """Our own table with one meeting."""
    row = f"m1,Nádej,Nádej,{topics},{body},weekly,mon,18:00,,online,https://zoom.us/j/1"
    return run_bytes(folder, source, f"{HEADINGS}\n{row}\n".encode(), name="feed.csv")


def topics_of_the_group() -> list[str]:
    return list(Group.objects.get().topics.values_list("slug", flat=True))


def test_topics_that_are_known_here_come_with_a_new_group(tmp_path: Path) -> None:
    source = make_source()
    Topic.objects.create(slug="grief-x", name={"en": "Grief"})

    done = bring_in(tmp_path, source, topics="grief-x")

    assert (topics_of_the_group(), "topic_unknown" in codes(done)) == (["grief-x"], False)


def test_topics_of_the_fellowship_are_not_said_twice_and_others_are_noted(tmp_path: Path) -> None:
    source = make_source()
    source.fellowship.topics.add(Topic.objects.create(slug="grief-x", name={"en": "Grief"}))

    done = bring_in(tmp_path, source, topics="grief-x; knitting-x")

    assert (topics_of_the_group(), codes(done).count("topic_unknown")) == (["grief-x"], 1)


def test_a_body_under_that_of_the_source_has_the_group_in_its_care(tmp_path: Path) -> None:
    mine = make_body("Naša")
    below = make_body("Pod ňou", under=mine)

    bring_in(tmp_path, make_source(service_body=mine), body=below.public_id)

    assert Group.objects.get().service_body == below


@pytest.mark.parametrize("has_body", [True, False])
def test_a_body_of_others_is_left_and_noted(tmp_path: Path, has_body: bool) -> None:
    mine: ServiceBody | None = make_body("Naša") if has_body else None

    done = bring_in(tmp_path, make_source(service_body=mine), body=make_body("Cudzia").public_id)

    assert (Group.objects.get().service_body, "body_not_ours" in codes(done)) == (mine, True)
