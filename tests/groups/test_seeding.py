"""The seed data of this room is whole, and loading it never undoes what a coordinator did."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from groups.models import Fellowship, Topic
from groups.seeding import SEED, SEED_ROAD, Outcome, SeedError, load_fellowships, load_topics, read_file, read_folder
from history.models import Revision
from history.road import WORKPLACE
from history.tracking import tracking
from interchange.codes import CODE_SETS
from tests.groups import seed_checks as check

TOPICS = read_folder(SEED / "topics")
FELLOWSHIPS = read_folder(SEED / "fellowships")
METHODS = read_file(SEED / "methods.toml")
ENTRIES = [*TOPICS, *FELLOWSHIPS, *METHODS]
SENTENCES = ("sentence", "open_sentence", "closed_sentence", "about", "what_happens")
# Names of fellowships that are not translated, and words that another language spells as English does.
SPELLED_ALIKE = {
    *("Alateen", "Cocaine Anonymous", "Crystal Meth Anonymous", "Debtors Anonymous", "Eating Disorders Anonymous"),
    *("Emotions Anonymous", "Gam-Anon", "Internet and Technology Addicts Anonymous", "LifeRing Secular Recovery"),
    *("Marijuana Anonymous", "Nicotine Anonymous", "Recovery Dharma", "SMART Recovery", "SMART Recovery Family & Friends"),
    *("Sex Addicts Anonymous", "Sex and Love Addicts Anonymous", "Workaholics Anonymous"),
    "LGBTQ+",
}

WriteSeeds = Callable[..., Path]


@pytest.fixture
def write_seeds(tmp_path: Path) -> WriteSeeds:
    """Writes a seed file of topics: a dict for each slug."""

    def write(**tables: dict[str, Any]) -> Path:
        lines = [
            f"[{slug}]\n" + "\n".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
            for slug, values in tables.items()
        ]
        (tmp_path / "topics.toml").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write


def changed_by_coordinator(topic: Topic, **values: Any) -> None:
    with tracking(topic, by=None, source=WORKPLACE):
        for name, value in values.items():
            setattr(topic, name, value)
        topic.save()


def test_every_text_is_in_every_language_of_the_site() -> None:
    assert check.untranslated(ENTRIES) == []


def test_no_text_is_left_in_another_language() -> None:
    assert check.copied(ENTRIES, SPELLED_ALIKE) == set()


def test_texts_have_the_quotation_marks_of_their_language() -> None:
    assert check.wrongly_quoted(ENTRIES) == []


def test_sentences_are_whole_sentences() -> None:
    assert check.unfinished(ENTRIES, names=SENTENCES) == []


def test_search_words_are_fit_to_be_searched_and_edited() -> None:
    assert check.unsearchable(ENTRIES) == []


def test_slugs_are_kebab_case() -> None:
    assert [entry.slug for entry in [*TOPICS, *FELLOWSHIPS] if not check.KEBAB_CASE.fullmatch(entry.slug)] == []


def test_positions_are_unique() -> None:
    for entries in (TOPICS, FELLOWSHIPS):
        positions = [entry.values["position"] for entry in entries]

        assert len(set(positions)) == len(positions)


def test_fellowships_use_known_code_sets() -> None:
    assert {entry.values.get("code_set", "") for entry in FELLOWSHIPS} - {""} <= CODE_SETS


def test_file_of_a_fellowship_is_called_by_its_slug() -> None:
    assert [entry.slug for entry in FELLOWSHIPS if entry.path.stem != entry.slug] == []


@pytest.mark.django_db
def test_every_topic_has_a_name_a_sentence_and_synonyms() -> None:
    load_topics()

    for topic in Topic.objects.all():
        assert topic.name.keys() == topic.sentence.keys() == check.SITE_LANGUAGES
        assert topic.synonyms.keys() >= check.SITE_LANGUAGES


@pytest.mark.django_db
def test_every_fellowship_says_who_may_come_and_what_happens() -> None:
    load_topics()
    load_fellowships()

    for fellowship in Fellowship.objects.all():
        for name in ("name", "open_sentence", "closed_sentence", "about", "what_happens"):
            assert (fellowship.slug, name, getattr(fellowship, name).keys()) == (fellowship.slug, name, check.SITE_LANGUAGES)


@pytest.mark.django_db
def test_every_topic_belongs_to_a_branch_and_every_branch_has_topics() -> None:
    load_topics()

    branches = Topic.objects.branches()

    assert {branch.slug for branch in branches} == {path.stem for path in (SEED / "topics").glob("*.toml")}
    assert {branch.slug for branch in branches if not branch.children.exists()} == set()


@pytest.mark.django_db
def test_fellowship_without_words_of_its_own_takes_those_of_its_method() -> None:
    load_topics()
    load_fellowships()

    usual = next(entry for entry in METHODS if entry.slug == "twelve_step").values["what_happens"]

    assert Fellowship.objects.get(slug="aa").what_happens == usual
    assert Fellowship.objects.get(slug="na").what_happens["en"] != usual["en"]


@pytest.mark.django_db
def test_first_load_makes_every_row_and_the_second_changes_nothing() -> None:
    first = [load_topics(), load_fellowships()]
    revisions = Revision.objects.count()

    second = [load_topics(), load_fellowships()]

    assert first == [{Outcome.CREATED: len(TOPICS)}, {Outcome.CREATED: len(FELLOWSHIPS)}]
    assert second == [{Outcome.UNCHANGED: len(TOPICS)}, {Outcome.UNCHANGED: len(FELLOWSHIPS)}]
    assert Revision.objects.count() == revisions == 2
    assert set(Revision.objects.values_list("road", flat=True)) == {SEED_ROAD.kind}


@pytest.mark.django_db
def test_text_changed_by_a_coordinator_is_kept() -> None:
    load_topics()
    gambling = Topic.objects.get(slug="gambling")
    edited = {**gambling.name, "sk": "Hráčstvo"}
    changed_by_coordinator(gambling, name=edited, position=1, synonyms={"sk": ["karty"]})

    outcomes = load_topics()

    gambling.refresh_from_db()
    assert gambling.name == edited
    assert gambling.synonyms == {"sk": ["karty"]}
    assert gambling.position == 1
    assert outcomes == {Outcome.UNCHANGED: len(TOPICS)}


@pytest.mark.django_db
def test_language_and_field_added_later_are_filled(write_seeds: WriteSeeds) -> None:
    load_topics(write_seeds(debts={"name.en": "Debts"}))
    changed_by_coordinator(Topic.objects.get(slug="debts"), name={"en": "Money troubles"})

    outcomes = load_topics(write_seeds(debts={"name.en": "Debts", "name.sk": "Dlhy", "sentence.en": "Living without debts."}))

    debts = Topic.objects.get(slug="debts")
    assert outcomes == {Outcome.COMPLETED: 1}
    assert debts.name == {"en": "Money troubles", "sk": "Dlhy"}
    assert debts.sentence == {"en": "Living without debts."}


@pytest.mark.django_db
def test_what_a_coordinator_emptied_stays_empty() -> None:
    load_topics()
    load_fellowships()
    work, slaa = Topic.objects.get(slug="work"), Fellowship.objects.get(slug="slaa")
    changed_by_coordinator(work, sentence={"en": "Work."}, parent=None)
    with tracking(slaa, by=None, source=WORKPLACE):
        slaa.website = ""
        slaa.topics.clear()
        slaa.save()

    load_topics()
    load_fellowships()

    work.refresh_from_db()
    slaa.refresh_from_db()
    assert (work.sentence, work.parent) == ({"en": "Work."}, None)
    assert (slaa.website, list(slaa.topics.all())) == ("", [])


@pytest.mark.django_db
def test_renamed_slug_is_the_same_row() -> None:
    load_topics()
    substances = Topic.objects.get(slug="substances")
    changed_by_coordinator(substances, slug="drugs-and-drink")
    Topic.objects.filter(slug="nicotine").delete()

    load_topics()

    assert Topic.objects.get(slug="nicotine").parent == substances
    assert not Topic.objects.filter(slug="substances").exists()


@pytest.mark.django_db
def test_deleted_row_is_not_made_again_and_not_missed_by_others() -> None:
    load_topics()
    nicotine = Topic.objects.get(slug="nicotine")
    with tracking(nicotine, by=None, source=WORKPLACE):
        nicotine.delete()

    outcomes = load_topics()
    load_fellowships()

    assert outcomes == {Outcome.UNCHANGED: len(TOPICS) - 1, Outcome.LEFT_OUT: 1}
    assert not Topic.objects.filter(slug="nicotine").exists()
    assert list(Fellowship.objects.get(slug="nica").topics.all()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"work": {"name": "Work"}}, "[work]: name: give a text for each language"),
        ({"work": {"name.en": "Work", "synonyms.en": "labour"}}, "[work]: synonyms: give a list of words for each language"),
        ({"work": {"name.en": "Work", "nmae.sk": "Práca"}}, "[work]: nmae: there is no such field"),
        ({"work": {"name.en": "Work", "parent": "behaviors"}}, "[work]: parent: nothing is called behaviors"),
        ({"work": {"name.en": "Work", "serves": "all"}}, "[work]: serves: Value 'all' is not a valid choice."),
        ({'"hard work"': {"name.en": "Work"}}, "[hard work]: slug: Enter a valid"),
    ],
)
def test_wrong_entry_is_named_and_nothing_is_loaded(
    write_seeds: WriteSeeds, tables: dict[str, dict[str, Any]], message: str
) -> None:
    folder = write_seeds(drugs={"name.en": "Drugs"}, **tables)

    with pytest.raises(SeedError) as raised:
        load_topics(folder)

    assert str(raised.value).startswith(str(folder / "topics.toml"))
    assert message in str(raised.value)
    assert not Topic.objects.exists()


def test_slug_in_two_files_is_an_error(tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text('[work]\nname.en = "Work"\n', encoding="utf-8")

    with pytest.raises(SeedError) as raised:
        read_folder(tmp_path)

    assert str(raised.value) == f"{tmp_path / 'two.toml'}, [work]: is also in {tmp_path / 'one.toml'}"


def test_file_that_is_no_toml_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "torn.toml").write_text('[work]\nname.en = "Wo', encoding="utf-8")

    with pytest.raises(SeedError) as raised:
        read_folder(tmp_path)

    assert str(raised.value).startswith(f"{tmp_path / 'torn.toml'}: ")
    assert isinstance(raised.value.__cause__, tomllib.TOMLDecodeError)
