"""What a group says to those who send somebody: shown where it has said it, and nowhere else."""

from typing import Any

import pytest
from django.test import Client

from groups.kinds import Confirms, Orientation, Suits
from groups.models import Group
from meetings.kinds import Audience, Facility
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import make_group

pytestmark = pytest.mark.django_db
SENTENCES = {
    Suits.MEDICATION: "Whoever takes medicines as prescribed is welcome and need not justify it.",
    Suits.DUAL_DIAGNOSIS: "People with an addiction and a mental illness are welcome, and may speak of both.",
    Confirms.NEVER: "The group confirms to nobody that somebody came.",
    Confirms.ASK: "Ask the group before you come whether it confirms that you were there.",
    Confirms.YES: "If you ask for it, the group confirms on paper that you were there.",
}
LABELS = ("The group says", "Faith", "Proof that you came", "Answers to messages")


def pages(client: Client, group: Group, **meeting: Any) -> list[str]:
    """The page of a meeting of the group, and the group's own."""
    addresses = [address_of(today_meeting(group=group, **meeting)), f"/en/groups/{group.public_id}/{group.slug}/"]
    return [" ".join(page(client, address).split()) for address in addresses]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"suits": (Suits.MEDICATION,)}, {Suits.MEDICATION}),
        ({"suits": (Suits.DUAL_DIAGNOSIS, Suits.MEDICATION)}, {Suits.MEDICATION, Suits.DUAL_DIAGNOSIS}),
        ({"confirms_attendance": Confirms.NEVER}, {Confirms.NEVER}),
        ({"confirms_attendance": Confirms.ASK}, {Confirms.ASK}),
        ({"confirms_attendance": Confirms.YES}, {Confirms.YES}),
    ],
)
def test_what_the_group_has_said_stands_on_its_pages(client: Client, fields: dict[str, Any], said: set[str]) -> None:
    for content in pages(client, make_group(**fields)):
        assert {code for code, sentence in SENTENCES.items() if sentence in content} == said


def test_of_what_it_has_not_said_nothing_stands_there(client: Client) -> None:
    for content in pages(client, make_group()):
        assert [label for label in LABELS if f"<dt>{label}</dt>" in content] == []


def test_all_that_suits_stands_together(client: Client) -> None:
    group = make_group(suits=(Suits.MEDICATION,), orientation=Orientation.SECULAR)

    content = pages(client, group, audiences_only=(Audience.WOMEN,))[0]

    who = content.partition('<section aria-labelledby="who">')[2].partition("</section>")[0]
    for said in ("Women only.", SENTENCES[Suits.MEDICATION], "Secular: no prayers, no religion."):
        assert said in who


@pytest.mark.parametrize(("of_group", "said"), [("", Confirms.YES), (Confirms.ASK, Confirms.ASK)])
def test_meeting_that_confirms_says_so_unless_the_group_says_otherwise(client: Client, of_group: str, said: Confirms) -> None:
    group = make_group(confirms_attendance=of_group)

    content = pages(client, group, facilities=(Facility.PROOF_OF_ATTENDANCE,))[0]

    assert {code for code, sentence in SENTENCES.items() if sentence in content} == {said}


def test_group_says_how_soon_it_answers(client: Client) -> None:
    content = pages(client, make_group(answers_within_days=2))[1]

    said = content.partition("<dt>Answers to messages</dt>")[2].partition("</dd>")[0]
    assert "The group usually answers within 2 days." in said
