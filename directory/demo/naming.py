"""What groups and their meetings are called."""

from random import Random

from directory.demo.tables import read


class Namer:
    """Names in one language, none twice in a part of the world while there are others."""

    def __init__(self, language: str, random: Random) -> None:
        words = read(f"words/{language}")
        self.weekdays: list[str] = words["weekdays"]
        self.online: str = words["online"]
        self.usual = shuffled(words["names"], random)
        self.own = {slug: shuffled(names, random) for slug, names in words["named"].items()}

    def group(self, fellowship: str, town: str) -> str:
        """A group's name; online ones say so."""
        name = next_in_turn(self.own.get(fellowship, self.usual))
        if town:
            return name.format(town=town)
        return self.online.format(name=name.format(town="").strip())

    def on_weekday(self, group: str, weekday: int) -> str:
        """What a group that meets more than once calls one of its meetings: "Nádej – streda"."""
        return f"{group} – {self.weekdays[weekday]}"


def shuffled(names: list[str], random: Random) -> list[str]:
    return random.sample(names, len(names))


def next_in_turn(names: list[str]) -> str:
    """The first, which then goes to the end."""
    names.append(names.pop(0))
    return names[-1]
