"""Topics and fellowships as a search uses them: which fellowship is about what, and for whom. Few, asked in every search."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from groups.kinds import Serves
from groups.models import Fellowship, Topic
from history.keeping import kept_long
from history.questions import Question
from languages.fold import fold_each

TOPICS = Question(lambda: Topic.objects.values_list("pk", "slug", "parent__slug", "serves"))
FELLOWSHIPS = Question(
    lambda: Fellowship.objects.values_list("pk", "slug", "method", "serves", "minimum_age", "topics").order_by("position", "slug")
)
TOPIC_WORDS = Question(lambda: Topic.objects.values_list("slug", "name", "synonyms"))
FELLOWSHIP_WORDS = Question(lambda: Fellowship.objects.values_list("pk", "name", "abbreviation", "aliases"))


@dataclass(frozen=True, slots=True)
class FellowshipTerm:
    """A fellowship; `topics` are the slugs of its topics and of their branches."""

    pk: int
    slug: str
    method: str
    serves: Serves
    minimum_age: int | None
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A topic; `branch` is the slug of the one it stands under, its own for a branch."""

    pk: int
    slug: str
    branch: str
    serves: Serves


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of them. Questions give primary keys, in no order that matters."""

    fellowships: tuple[FellowshipTerm, ...]
    topics: tuple[TopicTerm, ...]

    def called(self, slugs: Iterable[str]) -> list[int]:
        """The fellowships with these slugs."""
        wanted = set(slugs)
        return [one.pk for one in self.fellowships if one.slug in wanted]

    def working_by(self, methods: Iterable[str]) -> list[int]:
        """Fellowships by method."""
        wanted = set(methods)
        return [one.pk for one in self.fellowships if one.method in wanted]

    def on_topics(self, slugs: Iterable[str]) -> list[int]:
        """Fellowships on one of the topics, or of the branches."""
        wanted = set(slugs)
        return [one.pk for one in self.fellowships if one.topics & wanted]

    def serving(self, whom: Iterable[Serves]) -> list[int]:
        """Fellowships that are for these."""
        wanted = set(whom)
        return [one.pk for one in self.fellowships if one.serves in wanted]

    def from_age(self, above: int) -> list[int]:
        """Fellowships that ask for a higher age than this."""
        return [one.pk for one in self.fellowships if one.minimum_age is not None and one.minimum_age > above]

    def topic_keys(self, slugs: Iterable[str]) -> list[int]:
        """These topics, and those under the branches among them."""
        wanted = set(slugs)
        return [one.pk for one in self.topics if one.slug in wanted or one.branch in wanted]

    def whom_the_choice_serves(self, *, fellowships: Iterable[str], topics: Iterable[str]) -> frozenset[Serves]:
        """Whom the fellowships, else the topics, that somebody picked are for."""
        chosen, about = set(fellowships), set(topics)
        found = frozenset(one.serves for one in self.fellowships if one.slug in chosen)
        return found or frozenset(one.serves for one in self.topics if one.slug in about)


@kept_long
def vocabulary() -> Vocabulary:
    """All topics and fellowships, in two queries."""
    topics = {pk: TopicTerm(pk, slug, branch or slug, Serves(serves)) for pk, slug, branch, serves in TOPICS.answer()}
    about: dict[int, set[str]] = defaultdict(set)
    facts: dict[int, tuple[str, str, Serves, int | None]] = {}
    for pk, slug, method, serves, age, topic in FELLOWSHIPS.answer():
        facts[pk] = (slug, method, Serves(serves), age)
        if topic in topics:
            about[pk] |= {topics[topic].slug, topics[topic].branch}
    fellowships = tuple(FellowshipTerm(pk, *fact, frozenset(about[pk])) for pk, fact in facts.items())
    return Vocabulary(fellowships, tuple(topics.values()))


@kept_long
def known_words() -> dict[str, frozenset[str]]:
    """What each name, alias and synonym stands for, folded and in all languages at once, as marks of the search index: "w:3" is a
    fellowship, "t:5" and "n:3" a topic, of a group's own and of its fellowship."""
    named = list(names_with_marks(vocabulary()))
    found: dict[str, frozenset[str]] = {}
    for phrase, (_text, marks) in zip(fold_each(text for text, _marks in named), named, strict=True):
        found[phrase] = found[phrase] | marks if phrase in found else marks
    found.pop("", None)
    return found


def names_with_marks(terms: Vocabulary) -> Iterator[tuple[str, frozenset[str]]]:
    """Each of them as it is written."""
    for pk, name, abbreviation, aliases in FELLOWSHIP_WORDS.answer():
        marks = frozenset([f"w:{pk}"])
        for text in [*name.values(), *abbreviation.values(), *chain.from_iterable(aliases.values())]:
            yield from ((part, marks) for part in text.split(" / "))
    for slug, name, synonyms in TOPIC_WORDS.answer():
        keys = [*(f"t:{key}" for key in terms.topic_keys([slug])), *(f"n:{key}" for key in terms.on_topics([slug]))]
        marks = frozenset(keys)
        yield from ((text, marks) for text in [*name.values(), *chain.from_iterable(synonyms.values())])
