"""What a sentence about weeks says, in the words of rules."""

from dataclasses import dataclass

from interchange.records import Access, Recurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseRule:
    """On which dates, and what of them. The recurrence has no time, and no weekday where the sentence names none: those of the
    meeting hold. Without an anchor nobody knows which of "every other Friday" it is: then `needs_anchor`."""

    recurrence: Recurrence
    access: Access = Access.NOT_STATED
    formats: tuple[str, ...] = ()

    @property
    def needs_anchor(self) -> bool:
        """Whether somebody has to say a date on which it was."""
        return self.recurrence.interval > 1 and self.recurrence.first_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that is understood wholly: from where to where in the text, and its rules."""

    start: int
    end: int
    rules: tuple[ProseRule, ...]

    @property
    def says_what(self) -> bool:
        """Whether it says what is on the dates, not only which they are."""
        return any(rule.formats or rule.access is not Access.NOT_STATED for rule in self.rules)
