"""Services with everything that belongs to them inside of them, in whichever of its shapes a document comes: a page of a server or
a list, each service with its own (`contents`, `services`), a list of services at locations, or one list for each kind of object,
which are to be joined by their ids."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from interchange.json_list import read_lists
from interchange.reasons import ProblemCode
from interchange.records import Problem

LARGEST_JOINED = 32_000_000  # bytes of a document whose lists are to be joined, as all but the services are kept
SERVICE_LISTS = frozenset({"", "contents", "services", "service"})
# In lists of their own: {list: the ids by which its objects belong to others}. The first that an object has counts.
OWNERS = {
    "service_at_locations": ("service_id",),
    "service_at_location": ("service_id",),
    "schedules": ("service_at_location_id", "service_id", "location_id"),
    "languages": ("service_id", "location_id"),
    "phones": ("service_at_location_id", "service_id", "location_id", "organization_id"),
    "contacts": ("service_at_location_id", "service_id"),
    "addresses": ("location_id",),
    "physical_addresses": ("location_id",),
    "accessibility": ("location_id",),
    "attributes": ("link_id",),
}
# {list: as what its objects are found in those that have their id}
SINGLE = {"organizations": "organization", "locations": "location"}
JOINED_AS = {"service_at_location": "service_at_locations", "physical_addresses": "addresses"}

Json = dict[str, Any]


@dataclass(slots=True)
class Pool:
    """The objects of the lists beside that of the services: by their ids, and by the ids of what they belong to."""

    single: dict[tuple[str, str], Json] = field(default_factory=dict)
    owned: defaultdict[str, dict[str, list[Json]]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, name: str, entry: Json) -> None:
        """Keep an object."""
        if name in SINGLE:
            self.single[SINGLE[name], str(entry.get("id"))] = entry
        elif name in OWNERS:
            owner = next((str(entry[key]) for key in OWNERS[name] if entry.get(key)), "")
            self.owned[owner].setdefault(JOINED_AS.get(name, name), []).append(entry)

    def complete(self, entry: Json) -> Json:
        """An object with what belongs to it, as far as it has not got that itself."""
        own: Json = {**self.owned.get(str(entry.get("id")), {})}
        own |= {
            name: self.single[name, str(entry[f"{name}_id"])]
            for name in SINGLE.values()
            if entry.get(f"{name}_id") and (name, str(entry[f"{name}_id"])) in self.single
        }
        return {**own, **{name: value for name, value in entry.items() if value not in (None, [], {})}}


def read_pool(stream: BinaryIO) -> Pool | Problem:
    """What the lists beside that of the services hold; a problem where there is too much of it."""
    size = stream.seek(0, 2)
    stream.seek(0)
    pool = Pool()
    for found in read_lists(stream):
        if isinstance(found, Problem):
            break  # said when the services are read
        name, entry = found
        if name.casefold() in SERVICE_LISTS or not isinstance(entry, dict):
            continue
        if size > LARGEST_JOINED:
            return Problem(code=ProblemCode.FEED_TOO_LARGE)
        pool.take(name.casefold(), entry)
    return pool


def read_services(stream: BinaryIO) -> Iterator[Any]:
    """Every service with what belongs to it, and problems with the whole. An entry of the list that is no object stays as it is."""
    pool = read_pool(stream)
    if isinstance(pool, Problem):
        yield pool
        return
    stream.seek(0)
    for found in read_lists(stream, SERVICE_LISTS):
        if isinstance(found, Problem):
            yield found
        else:
            yield with_places(found[1], pool) if isinstance(found[1], dict) else found[1]


def with_places(entry: Json, pool: Pool) -> Json:
    """A service, also where the list is one of services at locations, each with its service inside."""
    inner = entry.get("service")
    if isinstance(inner, dict):
        entry = {**inner, "service_at_locations": [{name: value for name, value in entry.items() if name != "service"}]}
    service = pool.complete(entry)
    places = service.get("service_at_locations")
    completed = [with_location(place, pool) for place in places if isinstance(place, dict)] if isinstance(places, list) else []
    return {**service, "service_at_locations": completed}


def with_location(place: Json, pool: Pool) -> Json:
    """A service at a location, and the location with its address."""
    complete = pool.complete(place)
    location = complete.get("location")
    return {**complete, "location": pool.complete(location)} if isinstance(location, dict) else complete
