"""Every reason this room can give, beside those of readers (interchange/reasons.py); their sentences are in problems.py. Pure."""

from enum import StrEnum


class ImportCode(StrEnum):
    """What this room finds wrong, beside what readers do (interchange/reasons.py). The first group refuses a run, the second
    makes it wait, the third rejects a record, the rest are only noted."""

    FILE_MISSING = "file_missing"  # no file of that name
    FILE_UNREADABLE = "file_unreadable"  # there is one, but it cannot be opened
    ADDRESS_UNFIT = "address_unfit"  # not http(s), or not an address at all
    ADDRESS_PRIVATE = "address_private"  # it leads into a network that is not public
    HOST_UNKNOWN = "host_unknown"  # there is no host of that name
    UNREACHABLE = "unreachable"  # nobody answers there, or stops in the middle
    TLS_FAILED = "tls_failed"  # its certificate does not prove who it is
    TOO_SLOW = "too_slow"  # more than FETCH_SECONDS
    TOO_LARGE = "too_large"  # more than FETCH_MEGABYTES, packed or unpacked
    BAD_STATUS = "bad_status"  # the server answers with an error; detail: the status
    TOO_MANY_REDIRECTS = "too_many_redirects"
    PACKING_BROKEN = "packing_broken"  # it cannot be unpacked
    NOT_MODIFIED = "not_modified"  # no refusal: its server says that the feed is the one that was taken last
    NOTHING_READABLE = "nothing_readable"  # every record is rejected
    SOURCE_NOT_IN_USE = "source_not_in_use"
    BROKEN_OFF = "broken_off"  # a fault of ours; nothing was changed

    MANY_MISSING = "many_missing"  # more of its meetings are missing than the source may withdraw alone
    MOST_MISSING = "most_missing"  # more than half of its meetings are missing

    LISTING_REFUSED = "listing_refused"  # the rules of our own rows do not allow it; value: their words

    RECORD_REPEATED = "record_repeated"  # the same record is there again, and was not taken twice
    KEY_CHANGED = "key_changed"  # known again by place, time and name, though its key is another; value: the former key
    KEY_GIVEN_AWAY = "key_given_away"  # its key was that of quite another meeting, which counts as missing
    ZONE_ASSUMED = "zone_assumed"  # neither the record nor its place tells the time zone; the source's was taken
    PLACE_UNKNOWN = "place_unknown"  # a place without coordinates that the gazetteer does not know: it is not on the map
    PLACED_BY_TOWN = "placed_by_town"  # … that it knows: shown at the middle of the town, as an area
    SCHEDULE_IN_WORDS = "schedule_in_words"  # its notes say on which weeks something is; value: the words, and the rules they make
    TOPIC_UNKNOWN = "topic_unknown"  # a topic that this site does not have
    BODY_NOT_OURS = "body_not_ours"  # a service body that this site does not have under that of the source
    FORMAT_UNKNOWN = "format_unknown"  # a format that this site has not loaded
