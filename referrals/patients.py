"""Text that staff write refuses to look like a patient: names, birth numbers, telephone numbers, mail addresses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interchange.personal.taking_out import take_out


def names_no_patient(text: str) -> None:
    """Refuse what looks like a person and say what it was. Raises ValidationError."""
    if take_out(text).held:
        raise ValidationError(_("This looks as if it told of a person. Write only about the meeting, nothing about a patient."))
