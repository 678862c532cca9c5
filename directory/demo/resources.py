"""Other help that is no meeting."""

from datetime import timedelta

from directory.demo.chance import chance
from directory.demo.contacts import AddressBook
from directory.demo.tables import Table, read
from directory.demo.towns import LANGUAGES
from directory.demo.world import World
from groups.models import Resource
from history.actions import save
from history.road import Road
from history.tracking import tracking
from places.ids import new_public_id

CHECKED_DAYS_AGO = 40
OTHERS = {"topics", "organisation", "venue", "groups", "contacts"}  # keys of the data that are not plain fields


def make_resources(world: World, *, source: Road) -> None:
    """Each with its topics, groups and contacts; published ones say where they were found and when they were checked."""
    for number, table in enumerate(read("resources")["resources"]):
        random = chance("resource", str(number))
        resource = Resource(public_id=new_public_id(random), **fields(table, world))
        with tracking(resource, by=None, source=source):
            save(resource, by=None, source=source)
            resource.topics.set([world.known.topics[slug] for slug in table["topics"]])
            resource.groups.set([world.group(name) for name in table.get("groups", ())])
        for told in table.get("contacts", ()):
            country = told.get("country", table.get("country", ""))
            book = AddressBook(LANGUAGES.get(country, "en"), country, random=random, today=world.today)
            world.contacts.append((resource, book.contact(f"help {number}", told)))


def fields(table: Table, world: World) -> Table:
    """The plain fields and the rows it points at."""
    found = {"is_published": True, **{name: value for name, value in table.items() if name not in OTHERS}}
    if found["is_published"]:
        found["checked_on"] = world.today - timedelta(days=CHECKED_DAYS_AGO)
        found["source_url"] = "https://example.org/other-help"
    if "organisation" in table:
        found["organisation"] = world.known.bodies[table["organisation"]]
    if "venue" in table:
        found["venue"] = world.known.venues[table["venue"]]
    return found
