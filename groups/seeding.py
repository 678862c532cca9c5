"""The seed data: files of entries that become rows where there are none yet.

After that the rows belong to the coordinators. Of a row that is there, only what is empty is filled; what somebody changed,
emptied, renamed or deleted stays as they left it, because the history remembers it. So the files can be loaded with every new
version of the project.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from groups.models import Fellowship, Topic
from groups.seed_texts import in_every_language
from history.models import Change
from history.road import Road, RoadKind
from history.tracking import Tracker, tracking
from languages.fields import TranslatedField, TranslatedWordsField

SEED = Path(__file__).resolve().parent / "seed"
SEED_ROAD = Road(RoadKind.SEED)
EMPTY: tuple[Any, ...] = (None, "", [])


class SeedError(Exception):
    """A seed file is wrong; the message names the file and the entry."""


class Outcome(StrEnum):
    """What became of an entry."""

    CREATED = "created"
    COMPLETED = "completed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left out, because somebody deleted it"


Outcomes = Counter[Outcome]
RowsBySlug = dict[str, models.Model | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of a seed file: its heading is the slug, its keys are fields."""

    path: Path
    slug: str
    values: Mapping[str, Any]

    def error(self, what: str) -> SeedError:
        return SeedError(f"{self.path}, [{self.slug}]: {what}")


def read_file(path: Path) -> list[Entry]:
    """The entries of a file, their texts in every language; raises SeedError where it is no TOML, or has values outside a table."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error
    for slug, values in tables.items():
        if not isinstance(values, dict):
            raise Entry(path, slug, {}).error("stands outside a table")
    return [Entry(path, slug, in_every_language(slug, values)) for slug, values in tables.items()]


def read_folder(folder: Path) -> list[Entry]:
    """The entries of every file of a folder; raises SeedError where a slug is used twice."""
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in read_file(path):
            if entry.slug in entries:
                raise entry.error(f"is also in {entries[entry.slug].path}")
            entries[entry.slug] = entry
    return list(entries.values())


@dataclass(slots=True)
class Past:
    """What the rows of a model no longer say themselves."""

    slugs: dict[str, int] = field(default_factory=dict)  # a slug that was once borne: the row's id
    emptied: dict[tuple[int, str], set[str]] = field(default_factory=dict)  # row and column: languages, or "" for the whole

    def note(self, change: Change) -> None:
        """Take in what one change says."""
        for column, (before, after) in change.fields.items():
            emptied = self.emptied.setdefault((change.object_id, column), set())
            if column == "slug":
                self.slugs[before] = change.object_id
            elif isinstance(before, dict):
                emptied |= before.keys() - (after or {}).keys()
            elif after in EMPTY:
                emptied.add("")


def past_of(model: type[models.Model]) -> Past:
    """What the history tells of a model's rows."""
    past = Past()
    for change in Change.objects.filter(content_type=ContentType.objects.get_for_model(model)).exclude(fields={}):
        past.note(change)
    return past


def rows_by_slug(model: type[models.Model], past: Past) -> RowsBySlug:
    """The rows under every slug they ever had; None where somebody deleted the row."""
    rows = model._default_manager.in_bulk()
    former: RowsBySlug = {slug: rows.get(pk) for slug, pk in past.slugs.items()}
    return former | model._default_manager.in_bulk(field_name="slug")


