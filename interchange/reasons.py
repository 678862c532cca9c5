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
    FEED_TOO_COMPLEX = "feed_too_complex"  # a record is larger, or nested deeper, than any meeting can be

    NOT_AN_OBJECT = "not_an_object"  # an entry of the list is not an object
    NAME_MISSING = "name_missing"  # neither the meeting nor the group nor the place has a name
    DAY_MISSING = "day_missing"  # a time without a day
    DAY_UNREADABLE = "day_unreadable"  # no day could be read from what is there
    TIME_MISSING = "time_missing"  # a day without a time
    TIME_UNREADABLE = "time_unreadable"  # the time can mean nothing, or several things
    SCHEDULE_UNREADABLE = "schedule_unreadable"  # day, time and place are one text, and it cannot be taken apart for sure
    OTHER_FELLOWSHIP = "other_fellowship"  # a row of a list of several that is of another fellowship than asked for
    NOT_PUBLIC = "not_public"  # for the inmates, patients or clients of a house only
    NOWHERE = "nowhere"  # no place, no link and no telephone number: nobody can go there

    ENCODING_MIXED = "encoding_mixed"  # bytes that are no UTF-8 were read as Windows-1250; details: bytes
    ENCODING_WESTERN = "encoding_western"  # … as Windows-1252; details: bytes
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
