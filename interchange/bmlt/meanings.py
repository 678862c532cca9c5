"""What the formats of a BMLT server mean (data/bmlt_formats.toml).

Servers number and name their formats as they like, in every language. What NA's world services have a code for is told by that
code; else by the name in words, or by the key where the server writes English. A file without the server's formats has only keys,
and an old one only numbers: then NA's own keys and first numbers are taken, as far as they can be trusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from interchange.bmlt.known import ATTENDANCE, KnownFormat, known_formats
from interchange.codes import FORMAT_SLUGS, Kind, Meaning
from interchange.type_names import meanings_of

Says = tuple[Meaning, ...]

LANGUAGE = "LANG"  # the world id of any language, which does not say which one
LAST_FIRST_ID = 99  # up to here formats have the numbers that every server starts out with
HYBRID = Meaning(Kind.ONLINE, "hybrid")  # beside the plain meaning that one can take part from afar
# Keys that mean the same whatever the language is; others of them are too short to be sure (M are men, and women in Spanish).
COMMON_KEYS = frozenset({"O", "C", "VM", "HY", "TC", "BT", "IP"})
SURE_LENGTH = 3
ENGLISH = ("", "en")


@dataclass(frozen=True, slots=True)
class Table:
    """The formats of the table, by each of what a format may be known by."""

    by_key: Mapping[str, Says]
    by_world_id: Mapping[str, Says]
    by_world_id_and_key: Mapping[tuple[str, str], Says]
    by_key_and_type: Mapping[tuple[str, str], Says]
    by_first_id: Mapping[str, Says]
    by_own_id_and_key: Mapping[tuple[str, str], Says]
    languages: Mapping[str, Says]


@cache
def known() -> Table:
    """The table; of several formats with one world id the first counts. For whom only it is, no key is sure to say."""
    forms = [(form, meanings(form)) for form in known_formats()]
    spelled = [(form, key, says) for form, says in forms for key in (form.key, *form.also)]
    worlds = [(form, says) for form, says in forms if form.world_id not in ("", LANGUAGE)]
    return Table(
        by_key={key: says for form, key, says in spelled if form.kind != Kind.LANGUAGE},
        by_world_id={form.world_id: says for form, says in reversed(worlds)},
        by_world_id_and_key={(form.world_id, key): says for form, key, says in spelled},
        by_key_and_type={(key, form.type): says for form, key, says in spelled if form.kind != Kind.ONLY},
        by_first_id={str(form.number): says for form, says in forms if form.number and form.number <= LAST_FIRST_ID},
        by_own_id_and_key={
            (str(form.number), form.key): says for form, says in forms if form.number and form.number > LAST_FIRST_ID
        },
        languages={key: says for form, key, says in spelled if form.kind == Kind.LANGUAGE},
    )


def meanings(form: KnownFormat) -> Says:
    """What a format of the table says in the words of codes.py."""
    if form.kind == ATTENDANCE:
        return (Meaning(Kind.ONLINE), *(Meaning(Kind.ONLINE, way) for _kind, way in form.says))
    return tuple(Meaning(Kind(kind), value) for kind, value in form.says) or (Meaning(Kind.KEPT),)


def by_description(given: Mapping[str, str]) -> Says | None:
    """What a format means by the server's own description of it; None where that is not known."""
    world_id, key, name, kind = (given.get(part, "") for part in ("world_id", "key_string", "name_string", "format_type_enum"))
    own = known().by_own_id_and_key.get((given.get("id", ""), key))
    if own is not None:  # a server that is run by this program
        return own
    if LANGUAGE in (world_id, kind):
        return known().languages.get(key) or known().by_key.get(key) or meanings_of(name)
    if world_id in known().by_world_id:
        return known().by_world_id_and_key.get((world_id, key), known().by_world_id[world_id])
    says = meanings_of(name)
    if says is None:
        says = by_key(key, given.get("lang", ""))
    return known().by_key_and_type.get((key, kind)) if says is None else says


def by_key(key: str, language: str) -> Says | None:
    """What a format means by its key alone. Where the server does not write English, only keys that are the same in all languages,
    and small letters that are the code of a language."""
    is_sure = language in ENGLISH or key in COMMON_KEYS or len(key) >= SURE_LENGTH
    says = known().by_key.get(key) if is_sure else None
    if says is None and (key.islower() or language in ENGLISH):
        says = known().languages.get(key)
    if says is None and key.casefold() in FORMAT_SLUGS:  # a server that is run by this program
        says = (Meaning(Kind.FORMAT, key.casefold()),)
    return says


def by_number(number: str) -> Says | None:
    """What a format means by the number that every server starts out with."""
    return known().by_first_id.get(number)
