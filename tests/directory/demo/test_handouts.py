"""Handouts of the whole demo world, in the languages that only handouts have."""

import pytest
from django.utils.translation import override

from groups.models import Fellowship
from meetings.models import Meeting
from referrals.handout.blocks import blocks_of
from referrals.handout.fellowships import speak
from referrals.list_page import Entry
from tests.meetings.world import NOW
from tests.referrals.handouts import PARTIAL, untranslated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]


@pytest.mark.parametrize("language", PARTIAL)
def test_no_sentence_of_a_handout_is_left_in_english(language: str) -> None:
    meetings = list(Meeting.objects.published().for_listing(NOW))

    with override(language), untranslated(language) as found:
        shown = blocks_of([Entry(one, (), "", None, ()) for one in meetings], NOW)

    assert found == set()
    assert len(shown) == len(meetings)


@pytest.mark.parametrize("language", PARTIAL)
def test_every_fellowship_says_who_may_come_in_the_language(language: str) -> None:
    fellowships = list(Fellowship.objects.all())

    speak(fellowships, language)

    untold = [one.slug for one in fellowships if language not in one.open_sentence or language not in one.closed_sentence]
    assert untold == []
