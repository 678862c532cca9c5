"""A tally keeps examples and counts the rest."""

from imports.planning.tally import MOST_NOTED, MOST_REJECTIONS, Tally, Told, told
from interchange.reasons import ProblemCode
from interchange.records import Problem


def tally_of(count: int, *, rejects: bool) -> Tally:
    """So many problems of one kind."""
    tally = Tally()
    for number in range(count):
        tally.add(Told(code="x", key=str(number), rejects=rejects))
    return tally


def test_a_few_problems_are_told_one_by_one() -> None:
    assert [one.key for one in tally_of(3, rejects=False).all()] == ["0", "1", "2"]


def test_of_many_notes_some_are_told_and_the_rest_counted() -> None:
    *examples, rest = tally_of(MOST_NOTED + 7, rejects=False).all()

    assert (len(examples), rest) == (MOST_NOTED, Told(code="x", count=7))


def test_rejections_are_told_one_by_one_for_longer() -> None:
    *examples, rest = tally_of(MOST_REJECTIONS + 1, rejects=True).all()

    assert (len(examples), rest.count, rest.rejects) == (MOST_REJECTIONS, 1, True)


def test_problems_of_the_whole_feed_bring_their_figures() -> None:
    unknown = Problem(code=ProblemCode.UNKNOWN_CODE, rejects=False, details={"code": "BS", "count": 6})
    shared = {"latitude": 1.5, "longitude": 2.5, "rows": 144, "addresses": 30}

    assert (told(unknown).value, told(unknown).count) == ("BS", 6)
    point = told(Problem(code=ProblemCode.COORDINATES_SHARED, rejects=False, details=shared))
    assert (point.value, point.count) == ("1.5, 2.5", 144)
    assert told(Problem(code=ProblemCode.ENCODING_MIXED, rejects=False, details={"bytes": 3})).count == 3
