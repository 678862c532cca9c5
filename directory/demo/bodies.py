"""Service bodies as a tree, with their contacts."""

from directory.demo.chance import chance
from directory.demo.contacts import AddressBook
from directory.demo.tables import read
from directory.demo.towns import LANGUAGES
from directory.demo.world import World
from groups.actions import save_service_body
from groups.models import ServiceBody
from history.road import Road
from places.ids import new_public_id


def make_bodies(world: World, *, source: Road) -> None:
    """Those above first; afterwards they are known by their keys."""
    for key, table in read("bodies").items():
        random = chance("body", key)
        fellowship = world.known.fellowships[table["fellowship"]] if "fellowship" in table else None
        body = ServiceBody(
            public_id=new_public_id(random),
            parent=world.known.bodies[table["parent"]] if "parent" in table else None,
            fellowship=fellowship,
            **{name: table[name] for name in ("name", "kind", "country", "website", "about") if name in table},
        )
        world.known.bodies[key] = save_service_body(body, by=None, source=source)
        country = table.get("country", "")
        book = AddressBook(LANGUAGES.get(country, "en"), country, random=random, today=world.today)
        world.contacts += [(body, book.contact(key, contact)) for contact in table.get("contacts", ())]
