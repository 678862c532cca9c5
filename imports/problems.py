"""One sentence for each thing that can be wrong with a feed, a record or a run, for commands and the workplace."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imports.reasons import ImportCode
from interchange.reasons import ProblemCode

FEED: Mapping[str, Promise] = {
    ProblemCode.FEED_EMPTY: _("There is nothing in the feed, not even an empty list."),
    ProblemCode.FEED_IS_HTML: _("A web page came instead of a feed."),
    ProblemCode.FEED_NOT_JSON: _("The feed is not JSON, or stops being JSON somewhere."),
    ProblemCode.FEED_TRUNCATED: _("The feed ends in the middle."),
    ProblemCode.NOT_A_TABLE: _("This is no table: no row of it has cells with commas, semicolons or tabs between them."),
    ProblemCode.WORKBOOK_BROKEN: _("The spreadsheet cannot be opened: it is damaged, or locked with a password."),
    ProblemCode.WORKBOOK_TOO_LARGE: _("The spreadsheet unpacks to more than this site opens; save it as CSV."),
    ProblemCode.HEADING_MISSING: _("The table has no heading: a header row with Address or City is required."),
    ProblemCode.FEED_NOT_A_LIST: _("The feed is JSON, but no list of meetings."),
    ProblemCode.FEED_WITHOUT_MEETINGS: _("It is a list, but nothing in it has a day or a time: these are no meetings."),
    ProblemCode.FEED_NOT_A_CALENDAR: _("It is not a calendar (iCalendar)."),
    ProblemCode.FEED_TOO_LARGE: _("There is more in the feed than this site reads of its format."),
    ProblemCode.FEED_TOO_COMPLEX: _("One record of the feed is larger than any meeting can be."),
    ProblemCode.ENCODING_MIXED: _("Bytes that are no UTF-8 were read as Windows-1250."),
    ProblemCode.ENCODING_WESTERN: _("Bytes that are no UTF-8 were read as Windows-1252."),
    ImportCode.FILE_MISSING: _("There is no such file."),
    ImportCode.FILE_UNREADABLE: _("The file cannot be opened."),
    ImportCode.ADDRESS_UNFIT: _("Only addresses that begin with http:// or https:// are fetched."),
    ImportCode.ADDRESS_PRIVATE: _("The address leads into a network that is not public."),
    ImportCode.HOST_UNKNOWN: _("There is no server of that name."),
    ImportCode.UNREACHABLE: _("The server does not answer, or stopped in the middle."),
    ImportCode.TLS_FAILED: _("The server could not prove by its certificate who it is."),
    ImportCode.TOO_SLOW: _("Fetching took too long and was given up."),
    ImportCode.TOO_LARGE: _("The feed is larger than this site accepts."),
    ImportCode.BAD_STATUS: _("The server answered with an error."),
    ImportCode.TOO_MANY_REDIRECTS: _("The server sent us on to another address too many times."),
    ImportCode.PACKING_BROKEN: _("The feed is compressed in a way that cannot be read, or is cut off."),
    ImportCode.NOT_MODIFIED: _("Its server says that the feed has not changed since it was last read."),
    ImportCode.NOTHING_READABLE: _("Not one record of the feed could be read as a meeting."),
    ImportCode.SOURCE_NOT_IN_USE: _("The source is not in use."),
    ImportCode.BROKEN_OFF: _("The run was broken off by a fault of this program; nothing was changed."),
    ImportCode.MANY_MISSING: _("More of its meetings are missing than this source may withdraw without a person."),
    ImportCode.MOST_MISSING: _("More than half of its meetings are missing, as if the feed were broken."),
}
REJECTING: Mapping[str, Promise] = {
    ProblemCode.NOT_AN_OBJECT: _("An entry of the list is not a meeting."),
    ProblemCode.NAME_MISSING: _("Neither the meeting nor its group nor its place has a name."),
    ProblemCode.DAY_MISSING: _("There is a time, but no day."),
    ProblemCode.DAY_UNREADABLE: _("The day cannot be read."),
    ProblemCode.TIME_MISSING: _("There is a day, but no time."),
    ProblemCode.TIME_UNREADABLE: _("The time can mean nothing, or several things."),
    ProblemCode.SCHEDULE_UNREADABLE: _("Day, time and place are one text, from which no weekly day and time can be told for sure."),
    ProblemCode.CELL_UNREADABLE: _("A cell that says when it meets cannot be read."),
    ProblemCode.RULE_INCOMPLETE: _("A cell is empty or contradicts another, and without it nobody knows the dates."),
    ProblemCode.OTHER_FELLOWSHIP: _("It is a meeting of another fellowship; import the list once more as a source of that one."),
    ProblemCode.NOT_PUBLISHED: _("Its list says that it is not to be shown."),
    ProblemCode.NO_SCHEDULE: _("It does not say when it takes place."),
    ProblemCode.MEETING_ENDED: _("Its last date is past, or it was called off."),
    ProblemCode.RULE_UNREADABLE: _("It repeats in a way that this site cannot say exactly."),
    ProblemCode.NOT_PUBLIC: _("It is only for the inmates, patients or clients of a house."),
    ProblemCode.NOWHERE: _("No place, no link and no telephone number: nobody can go there."),
    ImportCode.LISTING_REFUSED: _("The directory's own rules do not allow it."),
}
NOTED: Mapping[str, Promise] = {
    ProblemCode.DATES_PARTLY_UNREADABLE: _("Some of its dates repeat in a way that this site cannot say; they were left out."),
    ProblemCode.SINGLE_DATES: _("Single dates take place somewhere else; an import does not bring that in."),
    ProblemCode.ROWS_DIFFER: _("The rows of this meeting say different things of it; the first row counts."),
    ProblemCode.CHANGES_UNREADABLE: _("The changed dates cannot be read and were left out."),
    ProblemCode.WORD_UNKNOWN: _("The word is none of those that can stand there; the cell counts as empty."),
    ProblemCode.UNKNOWN_COLUMN: _("This site does not know what the column means; it was left out."),
    ProblemCode.UNKNOWN_CODE: _("The fellowship has no such code; it is kept as it is."),
    ProblemCode.COORDINATES_SHARED: _("Many different addresses have these same coordinates; they were not used."),
    ProblemCode.SLUG_MISSING: _("The record has no key of its own; one was made from its content."),
    ProblemCode.SLUG_REPEATED: _("Another record with other content has the same key."),
    ProblemCode.DAY_PARTLY_UNREADABLE: _("Of several days some cannot be read."),
    ProblemCode.END_UNREADABLE: _("The end cannot be read; how long it lasts is not known."),
    ProblemCode.ZONE_UNKNOWN: _("There is no such time zone."),
    ProblemCode.OPEN_AND_CLOSED: _("It is said to be open and closed: who may come is “not stated, ask first”."),
    ProblemCode.CODES_UNREADABLE: _("Among the codes was something that is no code."),
    ProblemCode.COORDINATES_MISSING: _("The place has no coordinates."),
    ProblemCode.COORDINATES_WRONG: _("The coordinates are not those of any place."),
    ProblemCode.ATTENDANCE_UNKNOWN: _("The word for how one takes part is unknown; the other fields decided."),
    ProblemCode.LINK_DROPPED: _("Not an address that a page may link to; it was held."),
    ProblemCode.LINK_MISSING: _("It is said to be online, but there is no link and no number."),
    ProblemCode.UPDATED_UNREADABLE: _("The date of the last change cannot be read."),
    ProblemCode.UPDATED_IN_FUTURE: _("The date of the last change is in the future, and was not taken."),
    ProblemCode.TEXT_SHORTENED: _("The text is longer than its field, and was shortened."),
    ProblemCode.TEXT_DROPPED: _("There is something else where a text should be."),
    ImportCode.KEY_CHANGED: _("Its key is another one now. Place, time and name told which meeting it is; that keeps its address."),
    ImportCode.KEY_GIVEN_AWAY: _(
        "Its key was that of quite another meeting until now: place, time and name are all different. "
        "That one counts as missing, and this one is new."
    ),
    ImportCode.TOPIC_UNKNOWN: _("This site has no such topic; the group has those of its fellowship."),
    ImportCode.BODY_NOT_OURS: _(
        "There is no such service body under that of the source; the group is in the care of the source’s own."
    ),
    ImportCode.RECORD_REPEATED: _("The same record is there again; it was taken once."),
    ImportCode.ZONE_ASSUMED: _("Neither the record nor its place tells the time zone; that of the source was taken."),
    ImportCode.PLACE_UNKNOWN: _("The town is not in the gazetteer, so the meeting is not on the map."),
    ImportCode.PLACED_BY_TOWN: _("It is shown at the middle of its town, as its coordinates are not known."),
    ImportCode.SCHEDULE_IN_WORDS: _(
        "Its notes say in words on which weeks something is. Nothing was changed by that; it is offered to you."
    ),
    ImportCode.FORMAT_UNKNOWN: _("This site has no such format (load_seeds loads them)."),
}
SENTENCES: Mapping[str, Promise] = {**FEED, **REJECTING, **NOTED}


def sentence(code: str) -> str:
    """What a code says to a person; codes of former versions stay as they are."""
    return str(SENTENCES.get(code, code))
