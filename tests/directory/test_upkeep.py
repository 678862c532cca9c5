"""What the nightly command forgets."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_upkeep_forgets_who_was_signed_in() -> None:
    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(minutes=1))
    Session.objects.create(session_key="lasting", session_data="", expire_date=now + timedelta(hours=1))

    call_command("upkeep", stdout=StringIO())

    assert [session.pk for session in Session.objects.all()] == ["lasting"]
