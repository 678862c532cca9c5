"""What a place is called where one is chosen."""

from django.utils.translation import override

from meetings.headings import place_label, place_labels
from places.models import Place


def san_jose(number: int, country: str = "PH", region: str = "") -> Place:
    return Place(id=number, name="San Jose", country=country, region=region)


def test_place_label_says_the_region_only_in_the_united_states() -> None:
    with override("sk"):
        assert place_label(san_jose(1, "PH", "Bicol")) == "San Jose, Filipíny"
        assert place_label(san_jose(2, "US", "California")) == "San Jose, California, Spojené štáty"
        assert place_label(None) == ""


def test_place_labels_say_the_region_where_two_would_agree() -> None:
    places = [san_jose(1, region="Mimaropa"), san_jose(2, "CR", "Alajuela"), san_jose(3, region="Bicol")]

    with override("sk"):
        labelled = place_labels(places)

    assert list(labelled) == ["San Jose, Mimaropa, Filipíny", "San Jose, Kostarika", "San Jose, Bicol, Filipíny"]
    assert list(labelled.values()) == places


def test_place_labels_keep_the_likeliest_of_one_region() -> None:
    likeliest, other, second = san_jose(1, region="Bicol"), san_jose(2, region="Mimaropa"), san_jose(3, region="Bicol")

    with override("sk"):
        labelled = place_labels([likeliest, other, second])

    assert labelled == {"San Jose, Bicol, Filipíny": likeliest, "San Jose, Mimaropa, Filipíny": other}
    assert place_labels([]) == {}
