"""Lists that write day, time and place into one text: "Mon 6.30 - 8.00pm, Mission Hall, 5 High St". Only what can mean one thing
is read: one day or a few, every week, at one time that says its half of the day."""

import re
from dataclasses import dataclass

from interchange.times import DAY_MINUTES, HALF_DAY_HOURS, WEEKDAYS, minutes

DAY = r"(?:mon|tues?|wed(?:nes)?|weds|thu|thurs?|fri|sat(?:ur)?|sun)(?:days?)?"
DAYS = rf"(?P<days>\b{DAY}\b(?:(?:,| ?&| ?/| and) ?\b{DAY}\b)*)"
CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
HALF = r"[ap]\.?m\b\.?|noon"
TO = r"\s{0,5}(?:-|–|to|\ufffd)\s{0,5}"
SCHEDULE = re.compile(
    rf"{DAYS}[\s,:]{{1,9}}(?P<start>{CLOCK})\s{{0,5}}(?P<start_half>{HALF})?(?:{TO}(?P<end>{CLOCK})\s{{0,5}}(?P<end_half>{HALF})?)?",
    re.IGNORECASE,
)
ANY_DAY = re.compile(rf"\b{DAY}\b", re.IGNORECASE)
NOT_EVERY_WEEK = re.compile(
    r"""
    \b(?: first | second | third | fourth | 1st | 2nd | 3rd | 4th | last | every\ other | alternat\w* | except )
        [^.;]{0,12} \b(?: mon | tue | wed | thu | fri | sat | sun | week )
    | \b(?: fort?nightly | bi-?weekly | monthly | each\ month | of\ the\ month | day\ varies | days\ vary )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Groups in prisons, wards and agencies: nobody from outside can go there.
NOT_PUBLIC = re.compile(
    r"""
    \bclosed[ -]{1,3}(?:\w+[ ])?(?: group | meeting ) | \(closed\b | \bclosed,?[ ]for\b
    | closed\ to\ the\ (?:general\ )?public | not\ open\ to\ the\ public
    | \binmates?\b | \bprison | \bcorrect(?:ional|ive)\b | \bdoc\b | \binpatients?\b
    | \b(?: clients | patients | residents | participants | students | members )[ -]only\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
PAUSED = re.compile(
    r"""
    temporarily\ closed | suspended | on\ hold\b | on\ hiatus | until\ further\ notice
    | will\ re-?open | re-?opening | last\ (?:meeting|group)\ \D{0,3}\d
    """,
    re.IGNORECASE | re.VERBOSE,
)
GAP = re.compile(r"\s{2,}|,")
ASIDES = ("(", " - ")
REMARK = re.compile(r"\*{2,5}([^*]+)\*{2,5}")  # "***MEETING NOTE: …***"
NOT_A_NAME = re.compile(r"\d|^(?:please|also|note|enter|park|call)\b", re.IGNORECASE)
LONGEST_MEETING = 4 * 60  # minutes; tells "11 – 12.30pm" from thirteen hours
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What such a text says, in the words of Meeting Guide JSON. `location` is the name of the place, if it begins with one."""

    day: str
    time: str
    end_time: str
    location: str
    address: str
    remark: str


def read_schedule(text: str, beside: str = "") -> Schedule | None:
    """The weekly schedule in a text; None where there is none, or several, or if it or what stands `beside` it says that it is not
    every week."""
    remark = "\n".join(part.strip() for part in REMARK.findall(text))
    text = REMARK.sub("  ", text)
    found = list(SCHEDULE.finditer(text))
    if len(found) != 1 or NOT_EVERY_WEEK.search(f"{remark} {text} {beside}"):
        return None
    match = found[0]
    rest = f"{text[: match.start()]}  {text[match.end() :]}"
    span = read_span(match)
    if span is None or ANY_DAY.search(rest):
        return None
    days = [day for day in re.split(r"[,&/ ]+|\band\b", match["days"].casefold()) if day]
    location, address = place_of(rest)
    return Schedule(
        day=",".join(whole_name(day) for day in days),
        time=clock(span[0]),
        end_time=clock(span[1]),
        location=location,
        address=address,
        remark=remark,
    )


def place_of(text: str) -> tuple[str, str]:
    """The name of the place, "" if the text does not begin with one, and the rest of it as an address."""
    parts = [part.strip(" .,;:-") for part in GAP.split(text)]
    parts = [part for part in parts if part]
    if parts and len(parts[0]) <= LONGEST_NAME and not NOT_A_NAME.search(parts[0]):
        return parts[0], ", ".join(parts[1:])
    return "", ", ".join(parts)


def read_span(match: re.Match[str]) -> tuple[int, int | None] | None:
    """Start and end in minutes since midnight. A half of the day that only one of them says is the other's as well, or the one
    before it, whichever makes a meeting of a few hours."""
    start_half, end_half = half(match["start_half"]), half(match["end_half"])
    is_said = bool(start_half or end_half)
    starts = times(match["start"], start_half, is_said=is_said)
    if not match["end"]:
        return (starts[0], None) if len(starts) == 1 else None
    spans = [(start, end) for start in starts for end in times(match["end"], end_half, is_said=is_said)]
    likely = [span for span in spans if 0 < (span[1] - span[0]) % DAY_MINUTES <= LONGEST_MEETING]
    return likely[0] if len(likely) == 1 else None


def half(word: str | None) -> str:
    """ "am", "pm", or "" where nothing is said; noon is the beginning of the afternoon."""
    return "" if not word else "pm" if word.casefold() == "noon" else f"{word[0].casefold()}m"


def times(text: str, half_of_day: str, *, is_said: bool) -> list[int]:
    """The times of day that a text can mean. Where no half of the day is said anywhere, two digits are an hour of 24."""
    hour, _, minute = text.replace(".", ":").partition(":")
    plain = f"{hour}:{minute or '00'}"
    if not half_of_day and (int(hour) > HALF_DAY_HOURS or (len(hour) > 1 and not is_said)):
        found = [minutes(plain)]
    else:
        found = [minutes(f"{plain} {each}") for each in ([half_of_day] if half_of_day else ["am", "pm"])]
    return [time for time in found if time is not None]


def whole_name(day: str) -> str:
    """The day under a name that every reader knows: "weds" and "thurs" are cut to three letters."""
    return day if day in WEEKDAYS else day[:3]


def clock(minute: int | None) -> str:
    """A time of day as the format writes it."""
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def town_and_aside(city: str) -> tuple[str, str]:
    """ "Woden - for gamblers" and "London (greater)": the town, and the whole where something is said beside it."""
    ends = [city.find(sign) for sign in ASIDES if city.find(sign) > 0]
    return (city[: min(ends)].strip(), city) if ends else (city, "")
