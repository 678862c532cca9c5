"""The forms by which anybody suggests a change of a listing, or a meeting that is not listed yet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Fellowship
from meetings.kinds import ACCESSES, ATTENDANCES
from meetings.models import Meeting
from places.models import Visibility
from upkeep.flat_fields import Choices
from upkeep.flat_forms import FlatLanguages, FlatNumber, FlatTick, FlatTime, form_field, weekday_choices
from upkeep.kinds import PublicForm
from upkeep.public_forms import LONGEST_TEXT, OpenForm, WrittenForm
from upkeep.suggesting import HAS_ENDED, Part, Values, difference, fields_of, listing_values, parts_of

BASIS_SALT = "upkeep.suggestion_forms.basis"
LONGEST_MINUTES = 24 * 60


class ChangeForm(WrittenForm):
    """The listing as everybody may see it, filled in. What it said when the page was shown goes along, signed: what has changed
    since by another road is not taken for a suggestion to change it back."""

    kind = PublicForm.CHANGE

    basis = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, meeting: Meeting, language: str) -> None:
        super().__init__(data, subject=meeting.public_id)
        self.meeting = meeting
        self.parts = parts_of(meeting)
        self.values = listing_values(meeting, language)
        for key, listed in fields_of(self.parts).items():
            self.fields[key] = form_field(listed.field, self.values[key])
        self.fields[HAS_ENDED] = FlatTick(label=gettext_lazy("The meeting has ended for good"), required=False)
        self.initial = {**self.values, "basis": signing.dumps(self.values, salt=self.basis_salt, compress=True)}

    @property
    def basis_salt(self) -> str:
        return f"{BASIS_SALT}.{self.subject}"

    @property
    def shown_values(self) -> Values:
        """The listing as the page showed it; as it stands now where that did not come back whole."""
        try:
            values: Values = signing.loads(self.data.get("basis", ""), salt=self.basis_salt)
        except signing.BadSignature:
            return self.values
        return values

    def shown_parts(self) -> Iterator[tuple[Part, list[forms.BoundField]]]:
        """The fields under their headings."""
        for part in self.parts:
            yield part, [self[field.key] for field in part.fields]

    @property
    def shows_address(self) -> bool:
        """Whether there is a house of which nothing stands here."""
        return self.meeting.venue is None or self.meeting.effective_visibility is Visibility.PUBLIC

    @property
    def has_ended(self) -> forms.BoundField:
        return self[HAS_ENDED]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        written = {key: cleaned[key] for key in self.values if key in cleaned}
        self.proposed = difference(self.shown_values, written)
        if not self.errors and not self.says_something(cleaned):
            self.add_error(None, _("Nothing is different yet. Change what is wrong, or write it in your own words."))
        return cleaned

    def says_something(self, cleaned: dict[str, Any]) -> bool:
        return bool(self.proposed or cleaned.get("text"))


class AnswerForm(OpenForm):
    """The answer to what a moderator asked back."""

    kind = PublicForm.CHANGE

    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))


HOW_OFTEN: Choices = [
    ("weekly", gettext_lazy("every week")),
    ("second", gettext_lazy("every second week")),
    ("even", gettext_lazy("in even weeks")),
    ("odd", gettext_lazy("in odd weeks")),
    *(
        (f"month{ordinal}", label)
        for ordinal, label in (
            (1, gettext_lazy("every month, in the first week")),
            (2, gettext_lazy("every month, in the second week")),
            (3, gettext_lazy("every month, in the third week")),
            (4, gettext_lazy("every month, in the fourth week")),
            (-1, gettext_lazy("every month, in the last week")),
        )
    ),
    ("other", gettext_lazy("otherwise: I write it below")),
]


def fellowship_choices() -> list[tuple[str, str]]:
    """All that are known, by name; one that is not is told in words."""
    known = sorted((str(one.name), one.slug) for one in Fellowship.objects.only("slug", "name"))
    return [("", _("another one, or none")), *((slug, name) for name, slug in known)]


class NewMeetingForm(WrittenForm):
    """A meeting that is not listed. Of a contact only those read who decide: it is never published from here."""

    kind = PublicForm.NEW

    name = forms.CharField(label=gettext_lazy("Name of the group or meeting"), max_length=200)
    fellowship = forms.ChoiceField(label=gettext_lazy("Which fellowship?"), choices=fellowship_choices, required=False)
    topic = forms.CharField(label=gettext_lazy("What is it about?"), max_length=200, required=False)
    attendance = forms.ChoiceField(label=gettext_lazy("How to take part"), choices=ATTENDANCES, initial=ATTENDANCES[0][0])
    city = forms.CharField(label=gettext_lazy("Town"), max_length=120, required=False)
    venue = forms.CharField(label=gettext_lazy("Name of the building"), max_length=200, required=False)
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=200, required=False)
    online_url = forms.URLField(label=gettext_lazy("Online link"), max_length=500, required=False, assume_scheme="https")
    how_often = forms.ChoiceField(label=gettext_lazy("How often"), choices=HOW_OFTEN, initial="weekly")
    weekday = forms.ChoiceField(label=gettext_lazy("Weekday"), choices=weekday_choices, required=False)
    start_minute = FlatTime(label=gettext_lazy("Starts"), required=False)
    duration_minutes = FlatNumber(label=gettext_lazy("Lasts (minutes)"), min_value=1, max_value=LONGEST_MINUTES, required=False)
    access = forms.ChoiceField(label=gettext_lazy("Who may come"), choices=ACCESSES, initial=ACCESSES[-1][0])
    languages = FlatLanguages(label=gettext_lazy("Languages"), required=False)
    contact = forms.CharField(
        label=gettext_lazy("How to reach the group"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only those who check the listings read this. It is not published."),
    )

    HEADINGS = (
        (gettext_lazy("The group"), ("name", "fellowship", "topic", "languages")),
        (gettext_lazy("Where"), ("attendance", "city", "venue", "street", "online_url")),
        (gettext_lazy("When, and who may come"), ("how_often", "weekday", "start_minute", "duration_minutes", "access")),
    )
    NOT_LISTED = ("homepage", "shown", "text", "reply_to", "contact")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, subject="new")

    def shown_parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        for heading, names in self.HEADINGS:
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_online = cleaned.get("attendance") in {"online", "phone"}
        if not is_online and not cleaned.get("city") and "attendance" in cleaned:
            self.add_error("city", _("Say in which town it meets."))
        if cleaned.get("how_often") == "other" and not cleaned.get("text"):
            self.add_error("text", _("Write how often it meets."))
        if cleaned.get("how_often") not in {None, "other"}:
            for name in ("weekday", "start_minute"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, _("Choose the day and the time."))
        return cleaned

    @property
    def proposed(self) -> Values:
        """What was filled in, as flat texts."""
        return {name: text for name, text in self.cleaned_data.items() if name not in self.NOT_LISTED and text}

    @property
    def told(self) -> str:
        """Their own words, with the contact under them."""
        contact = self.cleaned_data["contact"]
        line = _("How to reach the group: %(contact)s") % {"contact": contact} if contact else ""
        return "\n\n".join(part for part in (self.cleaned_data["text"], line) if part)
