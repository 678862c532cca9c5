"""Who may come: the table of visitors, and the sentences."""

import pytest
from django.utils import translation

from groups.kinds import Serves
from interchange.records import Access, Frequency
from meetings.access import Who, admission, welcome_sentences, who_may_come
from tests.meetings.world import make_group, make_meeting, make_rule

CONCERNED, RELATIVES, CHILDREN, MINORS, ANYONE = (
    Serves.PERSON_CONCERNED,
    Serves.RELATIVES,
    Serves.ADULT_CHILDREN,
    Serves.MINORS,
    Serves.ANYONE,
)


@pytest.mark.parametrize(
    ("who", "to_open", "to_closed"),
    [
        (None, set(Serves), set(Serves)),
        (Who.ME, {CONCERNED, ANYONE}, {CONCERNED, ANYONE}),
        (Who.UNSURE, {CONCERNED, ANYONE}, {CONCERNED, ANYONE}),
        (Who.FAMILY, set(Serves), {RELATIVES, CHILDREN, ANYONE}),
        (Who.YOUNG, set(Serves), {MINORS, CONCERNED, ANYONE}),
        (Who.PROFESSIONAL, set(Serves), set()),
    ],
)
def test_admission_is_the_table_of_visitors(who: Who | None, to_open: set[Serves], to_closed: set[Serves]) -> None:
    rules = admission(who)

    assert {serves for serves in Serves if rules.admits(Access.OPEN, serves)} == to_open
    assert {serves for serves in Serves if rules.admits(Access.CLOSED, serves)} == to_closed
    assert {serves for serves in Serves if rules.admits(Access.NOT_STATED, serves)} == to_closed


def test_a_wife_who_picks_al_anon_is_me_there() -> None:
    rules = admission(Who.ME, frozenset({RELATIVES}))

    assert rules.admits(Access.CLOSED, RELATIVES)
    assert not rules.admits(Access.CLOSED, CONCERNED)


@pytest.mark.parametrize(("minimum_age", "admits"), [(None, True), (12, True), (17, True), (18, False)])
def test_a_young_person_is_not_sent_where_an_age_limit_forbids_it(minimum_age: int | None, admits: bool) -> None:
    assert admission(Who.YOUNG).admits(Access.CLOSED, CONCERNED, minimum_age=minimum_age) is admits


def sentences(**fields: object) -> list[str]:
    meeting_fields = {name: fields.pop(name) for name in ("audiences_only",) if name in fields}
    rule_fields = {name: fields.pop(name) for name in ("access", "ask_first") if name in fields}
    meeting = make_meeting(group=make_group(**fields), **meeting_fields)  # type: ignore[arg-type]
    return [one.text for one in who_may_come(meeting, make_rule(meeting, **rule_fields))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"access": Access.OPEN}, ["Anyone may come, also family, friends and professionals."]),
        ({"access": Access.CLOSED}, ["Only for people who have this problem themselves, or think they might."]),
        ({"access": Access.NOT_STATED}, ["The group has not said who may come; please ask first."]),
        (
            {"access": Access.OPEN, "audiences_only": ("women",)},
            ["Women only.", "You do not have to be affected yourself."],
        ),
        (
            {"access": Access.OPEN, "audiences_only": ("person_concerned",)},
            ["Only for people who have the problem themselves."],
        ),
        (
            {"access": Access.OPEN, "is_invitation_only": True},
            ["By invitation: please contact the group first."],
        ),
        (
            {"access": Access.NOT_STATED, "audiences_only": ("women",)},
            ["The group has not said who may come; please ask first.", "Women only."],
        ),
        (
            {"access": Access.OPEN, "ask_first": True},
            ["Anyone may come, also family, friends and professionals.", "Please contact the group before your first visit."],
        ),
        (
            {"access": Access.OPEN, "minimum_age": 12, "maximum_age": 20},
            ["Anyone may come, also family, friends and professionals.", "For ages 12 to 20."],
        ),
        (
            {"access": Access.CLOSED, "is_invitation_only": True},
            [
                "Only for people who have this problem themselves, or think they might.",
                "By invitation: please contact the group first.",
            ],
        ),
    ],
)
def test_who_may_come_is_said_in_whole_sentences(fields: dict[str, object], expected: list[str]) -> None:
    assert sentences(**fields) == expected


@pytest.mark.django_db
def test_an_open_date_among_closed_ones_says_so() -> None:
    meeting = make_meeting()
    make_rule(meeting, access=Access.CLOSED)
    seldom = make_rule(meeting, access=Access.OPEN, frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-1,))

    assert who_may_come(meeting, seldom)[0].text == "Usually closed. Open on this date."


@pytest.mark.django_db
def test_an_open_date_among_as_many_closed_ones_is_not_called_an_exception() -> None:
    meeting = make_meeting()
    make_rule(meeting, access=Access.CLOSED)
    opened = make_rule(meeting, access=Access.OPEN, weekday=3)

    assert who_may_come(meeting, opened)[0].text == "Open on this date; on some others it is closed."


@pytest.mark.django_db
def test_the_fellowship_s_own_sentence_comes_in_the_reader_s_language() -> None:
    meeting = make_meeting()
    meeting.group.fellowship.closed_sentence = {"sk": "Len pre členov.", "en": "Members only."}
    meeting.group.fellowship.save()
    rule = make_rule(type(meeting).objects.get(), access=Access.CLOSED)

    with translation.override("sk"):
        assert [one.text for one in who_may_come(rule.meeting, rule)] == ["Len pre členov."]


@pytest.mark.django_db
def test_a_closed_group_of_young_people_does_not_speak_with_the_fellowship_s_sentence_for_adults() -> None:
    meeting = make_meeting()
    meeting.group.fellowship.closed_sentence = {"en": "Only for relatives and friends."}
    meeting.group.fellowship.save()
    meeting.group.serves = Serves.MINORS
    meeting.group.save()
    rule = make_rule(type(meeting).objects.get(), access=Access.CLOSED)

    assert [one.text for one in who_may_come(rule.meeting, rule)] == ["Only for young people."]


@pytest.mark.django_db
def test_audiences_that_are_welcome_are_told_apart_from_only() -> None:
    meeting = make_meeting(audiences_welcome=("women", "professionals"))

    assert [one.text for one in welcome_sentences(meeting)] == ["Women are especially welcome.", "Professionals are welcome."]
