"""What the check of a feed says to people: a sentence for everything that known readers make of it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interchange.reasons import CheckCode

FOUND: Mapping[str, Promise] = {
    CheckCode.FEED_WRAPPED: _("The list of meetings is inside an object. The app and tsml-ui expect the list itself."),
    CheckCode.FEED_NOT_STRICT: _("The file is not JSON by the letter. Browsers and most programs refuse the whole of it."),
    CheckCode.RECORD_TWICE: _("Another record has the same slug. Readers keep only one of the two."),
    CheckCode.SLUG_LONG: _("The slug is longer than 64 characters. Readers that cut it off may take two for one."),
    CheckCode.SLUG_UNFIT: _("The slug has signs that do not fit into an address on the web."),
    CheckCode.NAME_LONG: _("The name is longer than 64 characters. Phones show only its beginning."),
    CheckCode.NAME_REPEATS: _("The name says “meeting” or “AA”, which whoever searches there knows already."),
    CheckCode.DAY_LIST: _("The day is a list. The app reads one day for each record, and passes over the others or the whole."),
    CheckCode.DAY_FORM: _("The day is written in words or in quotation marks. Readers expect a number, 0 to 6."),
    CheckCode.DAY_EMPTY: _("The day is empty. tsml-ui may show such a meeting on the wrong day."),
    CheckCode.TIME_FORM: _("The time can be understood, but it is not written as HH:MM. The app leaves such a meeting out."),
    CheckCode.TIME_24: _("24:00 is no time of a day: some readers take it for the beginning of this day, some for its end."),
    CheckCode.END_FORM: _("The end is not written as HH:MM, and many readers pass it over."),
    CheckCode.END_BEFORE: _("The end comes before the beginning. Some readers take it for a meeting that ended in the morning."),
    CheckCode.ZONE_LEFT_OUT: _("There is no time zone. Readers guess it by the place or by the visitor’s device."),
    CheckCode.UPDATED_FORM: _("The date of the last change is not written as YYYY-MM-DD HH:MM:SS. Readers pass it over."),
    CheckCode.ADDRESS_LEFT_OUT: _("There is no address. The app lists no meeting without one."),
    CheckCode.ADDRESS_IN_PARTS: _("There are parts of an address, but no formatted_address. tsml-ui does not put it on the map."),
    CheckCode.APPROXIMATE_LEFT_OUT: _("Nothing says whether the address is exact. tsml-ui guesses it by the number of commas."),
    CheckCode.APPROXIMATE_GUESSED: _(
        "Nothing says whether the address is exact, and it has fewer than four parts: tsml-ui takes it for an area, and the "
        "meeting for one that does not take place."
    ),
    CheckCode.APPROXIMATE_FORM: _("approximate is neither “yes” nor “no”. Readers take it for the one or the other."),
    CheckCode.COORDINATES_TEXT: _("The coordinates are in quotation marks. Some readers do not put such a meeting on the map."),
    CheckCode.HOST_NOT_SHOWN: _("The app and TSML do not know this provider of video meetings, and hide the link."),
    CheckCode.LINK_NOT_SECURE: _("The link begins with http. Browsers warn of it, and pages with https cannot open it in place."),
    CheckCode.PHONE_SHORT: _("The number is too short to be dialled from everywhere. Readers leave it out."),
    CheckCode.PHONE_STAR: _("Readers take the * out of the number, and then it does not lead into the meeting."),
    CheckCode.TYPES_LEFT_OUT: _("There are no types. Nobody who filters by open, closed or anything else finds the meeting."),
    CheckCode.TYPES_FORM: _("The types are not a list of codes. Readers pass them over, or show something wrong."),
    CheckCode.TYPES_CASE: _("A type is written in other capital and small letters than its code. Readers do not know it."),
    CheckCode.TYPES_ONLINE: _("ONL is among the types. Readers add it themselves where there is a link or a number."),
    CheckCode.VALUE_EMPTY: _("The field is there, but empty."),
    CheckCode.TEXT_FORM: _("There is something else than a text in the field. Some readers stop there."),
    CheckCode.TEXT_HTML: _("There is HTML in the text. Readers show it as it is, with its signs."),
    CheckCode.TEXT_PERSONAL: _("There is a telephone number, a mail address, a password or a name in a text for everybody."),
    CheckCode.CONTACT_PUBLIC: _("There is somebody’s name, number or mail address in the feed. Whoever reads the feed reads it."),
    CheckCode.ENTITY_LEFT_OUT: _("Something is said of the service body, but not its name. The app leaves it out."),
    CheckCode.ENTITY_ONE_URL: _("The service body’s address is in one of two fields. Each reader knows only one of them."),
    CheckCode.REGIONS_FORM: _("regions is not a list. Readers pass it over."),
    CheckCode.FIELD_UNKNOWN: _("No reader that we know has such a field: perhaps its name is misspelt."),
}
