"""Organizations, taxonomies and terms."""

from uuid import UUID

from django.utils import timezone

from feeds.hsds.asking import Asked
from feeds.hsds.here import Here
from feeds.hsds.organizations import bodies_named, fellowship_record, fellowships_named, organization_records
from feeds.hsds.pages import Document, page, part_of
from feeds.hsds.terms import in_taxonomy, taxonomies, terms
from interchange.hsds.ids import Kind, read
from interchange.hsds.listings import TermRecord, term_id
from interchange.hsds.organizations import organization
from interchange.hsds.shape import simple
from interchange.hsds.terms import taxonomy, taxonomy_term
from languages.fold import fold


def organizations(asked: Asked, here: Here) -> Document:
    """Fellowships, which are few, and after them service bodies."""
    fellowships, bodies, part = fellowships_named(asked.words), bodies_named(asked.words), part_of(asked)
    first, total = len(fellowships), len(fellowships) + bodies.count()
    rows = bodies[max(0, part.start - first) : max(0, part.stop - first)] if part.start < total else []
    told = [fellowship_record(one) for one in fellowships[part]] + organization_records(rows, timezone.localdate(here.now))
    written = map(organization, told)
    return page(asked, total, list(written if asked.is_full else map(simple, written)))


def one_organization(known: str, here: Here) -> Document | None:
    """A service body or a fellowship."""
    body = read(known, Kind.BODY)
    if body:
        found = organization_records(bodies_named("").filter(public_id=body[1]), timezone.localdate(here.now))
    else:
        found = [one for one in map(fellowship_record, fellowships_named("")) if is_same(known, one.id)]
    return organization(found[0]) if found else None


def every_taxonomy(asked: Asked, _here: Here) -> Document:
    """The taxonomies."""
    wanted = fold(asked.words)
    return of_all(asked, [taxonomy(one) for one in taxonomies().values() if wanted in fold(one.name)])


def one_taxonomy(known: str, _here: Here) -> Document | None:
    return next((taxonomy(one) for one in taxonomies().values() if is_same(known, one.id)), None)


def every_term(asked: Asked, here: Here) -> Document:
    """The terms, of one taxonomy or of all."""
    wanted = fold(asked.words)
    found = in_taxonomy(terms(here.site).values(), asked.taxonomy)
    return of_all(asked, [taxonomy_term(one) for one in found if wanted in fold(one.name) and is_placed(one, asked)])


def is_placed(term: TermRecord, asked: Asked) -> bool:
    """Whether it stands under the term asked for, or on top."""
    parent = term_id(term.taxonomy.taxonomy, term.parent) if term.parent else None
    return not (asked.top_only and parent) and (asked.parent is None or asked.parent == parent)


def one_term(known: str, here: Here) -> Document | None:
    return next((taxonomy_term(one) for one in terms(here.site).values() if is_same(known, one.id)), None)


def of_all(asked: Asked, found: list[Document]) -> Document:
    """A page of what is at hand."""
    return page(asked, len(found), found[part_of(asked)])


def is_same(known: str, wanted: UUID) -> bool:
    return known.lower() == str(wanted)
