"""The forms of the page on which a person says what the columns of a table are: first the table, then its columns."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from imports.fetching.spool import FetchError, unpacked
from imports.fetching.web import Limits, fetch, usual_limits
from imports.models import Source
from imports.problems import sentence
from imports.reasons import ImportCode
from interchange.reasons import ProblemCode
from interchange.spreadsheets import Sample, csv_address, guess, sample
from interchange.tables.columns import LEFT_OUT, NEEDED

MOST_BYTES = 5_000_000
SECONDS = 15
SALT = "imports.columns"
EXAMPLES = 3
LONGEST_EXAMPLE = 60

# What a column can be, in the order in which people look for it.
FIELDS: Mapping[str, Promise] = {
    LEFT_OUT: pgettext_lazy("column", "leave out"),
    "name": pgettext_lazy("column", "name of the meeting"),
    "day": pgettext_lazy("column", "weekday"),
    "time": pgettext_lazy("column", "time it begins"),
    "end_time": pgettext_lazy("column", "time it ends"),
    "duration": pgettext_lazy("column", "how long it lasts"),
    "half": pgettext_lazy("column", "am or pm"),
    "location": pgettext_lazy("column", "name of the building"),
    "address": pgettext_lazy("column", "street and number"),
    "formatted_address": pgettext_lazy("column", "whole address"),
    "city": pgettext_lazy("column", "town"),
    "postal_code": pgettext_lazy("column", "postal code"),
    "region": pgettext_lazy("column", "district or area"),
    "state": pgettext_lazy("column", "region, county or state"),
    "country": pgettext_lazy("column", "country"),
    "schedule_and_place": pgettext_lazy("column", "day, time and place in one text"),
    "location_notes": pgettext_lazy("column", "directions"),
    "latitude": pgettext_lazy("column", "latitude"),
    "longitude": pgettext_lazy("column", "longitude"),
    "types": pgettext_lazy("column", "types and formats"),
    "is_open": pgettext_lazy("column", "open: yes or no"),
    "open_sentence": pgettext_lazy("column", "who may come, as a sentence"),
    "is_step_free": pgettext_lazy("column", "wheelchair access: yes or no"),
    "has_hearing_loop": pgettext_lazy("column", "hearing loop: yes or no"),
    "notes": pgettext_lazy("column", "notes"),
    "attendance_option": pgettext_lazy("column", "in person or online"),
    "conference_url": pgettext_lazy("column", "link to the meeting online"),
    "conference_url_notes": pgettext_lazy("column", "how to join online"),
    "conference_phone": pgettext_lazy("column", "number to dial in"),
    "group": pgettext_lazy("column", "name of the group"),
    "group_notes": pgettext_lazy("column", "about the group"),
    "website": pgettext_lazy("column", "website of the group"),
    "url": pgettext_lazy("column", "page of the meeting"),
    "fellowship": pgettext_lazy("column", "fellowship"),
    "timezone": pgettext_lazy("column", "time zone"),
    "updated": pgettext_lazy("column", "day of the last change"),
    "slug": pgettext_lazy("column", "id of the row, the same for ever"),
    "contact_1_name": pgettext_lazy("column", "contact: name (is not shown to anybody)"),
    "contact_1_phone": pgettext_lazy("column", "contact: telephone (is not shown to anybody)"),
    "contact_1_email": pgettext_lazy("column", "contact: mail address (is not shown to anybody)"),
}
NO_TABLE = gettext_lazy("Choose a file, or have the address of the source fetched.")
HOW_TO_PUBLISH = gettext_lazy(
    "A web page came instead of a table. In Google Sheets choose File, Share, Publish to web, and there CSV; "
    "in other programs look for a link that ends in .csv or .xlsx."
)


class TableForm(forms.Form):
    """The table of which the columns are to be said: a file, or what is at the address of the source."""

    file = forms.FileField(
        label=gettext_lazy("A file"), required=False, help_text=gettext_lazy("CSV, XLSX, ODS or XLS, at most 5 MB. It is not kept.")
    )

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        """With the first rows under `sample`. Raises ValidationError where there are none."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            with self.content() as content:
                found = sample(content, self.source.language)
        except FetchError as error:
            raise ValidationError(sentence(error.code)) from error
        if not isinstance(found, Sample):
            raise ValidationError(str(HOW_TO_PUBLISH) if found == ProblemCode.FEED_IS_HTML else sentence(found))
        return {**cleaned, "sample": found}

    def content(self) -> BinaryIO:
        """What was given; the caller closes it. Raises FetchError and ValidationError."""
        given: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if given:
            if (given.size or 0) > MOST_BYTES:
                raise FetchError(ImportCode.TOO_LARGE)
            return unpacked(cast("BinaryIO", given.file), most_bytes=MOST_BYTES)
        if "fetch" not in self.data or not self.source.address:
            raise ValidationError(str(NO_TABLE))
        limits = Limits(SECONDS, MOST_BYTES, usual_limits().private_networks)
        content = fetch(csv_address(self.source.address), limits=limits).content
        if content is None:
            raise FetchError(ImportCode.UNREACHABLE)
        return content


class ColumnsForm(forms.Form):
    """What each column is. The first rows go along with the form, signed, so that nothing of them is kept here."""

    carried = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, shown: Sample, chosen: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.shown = shown
        self.fields["carried"].initial = signed(shown)
        columns = [(index, heading) for index, heading in enumerate(shown.headings) if heading and not shown.is_ours]
        for index, heading in columns:
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=heading,
                choices=list(FIELDS.items()),
                initial=chosen.get(heading, LEFT_OUT) if chosen.get(heading) in FIELDS else LEFT_OUT,
                help_text=" · ".join(cell[:LONGEST_EXAMPLE] for cell in shown.column(index)[:EXAMPLES]),
            )

    @classmethod
    def of(cls, found: Sample, remembered: Mapping[str, str]) -> "ColumnsForm":
        """With what was said the last time, and guesses for the rest."""
        return cls(found, {**guess(found), **{key: name for key, name in remembered.items() if key in found.headings}})

    @classmethod
    def sent(cls, data: Any) -> "ColumnsForm":
        """As it was sent. Raises signing.BadSignature where the rows are not ours."""
        return cls(unsigned(str(data.get("carried", ""))), {}, data)

    @property
    def mapping(self) -> dict[str, str]:
        """{heading: field} as it is now: as it was sent, else as it is proposed."""
        names = {name: field for name, field in self.fields.items() if name != "carried"}
        given = {} if not self.is_bound or self.errors.get("carried") else self.cleaned_data
        return {str(field.label): given.get(name, field.initial) for name, field in names.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = {value for name, value in cleaned.items() if name != "carried"}
        if not self.errors and not self.shown.is_ours and not chosen.intersection(NEEDED):
            raise ValidationError(_("Say which column is the town, the street or the whole address."))
        return cleaned


def signed(shown: Sample) -> str:
    """The rows for a hidden field."""
    return signing.dumps(asdict(shown), salt=SALT, compress=True)


def unsigned(carried: str) -> Sample:
    """The rows of a hidden field. Raises signing.BadSignature."""
    found = signing.loads(carried, salt=SALT, max_age=24 * 3600)
    return Sample(tuple(found["headings"]), tuple(tuple(row) for row in found["rows"]), found["is_ours"])
