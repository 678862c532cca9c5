"""Why something was left out, changed or held: closed lists of codes. Other rooms turn them into sentences for people."""

from enum import StrEnum


class ProblemCode(StrEnum):
    """What a reader found wrong. The first group rejects the whole feed, the second a record; the rest are only noted."""

    FEED_EMPTY = "feed_empty"  # there is nothing in it, not even an empty list
    FEED_IS_HTML = "feed_is_html"  # a web page came instead of data
    FEED_NOT_JSON = "feed_not_json"  # it is not JSON, or stops being JSON somewhere
    FEED_TRUNCATED = "feed_truncated"  # it ends in the middle
    HEADING_MISSING = "heading_missing"  # a table without a heading: a first row with Address or City
    FEED_NOT_A_LIST = "feed_not_a_list"  # it is JSON, but no list of meetings
    FEED_WITHOUT_MEETINGS = "feed_without_meetings"  # a list, but nothing in it has a day, a time or a type: addresses, offices …
    FEED_NOT_A_CALENDAR = "feed_not_a_calendar"  # not iCalendar
    FEED_TOO_LARGE = "feed_too_large"  # more than is read of a format that has to be seen as a whole
    FEED_TOO_COMPLEX = "feed_too_complex"  # a record is larger, or nested deeper, than any meeting can be

    NOT_A_TABLE = "not_a_table"  # neither a table nor a workbook, where one is asked for
    WORKBOOK_BROKEN = "workbook_broken"  # a spreadsheet (XLSX, ODS, XLS) that cannot be opened, or is locked
    WORKBOOK_TOO_LARGE = "workbook_too_large"  # … that unpacks to more than is opened, or takes too long

    NOT_AN_OBJECT = "not_an_object"  # an entry of the list is not an object
    NAME_MISSING = "name_missing"  # neither the meeting nor the group nor the place has a name
    DAY_MISSING = "day_missing"  # a time without a day
    DAY_UNREADABLE = "day_unreadable"  # no day could be read from what is there
    TIME_MISSING = "time_missing"  # a day without a time
    TIME_UNREADABLE = "time_unreadable"  # the time can mean nothing, or several things
    SCHEDULE_UNREADABLE = "schedule_unreadable"  # day, time and place are one text, and it cannot be taken apart for sure
    CELL_UNREADABLE = "cell_unreadable"  # a cell of our own spreadsheet that says when, and cannot be read
    RULE_INCOMPLETE = "rule_incomplete"  # … that is empty, and without it nobody knows the dates
    OTHER_FELLOWSHIP = "other_fellowship"  # a row of a list of several that is of another fellowship than asked for
    NOT_PUBLISHED = "not_published"  # its list says that it is not to be shown
    NO_SCHEDULE = "no_schedule"  # a service that does not say when it takes place
    MEETING_ENDED = "meeting_ended"  # its last date is past, or it is called off for good
    RULE_UNREADABLE = "rule_unreadable"  # dates that repeat in a way that no rule of ours can say; value: the rule
    NOT_PUBLIC = "not_public"  # for the inmates, patients or clients of a house only
    NOWHERE = "nowhere"  # no place, no link and no telephone number: nobody can go there

    DATES_PARTLY_UNREADABLE = "dates_partly_unreadable"  # of several rules or dates some could not be read; value: the rule
    SINGLE_DATES = "single_dates"  # single dates are elsewhere, which an import does not bring in; value: how many
    ENCODING_MIXED = "encoding_mixed"  # bytes that are no UTF-8 were read as Windows-1250; details: bytes
    ENCODING_WESTERN = "encoding_western"  # … as Windows-1252; details: bytes
    ROWS_DIFFER = "rows_differ"  # rows of one meeting say different things of it; the first counts
    CHANGES_UNREADABLE = "changes_unreadable"  # dates that differ from their rule could not be read
    WORD_UNKNOWN = "word_unknown"  # a cell with a choice of words has another one; it counts as empty
    UNKNOWN_COLUMN = "unknown_column"  # a column of a table that nobody knows, left out; details: column, count
    UNKNOWN_CODE = "unknown_code"  # a code that its programme does not have, kept as it is; details: code, count
    COORDINATES_SHARED = "coordinates_shared"  # one point for many addresses; details: latitude, longitude, rows, addresses
    SLUG_MISSING = "slug_missing"  # the record got a key made from its content
    SLUG_REPEATED = "slug_repeated"  # another record with other content has the same slug; the key was made different
    DAY_PARTLY_UNREADABLE = "day_partly_unreadable"  # of several days some could not be read
    END_UNREADABLE = "end_unreadable"  # how long it lasts is not known
    ZONE_UNKNOWN = "zone_unknown"  # no time zone of that name; the default was taken
    OPEN_AND_CLOSED = "open_and_closed"  # said to be both: access is "not stated, ask first"
    CODES_UNREADABLE = "codes_unreadable"  # something among the codes that is no code was left out
    COORDINATES_MISSING = "coordinates_missing"  # a place without coordinates
    COORDINATES_WRONG = "coordinates_wrong"  # 0/0, not numbers, or not on Earth
    ATTENDANCE_UNKNOWN = "attendance_unknown"  # the word for how one takes part is unknown; the other fields decided
    LINK_DROPPED = "link_dropped"  # not an http(s) address; held
    LINK_MISSING = "link_missing"  # said to be online, without link and number
    UPDATED_UNREADABLE = "updated_unreadable"  # the date of the last change could not be read
    UPDATED_IN_FUTURE = "updated_in_future"  # the date of the last change is after the run, and was not taken
    TEXT_SHORTENED = "text_shortened"  # longer than the field can be
    TEXT_DROPPED = "text_dropped"  # a list or an object where a text should be


