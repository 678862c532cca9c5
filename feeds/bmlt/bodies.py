"""Service bodies by numbers. BMLT knows only these: each fellowship is one, at the top, and below it are its bodies.

The number of a fellowship is odd (2 × its key − 1), that of a body even (2 × its key), so that a number says which of both it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from groups.kinds import BodyKind, GroupStatus
from groups.models import Fellowship, Group, ServiceBody
from history.keeping import kept
from interchange.bmlt.options import Body

TOP = 0
FELLOWSHIP_TYPE, BODY_TYPE = "WS", "AS"  # the world's, and an area's
TYPES = {BodyKind.REGION: "RS", BodyKind.NATIONAL_OFFICE: "RS"}


def fellowship_number(key: int) -> int:
    return 2 * key - 1


def body_number(key: int) -> int:
    return 2 * key


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A service body as GetServiceBodies lists it. `key` is the permanent id of a body, the slug of a fellowship."""

    number: int
    parent: int
    key: str
    name: str
    description: str
    type: str
    url: str

    @property
    def is_fellowship(self) -> bool:
        return self.number % 2 == 1

    @property
    def fields(self) -> dict[str, str]:
        """Its fields in the order of the reference server. Nobody's telephone number is among them."""
        return {
            "id": str(self.number),
            "parent_id": str(self.parent),
            "name": self.name,
            "description": self.description,
            "type": self.type,
            "url": self.url,
            "helpline": "",
            "world_id": "",
        }


@dataclass(frozen=True)
class Bodies:
    """All service bodies. They are few: a country has some dozens."""

    nodes: dict[int, Node]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for node in self.nodes.values():
            found.setdefault(node.parent, []).append(node.number)
        return found

    @cached_property
    def by_key(self) -> dict[str, Body]:
        """The bodies by their permanent ids."""
        return {node.key: Body(node.number, node.name) for node in self.nodes.values() if not node.is_fellowship}

    @cached_property
    def by_slug(self) -> dict[str, Body]:
        """What stands for a group without a body, by the slug of its fellowship."""
        return {node.key: Body(node.number, node.name) for node in self.nodes.values() if node.is_fellowship}

    def with_descendants(self, numbers: Iterable[int]) -> frozenset[int]:
        """These and all below them. A number of no body stays, and nothing is below it."""
        found, waiting = set(), list(numbers)
        while waiting:
            number = waiting.pop()
            if number not in found and number != TOP:
                found.add(number)
                waiting += self.children.get(number, [])
        return frozenset(found)

    def with_ancestors(self, numbers: Iterable[int]) -> frozenset[int]:
        """These and all above them."""
        found, waiting = set(), list(numbers)
        while waiting:
            number = waiting.pop()
            if number not in found and number != TOP:
                found.add(number)
                waiting += [self.nodes[number].parent] if number in self.nodes else []
        return frozenset(found)


@kept
def all_bodies(language: str) -> Bodies:
    """The service bodies as a reader of this language is told of them."""
    tops = list(Fellowship.objects.order_by("pk"))
    bodies = list(ServiceBody.objects.order_by("pk"))
    served = fellowships_served(body for body in bodies if not body.parent_id and not body.fellowship_id)
    known = [*(fellowship_node(one, language) for one in tops), *(body_node(one, served, language) for one in bodies)]
    return Bodies({node.number: node for node in known})


def fellowship_node(fellowship: Fellowship, language: str) -> Node:
    return Node(
        number=fellowship_number(fellowship.pk),
        parent=TOP,
        key=fellowship.slug,
        name=fellowship.name.shown_to(language),
        description=fellowship.about.shown_to(language),
        type=FELLOWSHIP_TYPE,
        url=fellowship.website,
    )


def body_node(body: ServiceBody, served: dict[int, int], language: str) -> Node:
    fellowship = body.fellowship_id or served.get(body.pk)
    above = fellowship_number(fellowship) if fellowship else TOP
    return Node(
        number=body_number(body.pk),
        parent=body_number(body.parent_id) if body.parent_id else above,
        key=body.public_id,
        name=body.name,
        description=body.about.shown_to(language),
        type=TYPES.get(BodyKind(body.kind), BODY_TYPE),
        url=body.website,
    )


def fellowships_served(bodies: Iterable[ServiceBody]) -> dict[int, int]:
    """Of bodies that name no fellowship that of all their groups, where it is one."""
    keys = [body.pk for body in bodies]
    found: dict[int, set[int]] = {}
    groups = Group.objects.filter(service_body__in=keys, status=GroupStatus.ACTIVE).order_by()
    for body, fellowship in groups.values_list("service_body", "fellowship").distinct():
        found.setdefault(body or 0, set()).add(fellowship)
    return {body: several.pop() for body, several in found.items() if len(several) == 1}


def in_care_of(numbers: Iterable[int]) -> Q:
    """Rules of groups that belong to these bodies; to a fellowship those do that have no body."""
    bodies, fellowships = keys_of(numbers)
    without = Q(meeting__group__service_body=None, meeting__group__fellowship__in=fellowships)
    return Q(meeting__group__service_body__in=bodies) | without


def in_care_or_below(bodies: Bodies, numbers: Iterable[int]) -> Q:
    """Rules of groups of these bodies and of all below. Below a fellowship are all its groups, also those of bodies that serve
    several fellowships and stand below none: who asks for a fellowship means the whole of it."""
    keys, fellowships = keys_of(bodies.with_descendants(numbers))
    return Q(meeting__group__service_body__in=keys) | Q(meeting__group__fellowship__in=fellowships)


def keys_of(numbers: Iterable[int]) -> tuple[list[int], list[int]]:
    """The keys of bodies, and of fellowships."""
    asked = list(numbers)
    return [number // 2 for number in asked if number % 2 == 0], [(number + 1) // 2 for number in asked if number % 2 == 1]
