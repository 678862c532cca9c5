"""Who is asked when: pure, on invented keys."""

from datetime import date, timedelta

import pytest

from upkeep.asking import Asked, Holders, Listing, days_of, due_now, stage_on
from upkeep.kinds import Stage

TODAY = date(2026, 11, 24)
FIRST, SECOND, OFFICE, CONFIRMER, ABOVE = 1, 2, 3, 4, 5
GROUP, BODY, REGION = 10, 20, 30
PATH = f"/{REGION}/{BODY}/"
HOLDERS = Holders(groups={GROUP: (FIRST, SECOND)}, bodies={BODY: (CONFIRMER, OFFICE)}, queues={BODY: (OFFICE,), REGION: (ABOVE,)})


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def asked_on(days: int, holders: Holders = HOLDERS, asked: tuple[Asked, ...] = (), path: str = PATH) -> list[tuple[int, Stage]]:
    """Whom a listing that was vouched for so many days ago asks today, and at which stage."""
    listing = Listing(meeting=100, group=GROUP, path=path, vouched_on=ago(days))
    return [(due.user, due.stage) for due in due_now(listing, holders, asked, TODAY, confirmed_days=90)]


def before(days: int, *pairs: tuple[int, Stage]) -> tuple[Asked, ...]:
    """What was asked in the round that began so many days ago."""
    return tuple(Asked(user, stage, ago(days)) for user, stage in pairs)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (75, None),
        (76, Stage.SOON),
        (89, Stage.SOON),
        (90, Stage.DUE),
        (97, Stage.OTHER_HOLDER),
        (104, Stage.BODY),
        (500, Stage.BODY),
    ],
)
def test_stage_follows_the_days(days: int, stage: Stage | None) -> None:
    assert stage_on(ago(days), TODAY, confirmed_days=90) is stage


def test_days_are_reckoned_from_how_long_a_confirmation_holds() -> None:
    assert [days_of(stage, confirmed_days=30) for stage in Stage] == [16, 30, 37, 44]
    assert days_of(Stage.SOON, confirmed_days=5) == 1


def test_nobody_is_asked_before_its_time() -> None:
    assert asked_on(75) == []


def test_first_holder_is_asked_and_asked_again() -> None:
    assert asked_on(76) == [(FIRST, Stage.SOON)]
    assert asked_on(83, asked=before(83, (FIRST, Stage.SOON))) == []
    assert asked_on(90, asked=before(90, (FIRST, Stage.SOON))) == [(FIRST, Stage.DUE)]


def test_other_holder_is_asked_when_the_first_is_silent() -> None:
    asked = before(97, (FIRST, Stage.SOON), (FIRST, Stage.DUE))

    assert asked_on(97, asked=asked) == [(SECOND, Stage.OTHER_HOLDER)]


def test_group_with_one_holder_turns_to_its_body() -> None:
    alone = Holders(groups={GROUP: (FIRST,)}, bodies=HOLDERS.bodies, queues=HOLDERS.queues)
    asked = before(97, (FIRST, Stage.DUE))

    assert asked_on(97, alone, asked) == [(CONFIRMER, Stage.OTHER_HOLDER), (OFFICE, Stage.OTHER_HOLDER)]


def test_queue_of_the_body_is_asked_last_and_once() -> None:
    asked = before(104, (FIRST, Stage.DUE), (SECOND, Stage.OTHER_HOLDER))

    assert asked_on(104, asked=asked) == [(OFFICE, Stage.BODY)]
    assert asked_on(200, asked=(*asked, *before(104, (OFFICE, Stage.BODY)))) == [
        (OFFICE, Stage.BODY),
        (FIRST, Stage.BODY),
        (SECOND, Stage.BODY),
    ]  # another round: its beginning is another day
    assert asked_on(104, asked=(*asked, *before(104, (OFFICE, Stage.BODY)))) == []


def test_group_without_holders_asks_the_nearest_body() -> None:
    nobody_near = Holders(bodies={REGION: (ABOVE,)}, queues={REGION: (ABOVE,)})

    assert asked_on(80, Holders(bodies=HOLDERS.bodies)) == [(CONFIRMER, Stage.SOON)]
    assert asked_on(80, nobody_near) == [(ABOVE, Stage.SOON)]
    assert asked_on(80, Holders()) == []


def test_missed_stages_are_one_mail_to_each_and_not_a_series() -> None:
    assert asked_on(150) == [(OFFICE, Stage.BODY), (FIRST, Stage.BODY), (SECOND, Stage.BODY)]


def test_listing_nobody_vouched_for_is_asked_at_once_and_then_by_its_first_question() -> None:
    listing = Listing(meeting=100, group=GROUP, path=PATH, vouched_on=None)

    first = due_now(listing, HOLDERS, (), TODAY, confirmed_days=90)
    later = due_now(listing, HOLDERS, [Asked(FIRST, Stage.SOON, first[0].since)], TODAY + timedelta(14), confirmed_days=90)

    assert [(due.user, due.stage) for due in first] == [(FIRST, Stage.SOON)]
    assert [(due.user, due.stage, due.since) for due in later] == [(FIRST, Stage.DUE, first[0].since)]


def test_questions_of_an_earlier_round_do_not_count() -> None:
    assert asked_on(76, asked=before(170, (FIRST, Stage.SOON))) == [(FIRST, Stage.SOON)]
