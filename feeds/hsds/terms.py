"""The words by which services are described: fellowships, topics and formats of this site, and the codes of meetings. They are few:
all of them are at hand."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from groups.models import Fellowship, Topic
from history.keeping import kept
from interchange.hsds.listings import Taxonomy, TaxonomyRecord, TermRecord
from meetings import kinds
from meetings.models import Format

NAMES = {
    Taxonomy.PROGRAMME: (gettext_lazy("Programmes"), gettext_lazy("The fellowship or the kind of club that a group belongs to.")),
    Taxonomy.TOPIC: (gettext_lazy("Topics"), gettext_lazy("What a group is about.")),
    Taxonomy.FORMAT: (gettext_lazy("Formats"), gettext_lazy("How a meeting goes.")),
    Taxonomy.AUDIENCE: (gettext_lazy("Audiences"), gettext_lazy("For whom a meeting is, or who is especially welcome.")),
    Taxonomy.FACILITY: (gettext_lazy("Facilities"), gettext_lazy("What a meeting offers.")),
    Taxonomy.ACCESS: (gettext_lazy("Who may come"), gettext_lazy("Whether dates are open to anyone.")),
}
CODED: dict[Taxonomy, list[tuple[str, object]]] = {
    Taxonomy.AUDIENCE: [*kinds.Audience.choices],
    Taxonomy.FACILITY: [*kinds.Facility.choices],
    Taxonomy.ACCESS: [(str(access), label) for access, label in kinds.ACCESSES],
}
Terms = Mapping[tuple[str, str], TermRecord]


def taxonomies() -> dict[Taxonomy, TaxonomyRecord]:
    """All taxonomies, in the active language."""
    return {
        one: TaxonomyRecord(taxonomy=one, name=str(name), description=str(description))
        for one, (name, description) in NAMES.items()
    }


def terms(site: str) -> Terms:
    """All terms by taxonomy and code, in the active language; `site` stands before their pages."""
    return terms_in(get_language() or "", site)


def term_named(known: UUID) -> TermRecord | None:
    """The term with this id."""
    return next((term for term in terms("").values() if term.id == known), None)


@kept
def terms_in(language: str, site: str) -> Terms:
    """The same; asked for once a page, and kept."""
    return {(term.taxonomy.taxonomy.value, term.code): term for term in every_term(language, site)}


def every_term(language: str, site: str) -> Iterator[TermRecord]:
    """Taxonomy by taxonomy."""
    known = taxonomies()
    for fellowship in Fellowship.objects.all():
        page = site + reverse("fellowship", kwargs={"slug": fellowship.slug})
        yield term(known[Taxonomy.PROGRAMME], fellowship.slug, fellowship.name, fellowship.about, language, page=page)
    for topic in Topic.objects.select_related("parent"):
        page = site + reverse("topic", kwargs={"slug": topic.slug})
        parent = topic.parent.slug if topic.parent else ""
        yield term(known[Taxonomy.TOPIC], topic.slug, topic.name, topic.sentence, language, page=page, parent=parent)
    for form in Format.objects.all():
        yield term(known[Taxonomy.FORMAT], form.slug, form.name, form.sentence, language)
    for taxonomy, choices in CODED.items():
        yield from (term(known[taxonomy], code, label, label, language) for code, label in choices)


def term(taxonomy: TaxonomyRecord, code: str, name: object, said: object, language: str, **more: str) -> TermRecord:
    """A term. What it means has to be said: of one that nobody has explained it is its name."""
    return TermRecord(
        taxonomy=taxonomy,
        code=code,
        name=str(name),
        description=str(said) or str(name),
        language=language,
        address=more.get("page", ""),
        parent=more.get("parent", ""),
    )


def in_taxonomy(found: Iterable[TermRecord], known: UUID | None) -> list[TermRecord]:
    """Those of one taxonomy."""
    return [term for term in found if known is None or term.taxonomy.id == known]
