"""What somebody gives to be checked: a text, a file, or the address of one, and whose meetings they are."""

from io import BytesIO
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Fellowship
from imports.fetching.spool import FetchError, unpacked
from imports.fetching.web import Limits, fetch
from imports.reasons import ImportCode
from interchange.codes import GENERAL

MEGABYTES = 5
MOST_BYTES = MEGABYTES * 1_000_000
LONGEST_ADDRESS = 500
LIMITS = Limits(seconds=15, most_bytes=MOST_BYTES)  # nobody's inner network, whatever imports may fetch from
TOO_LARGE = gettext_lazy("That is more than 5 MB. Check a part of the feed, or use the command check_feed on a computer of yours.")


class FellowshipForm(forms.Form):
    """Type codes mean something only within a fellowship."""

    fellowship = forms.ChoiceField(
        label=gettext_lazy("Whose meetings are they?"),
        required=False,
        help_text=gettext_lazy(
            "The same code means different things in different fellowships. Without this, codes are not checked."
        ),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        known = [row for row in Fellowship.objects.all() if row.code_set not in ("", GENERAL)]
        self.code_sets = {row.slug: row.code_set for row in known}
        choosable = cast("dict[str, forms.ChoiceField]", self.fields)
        choosable["fellowship"].choices = [("", _("Not known, or of several")), *((row.slug, str(row.name)) for row in known)]

    @property
    def code_set(self) -> str:
        """Whose codes they are; those of nobody where nothing was chosen."""
        return self.code_sets.get(self.cleaned_data["fellowship"], GENERAL)


class FeedForm(FellowshipForm):
    """A feed as it is pasted or uploaded; of both the file counts."""

    file = forms.FileField(
        label=gettext_lazy("A file"),
        required=False,
        help_text=gettext_lazy("JSON, CSV or TSV, also gzipped, at most 5 MB."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or the feed itself, pasted here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
    )
    field_order = ("file", "text", "fellowship")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("file") or cleaned.get("text", "").strip()):
            self.add_error("file", _("Choose a file, or paste a feed into the field below."))
        return cleaned

    def content(self) -> BinaryIO:
        """What was given, unpacked; the caller closes it. Raises FetchError."""
        given: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if given is None:
            return BytesIO(self.cleaned_data["text"].encode("utf-8", "replace"))
        if (given.size or 0) > MOST_BYTES:
            raise FetchError(ImportCode.TOO_LARGE)
        return unpacked(cast("BinaryIO", given.file), most_bytes=MOST_BYTES)


class AddressForm(FellowshipForm):
    """The address of a feed; only people who are signed in have this site ask others for something."""

    address = forms.CharField(
        label=gettext_lazy("The address of a feed"),
        max_length=LONGEST_ADDRESS,
        help_text=gettext_lazy("It begins with https://, and its server is on the public internet."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    field_order = ("address", "fellowship")
    prefix = "web"

    def content(self) -> BinaryIO:
        """What is at the address; the caller closes it. Raises FetchError."""
        content = fetch(self.cleaned_data["address"].strip(), limits=LIMITS).content
        return content or BytesIO()
