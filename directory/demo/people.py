"""Coordinators and their terms of office. The first of them is the one whom `make run` lets in."""

from collections.abc import Iterator
from datetime import timedelta

from accounts.models import User
from directory.demo.tables import Table, read
from directory.demo.world import World
from groups.models import Membership
from history.actions import save
from history.road import Road

# Known to everybody who reads this, which is why the command only runs where SITE_IS_DEMO is on.
PASSWORD = "demo-coordinator"  # noqa: S105  # printed by make run; a demo site holds nothing real


def coordinator_email() -> str:
    email: str = read("people")["people"][0]["email"]
    return email


def make_people(world: World, *, source: Road) -> None:
    """Users, of whom only the demo coordinator can sign in, and their roles."""
    for table in read("people")["people"]:
        is_coordinator = table["email"] == coordinator_email()
        user = User.objects.create_user(
            table["email"],
            PASSWORD if is_coordinator else None,
            display_name=table["display_name"],
            language=table["language"],
        )
        for role in roles(user, table, world):
            save(role, by=None, source=source)


def roles(user: User, table: Table, world: World) -> Iterator[Membership]:
    for told in table["roles"]:
        yield Membership(
            user=user,
            service_body=world.known.bodies[told["body"]] if "body" in told else None,
            group=world.group(told["group"]) if "group" in told else None,
            role=told["role"],
            starts_on=world.today + timedelta(days=told["from"]),
            ends_on=world.today + timedelta(days=told["until"]),
        )
