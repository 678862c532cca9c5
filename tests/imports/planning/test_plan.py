"""A plan: what came in is created, updated, unchanged or rejected, each once, and what is missing is withdrawn with care."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.planning.plan import Known, Plan, Rejected, Verdict, make_plan

KEYS = st.sampled_from([f"k{number}" for number in range(12)])
FINGERPRINTS = st.sampled_from(["a", "b"])
KNOWN = st.dictionaries(KEYS, st.builds(Known, FINGERPRINTS, st.sampled_from([1, None]), is_withdrawn=st.booleans()))
INCOMING = st.lists(st.tuples(KEYS, FINGERPRINTS))
REJECTED = st.frozensets(KEYS).flatmap(
    lambda keys: st.builds(Rejected, count=st.integers(len(keys), len(keys) + 3), keys=st.just(keys))
)


def live(count: int) -> dict[str, Known]:
    """So many meetings that a source lists."""
    return {f"k{number}": Known("a", number) for number in range(count)}


def plan_without(missing: int, *, of: int, share: int = 20, **options: bool) -> Plan:
    """The plan for a feed that lacks some of the meetings that are listed."""
    incoming = [(f"k{number}", "a") for number in range(missing, of)]
    return make_plan(incoming, Rejected(), live(of), withdraw_share_percent=share, **options)


# A machine that is busy with other tests draws slowly, which says nothing of the plan.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(INCOMING, REJECTED, KNOWN, st.integers(0, 100))
def test_a_plan_always_adds_up(incoming: list[tuple[str, str]], rejected: Rejected, known: dict[str, Known], share: int) -> None:
    plan = make_plan(incoming, rejected, known, withdraw_share_percent=share)

    assert plan.came_in == len(incoming) + rejected.count
    assert plan.came_in == len(plan.creates) + len(plan.updates) + plan.unchanged + plan.rejected


@PATIENT
@given(INCOMING, REJECTED, KNOWN, st.integers(0, 100))
def test_each_key_has_one_fate(incoming: list[tuple[str, str]], rejected: Rejected, known: dict[str, Known], share: int) -> None:
    plan = make_plan(incoming, rejected, known, withdraw_share_percent=share)

    keys = {key for key, _fingerprint in incoming}
    assert plan.creates == keys - known.keys()
    assert plan.restores <= plan.updates <= keys & known.keys()
    assert plan.withdrawals == {key for key, former in known.items() if former.is_live} - keys - rejected.keys


@given(st.dictionaries(KEYS, FINGERPRINTS))
def test_the_same_feed_again_changes_nothing(feed: dict[str, str]) -> None:
    known = {key: Known(fingerprint, 1) for key, fingerprint in feed.items()}

    plan = make_plan(feed.items(), Rejected(), known, withdraw_share_percent=0)

    assert not plan.creates | plan.updates | plan.withdrawals
    assert (plan.unchanged, plan.verdict) == (len(feed), Verdict.APPLY)


def test_a_repeat_is_unchanged() -> None:
    plan = make_plan([("k", "a"), ("k", "a")], Rejected(), {}, withdraw_share_percent=20)

    assert (set(plan.creates), plan.unchanged) == ({"k"}, 1)


def test_what_comes_back_is_updated_and_restored() -> None:
    plan = make_plan([("k", "a")], Rejected(), {"k": Known("a", 1, is_withdrawn=True)}, withdraw_share_percent=20)

    assert (set(plan.updates), set(plan.restores)) == ({"k"}, {"k"})


def test_what_a_person_deleted_stays_away() -> None:
    plan = make_plan([("k", "b")], Rejected(), {"k": Known("a", None)}, withdraw_share_percent=20)

    assert (len(plan.creates), len(plan.updates), plan.unchanged) == (0, 0, 1)


def test_what_could_not_be_read_is_not_missing() -> None:
    plan = make_plan([], Rejected(count=1, keys=frozenset({"k"})), {"k": Known("a", 1)}, withdraw_share_percent=0)

    assert (len(plan.withdrawals), plan.verdict) == (0, Verdict.APPLY)


def test_withdrawals_up_to_the_share_need_nobody() -> None:
    assert plan_without(2, of=10).verdict is Verdict.APPLY


def test_more_withdrawals_than_the_share_wait() -> None:
    assert plan_without(3, of=10).verdict is Verdict.HOLD_WITHDRAWALS


def test_a_feed_without_most_of_its_meetings_waits_as_a_whole() -> None:
    assert plan_without(5, of=10).verdict is Verdict.HOLD_WITHDRAWALS
    assert plan_without(6, of=10).verdict is Verdict.WAIT


def test_a_person_may_allow_any_withdrawal() -> None:
    assert plan_without(10, of=10, allow_withdrawals=True).verdict is Verdict.APPLY


def test_a_source_that_may_withdraw_everything_never_waits() -> None:
    assert plan_without(10, of=10, share=100).verdict is Verdict.APPLY
