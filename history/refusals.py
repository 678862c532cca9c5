"""Why something was not saved, for a coordinator."""

import logging

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from history.wording import field_names

logger = logging.getLogger(__name__)


def with_fields(error: ValidationError, model: type[models.Model]) -> list[str]:
    """The messages of a row's error, for where they do not stand beside their field."""
    if not hasattr(error, "error_dict"):
        return error.messages
    names = field_names(model)
    told = [(names.get(field), message) for field, found in error.message_dict.items() for message in found]
    return [f"{name}: {message}" if name else message for name, message in told]


def reasons(error: ValidationError | IntegrityError) -> tuple[str, ...]:
    """The sentences to show."""
    if isinstance(error, ValidationError):
        return tuple(error.messages)
    logger.warning("The database refused a form", exc_info=error)
    return (_("Not saved: this contradicts something that is already there."),)
