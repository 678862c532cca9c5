"""Forms that anybody may send, without an account and without a cookie: a signed time stamp and a field that only programs fill
in keep most of what nobody meant out; upkeep/limits.py does the rest."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.dates import day_text
from meetings.kinds import ReportKind
from meetings.models import Meeting
from upkeep.kinds import PublicForm
from upkeep.reporting import dates_offered, kinds_offered

QUICKEST, OLDEST = timedelta(seconds=2), timedelta(hours=24)
LARGEST_BYTES = 128 * 1024  # four long texts in Cyrillic, as browsers send them
LONGEST_TEXT = 2000
FOR_MACHINES = {"autocomplete": "off", "tabindex": "-1"}
CHOOSE_WHAT = gettext_lazy("Say what is wrong: press one of the buttons.")


def refuse_large(request: HttpRequest) -> None:
    """Nobody types so much: it is not even read. Raises RequestDataTooBig."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    if length.isdecimal() and int(length) > LARGEST_BYTES:
        raise RequestDataTooBig("A public form is small.")


class OpenForm(forms.Form):
    """`subject` is what it is about, so that a time stamp of one page does not serve another. Whatever is wrong, everything typed
    stays in the form."""

    kind: ClassVar[PublicForm]

    homepage = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, widget=forms.TextInput(attrs=FOR_MACHINES))
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, subject: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.subject = subject
        self.signer = TimestampSigner(salt=f"upkeep.public_forms.{self.kind}.{subject}")

    @property
    def is_of_machine(self) -> bool:
        """Whether something filled in what no person sees."""
        return bool(self.data.get("homepage"))

    @property
    def stamp(self) -> str:
        """What the page that is shown now carries: a good stamp goes on, any other is made anew."""
        return str(self.data["shown"]) if self.is_shown_within(OLDEST) else self.signer.sign("")

    def is_shown_within(self, age: timedelta) -> bool:
        """Whether the page was shown so lately, by the stamp that came back."""
        try:
            self.signer.unsign(self.data.get("shown", ""), max_age=age)
        except BadSignature:
            return False
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.is_shown_within(OLDEST):
            raise ValidationError(_("This page had been open for a long time. Nothing is lost: please send it once more."))
        if self.is_shown_within(QUICKEST):
            raise ValidationError(_("That was very quick, as programs are. Nothing is lost: please send it once more."))
        return cleaned

    def refuse_for_now(self) -> None:
        """Say that this network has sent too many in this hour; everything typed stays."""
        self.add_error(
            None, _("Many have come from your network in the last hour. Nothing is lost: please send it again in an hour.")
        )


class WrittenForm(OpenForm):
    """A form with room for what fits no field, and for an address to answer to."""

    text = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reply_to = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if you would like an answer"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ReportForm(WrittenForm):
    """What is wrong is said by the button that sends it."""

    kind = PublicForm.REPORT

    what = forms.ChoiceField(choices=ReportKind, error_messages={"required": CHOOSE_WHAT, "invalid_choice": CHOOSE_WHAT})
    about_date = forms.TypedChoiceField(
        label=gettext_lazy("On which date was it?"),
        coerce=date.fromisoformat,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, meeting: Meeting, now: datetime) -> None:
        super().__init__(data, subject=meeting.public_id)
        self.fields["text"].label = _("Anything else we should know")
        self.kinds = kinds_offered(meeting)
        days = dates_offered(meeting, now)
        choosable = cast("dict[str, forms.ChoiceField]", self.fields)
        choosable["what"].choices = [(kind, kind.label) for kind in self.kinds]
        choosable["about_date"].choices = [(day.isoformat(), day_text(day)) for day in days]
        self.initial["about_date"] = days[0].isoformat() if days else ""
