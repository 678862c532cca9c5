"""What a feed could not say: "38 of 412 schedule rules cannot be said in this format", and why."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy, ngettext

from feeds.formats import Asked, FeedFormat
from interchange.reasons import LossCode
from interchange.records import Loss, MeetingRecord
from meetings.kinds import FREQUENCIES

# These leave a rule out; the others only a detail of what is written.
LEFT_OUT = {
    LossCode.NOT_WEEKLY: gettext_lazy("does not come every week"),
    LossCode.NO_DATES: gettext_lazy("has no dates"),
    LossCode.ENDED: gettext_lazy("no longer in force"),
    LossCode.NOT_YET: gettext_lazy("not yet in force"),
    LossCode.PAUSED_NOWHERE: gettext_lazy("does not meet for now, and there is no place at which the format could say so"),
}
HOW_OFTEN = {str(frequency): label for frequency, label in FREQUENCIES}


MOST_NAMED = 10_000  # meetings whose losses are told one by one


def loss_header(found: "array[int]", asked: Asked, form: FeedFormat) -> str:
    """How many rules the meetings have, and how many of these the format leaves out, before any of it is written (RFC 8941)."""
    counted = form.left_out(found, asked.today)
    return f"rules={counted.rules}, left-out={counted.left_out}"


class Counting:
    """Counts what passes, and keeps of it only of which meeting what is lost."""

    def __init__(self) -> None:
        self.meetings = self.rules = 0
        self.losses: Counter[tuple[LossCode, str]] = Counter()
        self.by_meeting: dict[str, list[str]] = defaultdict(list)

    def passing(self, records: Iterable[MeetingRecord]) -> Iterator[MeetingRecord]:
        """The records, counted."""
        for record in records:
            self.meetings += 1
            self.rules += len(record.rules)
            yield record

    def lose(self, loss: Loss) -> None:
        """Count a loss; which value a detail had is told only of its meeting."""
        self.losses[loss.code, loss.value if loss.code in LEFT_OUT else ""] += 1
        if loss.key in self.by_meeting or len(self.by_meeting) < MOST_NAMED:
            self.by_meeting[loss.key].append(named(loss))


def loss_report(records: Iterable[MeetingRecord], asked: Asked, form: FeedFormat) -> dict[str, Any]:
    """What writing these records would lose, in the language asked for."""
    counting = Counting()
    for _piece in form.write(counting.passing(records), asked, counting.lose):
        pass
    left_out = {pair: count for pair, count in counting.losses.most_common() if pair[0] in LEFT_OUT}
    with translation.override(asked.question.language):
        return {
            "format": form.name,
            "meetings": counting.meetings,
            "rules": counting.rules,
            "left_out": sum(left_out.values()),
            "sentence": sentence(sum(left_out.values()), counting.rules),
            "reasons": [
                {"reason": value or code, "text": reason(code, value), "rules": count} for (code, value), count in left_out.items()
            ],
            "details": {code: count for (code, _value), count in counting.losses.most_common() if code not in LEFT_OUT},
            "losses": [{"id": key, "reasons": list(dict.fromkeys(said))} for key, said in counting.by_meeting.items()],
        }


def named(loss: Loss) -> str:
    """A loss as a word: how often a rule comes that was left out, or "format: tradition-study"."""
    if loss.code in LEFT_OUT:
        return loss.value or loss.code
    return f"{loss.code}: {loss.value}" if loss.value else loss.code


def sentence(left_out: int, rules: int) -> str:
    """The whole in one sentence."""
    text = ngettext(
        "%(left_out)d of %(rules)d schedule rule cannot be said in this format.",
        "%(left_out)d of %(rules)d schedule rules cannot be said in this format.",
        rules,
    )
    return text % {"left_out": left_out, "rules": rules}


def reason(code: LossCode, value: str) -> str:
    """Why a rule was left out, in words: by how often it comes, where that is why."""
    return str(HOW_OFTEN.get(value) or LEFT_OUT[code])
