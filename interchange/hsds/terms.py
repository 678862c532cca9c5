"""Taxonomies, their terms, and attributes, by which terms are said of something."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from interchange.hsds.ids import part
from interchange.hsds.listings import Taxonomy, TaxonomyRecord, TermRecord, WriteOptions, term_id
from interchange.hsds.shape import given


def taxonomy(record: TaxonomyRecord) -> dict[str, Any]:
    return {"id": str(record.id), "name": record.name, "description": record.description}


def taxonomy_term(record: TermRecord) -> dict[str, Any]:
    """A term with the taxonomy it is of."""
    parent = term_id(record.taxonomy.taxonomy, record.parent) if record.parent else None
    return given(
        {
            "id": str(record.id),
            "code": record.code,
            "name": record.name,
            "description": record.description,
            "parent_id": str(parent) if parent else "",
            "taxonomy": record.taxonomy.name,
            "taxonomy_detail": taxonomy(record.taxonomy),
            "language": record.language,
            "term_uri": record.address,
        }
    )


class Attributes:
    """Gathers the terms that are said of one thing. A code that has no term is left out."""

    def __init__(self, options: WriteOptions, *, of: UUID, entity: str) -> None:
        self.terms, self.of, self.entity = options.terms, of, entity

    def said(self, kind: Taxonomy, *codes: str, as_what: str = "") -> Iterator[dict[str, Any]]:
        """An attribute for each of these codes; `as_what` for which of several things a term may say of it."""
        for code in codes:
            term = self.terms.get((kind, code))
            if term is not None:
                yield given(
                    {
                        "id": part(self.of, "attribute", kind, code, as_what),
                        "link_id": str(self.of),
                        "taxonomy_term_id": str(term.id),
                        "link_type": as_what,
                        "link_entity": self.entity,
                        "taxonomy_term": taxonomy_term(term),
                    }
                )
