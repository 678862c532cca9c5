"""How groups, service bodies and other help are reached: invented numbers and addresses, with consent where they are public."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from directory.demo.chance import is_lucky
from directory.demo.phones import invented_phone
from directory.demo.tables import Table, read
from directory.demo.world import Owner
from groups.kinds import ContactKind, ContactRole
from groups.models import Contact, Group, Resource, ServiceBody
from history.actions import save
from history.road import Road
from languages.fold import fold

CONSENT_DAYS = (20, 700)
CONSENT_ENDS = (0, 0, 0, 0, 0, 0, 500, 500, 500, -10)  # in so many days; 0 is never, and the last has run out
MESSAGES_AGREED = timedelta(days=90)
LONGEST = 60  # of the 64 signs that may stand before the @
ZONES = {"GB": "Europe/London"}  # of countries whose clocks are not those of the site
OWNER_FIELDS = {Group: "group", ServiceBody: "service_body", Resource: "resource"}


class AddressBook:
    """Writes contacts in one language and country."""

    def __init__(self, language: str, country: str, *, random: Random, today: date) -> None:
        self.country = country
        self.random = random
        self.today = today
        self.hours: list[dict[str, str]] = read(f"texts/{language}")["hours"]

    def contact(self, name: str, table: Table) -> Contact:
        """One as the data tell it: kind, role, and whether it is public. Whose it is, is settled when it is kept."""
        kind = ContactKind(table["kind"])
        found = Contact(kind=kind, role=table["role"], value=self.value(kind, name), is_public=table["is_public"])
        if kind is ContactKind.PHONE:
            told = dict(self.random.choice(self.hours))
            found.opening, found.hours = told.pop("opening", ""), told
            found.zone = ZONES.get(self.country, "")
        if found.is_public:
            found.consent_on = self.today - timedelta(days=self.random.randint(*CONSENT_DAYS))
            found.consent_for = "the directory and its feeds"
        if kind is ContactKind.MAIL and found.role == ContactRole.GROUP:
            found.takes_messages = True
            found.consent_on = found.consent_on or self.today - MESSAGES_AGREED
        return found

    def value(self, kind: ContactKind, name: str) -> str:
        slug = fold(name).replace(" ", "-")[:LONGEST]
        match kind:
            case ContactKind.PHONE:
                return invented_phone(self.country, self.random)
            case ContactKind.MAIL:
                return f"{slug}@example.org"
            case ContactKind.WEB:
                return f"https://example.org/{slug}"

    def some(self, name: str) -> list[Contact]:
        """What a group of the crowd gives: mostly a public address, sometimes a number, often only for those who keep the list."""
        tables = [
            {"kind": ContactKind.MAIL, "role": ContactRole.GROUP, "is_public": is_lucky(self.random, 80)},
            {"kind": ContactKind.PHONE, "role": ContactRole.NEWCOMERS, "is_public": is_lucky(self.random, 50)},
        ]
        found = [self.contact(name, table) for table in tables if is_lucky(self.random, 60)]
        for contact in found:
            days = self.random.choice(CONSENT_ENDS)
            if contact.is_public and days:
                contact.consent_until = self.today + timedelta(days=days)
        return found


def keep_contacts(contacts: Iterable[tuple[Owner, Contact]], *, source: Road) -> None:
    """Give each its owner, and keep it."""
    for owner, contact in contacts:
        setattr(contact, OWNER_FIELDS[type(owner)], owner)
        save(contact, by=None, source=source)