class CheckCode(StrEnum):
    """What known readers of Meeting Guide JSON make of a feed that can be read (standards/meeting-guide.md): the first group is
    about the feed as a whole, the others about when, where, how, who, and texts."""

    FEED_WRAPPED = "feed_wrapped"  # the list is inside an object
    FEED_NOT_STRICT = "feed_not_strict"  # raw line breaks in strings, NaN: a program that keeps to the standard refuses it
    RECORD_TWICE = "record_twice"  # a slug that was there before
    SLUG_LONG = "slug_long"
    SLUG_UNFIT = "slug_unfit"  # not fit for an address on the web
    NAME_LONG = "name_long"
    NAME_REPEATS = "name_repeats"  # the name says "meeting" or "AA", which everybody knows

    DAY_LIST = "day_list"
    DAY_FORM = "day_form"  # a name, or a number in a string
    DAY_EMPTY = "day_empty"  # "" or null, where a meeting by appointment leaves the field out
    TIME_FORM = "time_form"  # a time that is not HH:MM
    TIME_24 = "time_24"  # 24:00, which is no time of any day
    END_FORM = "end_form"
    END_BEFORE = "end_before"  # after midnight: readers take it for the morning before
    ZONE_LEFT_OUT = "zone_left_out"
    UPDATED_FORM = "updated_form"  # not YYYY-MM-DD HH:MM:SS

    ADDRESS_LEFT_OUT = "address_left_out"
    ADDRESS_IN_PARTS = "address_in_parts"  # parts, but no formatted_address
    APPROXIMATE_LEFT_OUT = "approximate_left_out"
    APPROXIMATE_GUESSED = "approximate_guessed"  # … and the address has fewer than four parts: taken for an area
    APPROXIMATE_FORM = "approximate_form"  # neither "yes" nor "no"
    COORDINATES_TEXT = "coordinates_text"  # in strings

    HOST_NOT_SHOWN = "host_not_shown"  # a conference_url that the finders hide
    LINK_NOT_SECURE = "link_not_secure"  # http
    PHONE_SHORT = "phone_short"  # fewer than ten characters: dropped
    PHONE_STAR = "phone_star"  # readers take the * out

    TYPES_LEFT_OUT = "types_left_out"
    TYPES_FORM = "types_form"  # not a list of strings
    TYPES_CASE = "types_case"  # a code in other letters than the programme's
    TYPES_ONLINE = "types_online"  # ONL, which readers add themselves

    VALUE_EMPTY = "value_empty"  # "" or null
    TEXT_FORM = "text_form"  # a number, list or object where a text should be
    TEXT_HTML = "text_html"
    TEXT_PERSONAL = "text_personal"  # a number, a mail address, a password, a name in a text for everybody
    CONTACT_PUBLIC = "contact_public"  # a field for somebody's name, number or mail address
    ENTITY_LEFT_OUT = "entity_left_out"  # entity_* without entity
    ENTITY_ONE_URL = "entity_one_url"  # one of entity_url and entity_website_url
    REGIONS_FORM = "regions_form"  # not a list
    FIELD_UNKNOWN = "field_unknown"


