"""Mail addresses by which people sign in."""

from typing import Any

from django.db import models


class MailAddressField(models.EmailField[Any, Any]):
    """Kept and looked up in small letters: nobody has two accounts for one mailbox, and a capital letter locks nobody out."""

    def to_python(self, value: Any) -> Any:
        return small(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return small(super().get_prep_value(value))


def small(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