def columns_of(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    """The fields that an entry may fill, by name."""
    return {column.name: column for column in (*model._meta.fields, *model._meta.many_to_many)}


def check_shape(entry: Entry, columns: Mapping[str, models.Field[Any, Any]]) -> None:
    """Raise SeedError where a key is no field, or a text or list of words is not given per language."""
    for name, value in entry.values.items():
        if name not in columns:
            raise entry.error(f"{name}: there is no such field")
        column = columns[name]
        if isinstance(column, TranslatedField) and not is_per_language(value, str):
            raise entry.error(f"{name}: give a text for each language")
        if isinstance(column, TranslatedWordsField) and not is_per_language(value, list):
            raise entry.error(f"{name}: give a list of words for each language")


def is_per_language(value: Any, kind: type) -> bool:
    """Whether it has an item of that kind for each language."""
    return isinstance(value, dict) and all(isinstance(item, kind) for item in value.values())


class Seeder:
    """Brings the entries of one model into its table. `references` are the rows that the slugs in a field may name."""

    def __init__(self, model: type[models.Model], tracker: Tracker, references: Mapping[str, RowsBySlug]) -> None:
        self.model = model
        self.columns = columns_of(model)
        self.tracker = tracker
        self.past = past_of(model)
        self.rows = rows_by_slug(model, self.past)
        to_itself = [name for name, column in self.columns.items() if column.related_model is model]
        self.references = {**references, **dict.fromkeys(to_itself, self.rows)}

    def seed(self, entry: Entry) -> Outcome:
        """Make the entry's row, or fill what it lacks."""
        check_shape(entry, self.columns)
        values = with_rows(entry, self.references)
        if entry.slug not in self.rows and None not in values.values():
            self.rows[entry.slug] = self.write(self.model(slug=entry.slug), entry, values)
            return Outcome.CREATED
        row = self.rows.get(entry.slug)
        if row is None:
            return Outcome.LEFT_OUT
        lacking = self.lacking(row, values)
        if not lacking:
            return Outcome.UNCHANGED
        self.write(row, entry, lacking)
        return Outcome.COMPLETED

    def lacking(self, row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the values that the row has nothing for, and that nobody took away."""
        lacking = {}
        for name, value in values.items():
            column = self.columns[name]
            now = list(getattr(row, name).all()) if column.many_to_many else getattr(row, name)
            emptied = self.past.emptied.get((row.pk, column.attname), set())
            if isinstance(now, dict):
                missing = {key: part for key, part in value.items() if key not in now and key not in emptied}
                if missing:
                    lacking[name] = now | missing
            elif now in EMPTY and value not in EMPTY and not emptied:
                lacking[name] = value
        return lacking

    def write(self, row: models.Model, entry: Entry, values: Mapping[str, Any]) -> models.Model:
        """Check and keep the values; raises SeedError where the model does not take them."""
        self.tracker.watch(row)
        many = {name for name in values if self.columns[name].many_to_many}
        for name in values.keys() - many:
            setattr(row, name, values[name])
        try:
            row.full_clean()
        except ValidationError as error:
            raise entry.error("; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())) from error
        row.save()
        for name in many:
            getattr(row, name).set(values[name])
        return row


def with_rows(entry: Entry, references: Mapping[str, RowsBySlug]) -> dict[str, Any]:
    """The entry's values with rows in place of their slugs; a row that was deleted is None, and left out of a list."""
    values = dict(entry.values)
    for name in references.keys() & values.keys():
        rows, slugs = references[name], values[name]
        unknown = {slugs} - rows.keys() if isinstance(slugs, str) else set(slugs) - rows.keys()
        if unknown:
            raise entry.error(f"{name}: nothing is called {', '.join(sorted(unknown))}")
        values[name] = rows[slugs] if isinstance(slugs, str) else [rows[slug] for slug in slugs if rows[slug] is not None]
    return values


def load_rows(model: type[models.Model], entries: Iterable[Entry], references: Mapping[str, RowsBySlug] | None = None) -> Outcomes:
    """Bring entries into a model's table, as one revision; all of them or, with a SeedError, none."""
    with tracking(by=None, source=SEED_ROAD) as tracker:
        seeder = Seeder(model, tracker, references or {})
        return Counter(seeder.seed(entry) for entry in entries)


def load_topics(folder: Path = SEED / "topics") -> Outcomes:
    """The topic tree, branches first."""
    return load_rows(Topic, sorted(read_folder(folder), key=lambda entry: "parent" in entry.values))


def load_fellowships(folder: Path = SEED / "fellowships", methods: Path = SEED / "methods.toml") -> Outcomes:
    """The fellowships; what one does not say itself is taken from its method. The topics are loaded before."""
    usual = {entry.slug: entry.values for entry in read_file(methods)}
    entries = [
        Entry(entry.path, entry.slug, {**usual.get(entry.values.get("method", ""), {}), **entry.values})
        for entry in read_folder(folder)
    ]
    return load_rows(Fellowship, entries, {"topics": rows_by_slug(Topic, past_of(Topic))})