class HeldReason(StrEnum):
    """Why a text was taken out of what everybody sees, for a person to look at."""

    CONTACT = "contact"  # a field for contacts or for the people who keep the listing
    EMAIL = "email"  # an e-mail address in free text
    PHONE = "phone"  # a telephone number in free text
    PASSWORD = "password"  # noqa: S105  # a password or passcode in free text
    NAME = "name"  # somebody's name in free text
    LINK = "link"  # where a link should be, but not one that a page may show


class LossCode(StrEnum):
    """What a writer could not say in its format. The first group leaves a rule or the whole record out."""

    NOT_WEEKLY = "not_weekly"  # a rule that does not come every week; details: frequency
    ENDED = "ended"  # a rule whose last date is past
    NOT_YET = "not_yet"  # a rule whose first date is still to come
    NO_DATES = "no_dates"  # always open or by appointment, where the format knows only dates; details: frequency
    PAUSED_NOWHERE = "paused_nowhere"  # paused and only online: nothing would say that it is paused

    DATES_LISTED = "dates_listed"  # the coming dates are written one by one, and end somewhere; details: frequency
    IN_WORDS = "in_words"  # when is told in words only; details: frequency
    SUMMER_TIME = "summer_time"  # the time holds until the clocks are put on or back
    DATE_ELSEWHERE = "date_elsewhere"  # a single date at another place is left out
    ACCESS_VARIES = "access_varies"  # open on some dates, closed on others
    END_VARIES = "end_varies"  # the dates of one weekly entry last differently long
    END_AFTER_MIDNIGHT = "end_after_midnight"  # the end is left out, readers would take it for the morning before
    ASK_FIRST = "ask_first"  # "please ask first" has no code
    LINK_HIDDEN = "link_hidden"  # left out, or readers would take a paused meeting, or one in person, for an online one
    PHONE_UNREADABLE = "phone_unreadable"  # no country code could be put before the number
    PHONE_KEYS = "phone_keys"  # the * of a number to dial; readers strip it
    FORMAT = "format"  # the programme has no code for a format
    AUDIENCE = "audience"  # … for an audience
    LANGUAGE = "language"  # … for a language
    FACILITY = "facility"  # … for a facility
    ACCESS_FACT = "access_fact"  # … for a fact about the building, or for a "no"
    MINORS = "minors"  # … for young people's meetings
    OTHER_CODE = "other_code"  # a code of another programme
    LENGTH = "length"  # it has to say how long a meeting lasts: an hour where that is not known, a day where it is more
    GROUP = "group"  # the group behind the meeting: its name, what it says of itself, its website, ways to give
    CELL = "cell"  # a text longer than a cell of a spreadsheet can be, or with characters that none can hold
    SHEET_FULL = "sheet_full"  # a row beyond those that a spreadsheet program opens
    CHANGED_VENUE = "changed_venue"  # to which other place a date moves
