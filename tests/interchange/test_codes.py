"""The code tables: complete, without clashes, in our words."""

import pytest

from interchange.codes import CODE_SETS, FORMAT_SLUGS, Kind, Meaning, code_set
from meetings.kinds import Audience, Facility, FormatCategory
from places.models import ACCESS_FACTS

PROGRAMMES = sorted(CODE_SETS)

# The table "Programs (27) and their types" of the handbook, codes only.
SPECIFIED = {
    "aca": "ANH A AV B BEG POC CAP CC C COS D T FF G LLW LGBTQ LPG M NS O ASL SM S ST SMR TEEN TR X W WOR Y YA",
    "al-anon": "AC Y A BA BE AA AL O C FF G L LGBTQIA M POA POC ASL SM SP ST T X W YA",
    "aa": "11 12x12 A ABSI AL AL-AN ASL B BA BE BI BRK C CAN CF D DB DD DR FF G GR H L LGBTQ LIT LS M MED N NB NDG O OUT P POA "
    "POC SEN SM SP ST T TC TR W X XB XT Y",
    "cma": "ASL C LGBTQ LIT M BE O OUT POC SM SP ST T W Y X XB",
    "coda": "A BA BE B CF H C CAN AL-AN AL XT DLY FF G GR L LIT LGBTQ MED M O QA READ SHARE ASL SM SP ST TEEN D TR T X W WRITE Y",
    "ca": "11 12x12 ABSI A BA B H BRK BUS CF C CAN AL-AN AL XT DR D DD FF G GR L LIT LS LGBTQ MED M N BE O ASL SM SP ST TR T X W Y",
    "cea-how": "12x12 AACOA ABSI B BOOK CTB CEA-HOW DR HJF LS MAINT MED SP PROM RANDR ST D",
    "da": "AB AR B C CL M N O P SP ST TI TO V X W",
    "daa": "12x12 BA B C D M O ST SS W YP",
    "eda": "11 12x12 BA BEG B CC CF C NDG LIT LGBTQ MED M O OUT POC RF A SEN SP ST TO TR T X XB W WR Y",
    "ga": "20 BA B CAN CF C GAA COM CRC DR D GAM LIT LGBTQ MED M BE O PAR ASL SM SP ST TOP TR X W Y",
    "ha": "CPT BT BEG CAN CW C DISC GL IP IW JFT LIT LC M MED NS O QA RA SMOK SPK STEP SWG TOP TRAD VAR X W Y",
    "ma": "BB BE CCAP D H M MED NB O OUT POC SP T W X Y LGBTQI+",
    "na": "CPT BT BEG CAN CW C DISC GL IP IW JFT LIT LC M MED NS O QA RA SMOK SPK STEP SWG TOP TRAD VAR X W Y SPAD",
    "oa": "11TH 90D AA12 AIB B DOC FT LI LIS LIT MAIN MED NEWB BE HOW OA23 ST RELA SSP SP SD SPIR TEEN PROM TOOL D MISC VOR WORK "
    "WRIT",
    "pal": "",
    "sg": "",
    "rca": "C O SP",
    "rd": "BE BB CC C DF 8F IS IW LGBTQ M MI O PR WA W",
    "rr": "BE BB CC C DF 8F IS IW LGBTQ M MI O PR WA W",
    "saa": "C M O ST LGBTQ W",
    "sa": "BE B C MED M MI O PP SP ST W",
    "sca": "BE H C COURT D GL O SP ST",
    "slaa": "12x12 ALLG AN ASOG POA BDSM B CAM BA H C XT FTSY GC X HOW HR LEG LGBTQ LIT MED M MULT NEUR NC FF O POC PRI SCRE A SEN "
    "SWKR SP SPEC SPON ST S123 D TOPL TR TRMA VFOR WDRL W Y",
    "sia": "12x12 ASL B C FF GQ NDG LGBTQ LIT M N BE O OSH POC RIT SP ST STW T X XB W",
    "ua": "BIPOC M ST T W",
    "va": "12x12 C BE O",
}
LANGUAGES = "AF AM AR BG DA DE EL EN ES FA FI FR HE HI HR HU IS IT JA KA KO LT ML MT NE NL NO PA PL PT RU SK SL SV TH TL TR UK"


@pytest.mark.parametrize("slug", sorted(SPECIFIED))
def test_code_set_knows_every_code_of_its_programme(slug: str) -> None:
    programme = code_set(slug)

    unknown = [code for code in SPECIFIED[slug].split() if programme.read(code) is None]

    assert unknown == []


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_code_set_knows_tc_onl_and_every_language(slug: str) -> None:
    programme = code_set(slug)

    unknown = [code for code in ["TC", "ONL", *LANGUAGES.split()] if programme.read(code) is None]

    assert unknown == []


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_meanings_use_only_our_words(slug: str) -> None:
    ours = {
        Kind.ACCESS: {"open", "closed"},
        Kind.FORMAT: set(FORMAT_SLUGS),
        Kind.WELCOME: set(Audience.values),
        Kind.ONLY: set(Audience.values),
        Kind.FACILITY: set(Facility.values),
        Kind.FACT: set(ACCESS_FACTS),
    }

    foreign = [
        meaning
        for meanings in code_set(slug).meanings.values()
        for meaning in meanings
        if meaning.kind in ours and meaning.value not in ours[meaning.kind]
    ]

    assert foreign == []


def test_format_categories_are_those_of_meetings() -> None:
    assert set(FORMAT_SLUGS.values()) == set(FormatCategory.values)


def test_every_format_slug_has_a_code_somewhere() -> None:
    said = {
        meaning.value
        for slug in PROGRAMMES
        for meanings in code_set(slug).meanings.values()
        for meaning in meanings
        if meaning.kind == Kind.FORMAT
    }

    assert set(FORMAT_SLUGS) == said


@pytest.mark.parametrize("slug", PROGRAMMES)
def test_what_is_written_is_read_back(slug: str) -> None:
    programme = code_set(slug)
    sayable = {meaning for _code, says in programme.written for meaning in says}

    for meaning in sayable:
        written, unsaid = programme.write(frozenset({meaning}))
        alone = {each for code in written for each in programme.read(code) or ()}

        # Some meanings have a code only together with others (OA's "speaker, then discussion").
        assert alone == {meaning} or (written == [] and unsaid == {meaning})


@pytest.mark.parametrize(
    ("slug", "code", "meaning"),
    [
        ("aa", "S", Meaning(Kind.LANGUAGE, "es")),
        ("aca", "S", Meaning(Kind.FORMAT, "speaker")),
        ("aca", "SP", Meaning(Kind.LANGUAGE, "es")),
        ("aa", "T", Meaning(Kind.WELCOME, "trans")),
        ("aca", "T", Meaning(Kind.FORMAT, "fellowship-text")),
        ("ua", "T", Meaning(Kind.FORMAT, "tools")),
        ("aa", "Y", Meaning(Kind.WELCOME, "young")),
        ("al-anon", "Y", Meaning(Kind.MINORS)),
        ("aca", "Y", Meaning(Kind.FORMAT, "yellow-workbook")),
        ("aa", "B", Meaning(Kind.FORMAT, "big-book")),
        ("da", "B", Meaning(Kind.FORMAT, "business-owners")),
        ("aa", "POA", Meaning(Kind.FACILITY, "proof_of_attendance")),
        ("al-anon", "POA", Meaning(Kind.WELCOME, "parents")),
        ("aa", "A", Meaning(Kind.FORMAT, "secular")),
        ("aca", "A", Meaning(Kind.FORMAT, "adults-only")),
        ("oa", "TEEN", Meaning(Kind.WELCOME, "young")),
        ("aca", "TEEN", Meaning(Kind.MINORS)),
        ("aa", "TUR", Meaning(Kind.LANGUAGE, "tr")),
        ("sia", "UA", Meaning(Kind.LANGUAGE, "uk")),
        ("na", "TR", Meaning(Kind.LANGUAGE, "tr")),
        ("aa", "TR", Meaning(Kind.FORMAT, "tradition-study")),
        ("aa", "W", Meaning(Kind.ONLY, "women")),
    ],
)
def test_code_means_what_its_programme_says(slug: str, code: str, meaning: Meaning) -> None:
    assert code_set(slug).read(code) == (meaning,)


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("aca", "TR"),
        ("coda", "TR"),
        ("ca", "TR"),
        ("eda", "TR"),
        ("ga", "TR"),
        ("slaa", "TR"),
        ("slaa", "HR"),
        ("da", "AR"),
        ("rd", "IS"),
        ("rr", "IS"),
    ],
)
def test_code_that_the_plugin_shows_as_a_language_is_read_as_a_format_and_not_written(slug: str, code: str) -> None:
    programme = code_set(slug)

    meanings = programme.read(code)

    assert [meaning.kind for meaning in meanings or ()] == [Kind.FORMAT]
    assert code not in [written for written, _says in programme.written]


def test_reading_a_code_forgives_lower_case() -> None:
    assert code_set("aa").read("12X12") == code_set("aa").read("12x12") == (Meaning(Kind.FORMAT, "12x12"),)


def test_writing_prefers_the_code_that_says_most() -> None:
    wanted = frozenset({Meaning(Kind.FORMAT, "speaker"), Meaning(Kind.FORMAT, "discussion")})

    assert code_set("oa").write(wanted) == (["SD"], frozenset())


def test_unknown_code_set_is_an_error() -> None:
    with pytest.raises(KeyError):
        code_set("freemasons")
