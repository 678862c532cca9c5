"""The fields of Meeting Guide JSON, by what they hold (standards/meeting-guide.md)."""

TEXTS = (
    *("name", "formatted_address", "address", "city", "state", "postal_code", "country", "region", "sub_region", "location"),
    *("notes", "location_notes", "group_notes", "group", "conference_url_notes", "conference_phone_notes", "entity"),
    *("entity_location", "timezone", "conference_phone", "venmo", "square", "paypal", "homegroup_online"),
)
LINKS = ("conference_url", "url", "edit_url", "feedback_url", "entity_url", "entity_website_url", "entity_logo", "website")
LONG_TEXTS = ("notes", "location_notes", "group_notes", "conference_url_notes", "conference_phone_notes")
PUBLIC_TEXTS = ("name", "location", "notes", "location_notes", "group_notes", "group")  # where nothing personal belongs
CONTACTS = (
    *(f"contact_{number}_{part}" for number in (1, 2, 3) for part in ("name", "email", "phone")),
    *("email", "phone", "last_contact", "mailing_address"),
)
OF_KEEPERS = ("feedback_emails", "feedback_url", "edit_url", "author", "entity_email", "entity_phone")
OTHERS = (
    *("slug", "day", "time", "end_time", "types", "regions", "latitude", "longitude", "approximate", "updated"),
    *OF_KEEPERS,
)
# Not in the specification, but real feeds have them, and known readers know them or pass them over.
SEEN = (
    *("id", "coordinates", "district", "districts", "district_id", "sub_district", "sub_sub_region", "website_2", "author"),
    *("attendance_option", "group_id", "full_address", "location_id", "location_url", "region_id", "time_formatted"),
    *("data_source", "data_source_name", "virtual_meeting_additional_info", "types_list", "day_formatted", "name_formatted"),
)
ENTITY_PARTS = ("entity_email", "entity_location", "entity_phone", "entity_logo", "entity_url", "entity_website_url")
KNOWN = frozenset({*TEXTS, *LINKS, *CONTACTS, *OTHERS, *SEEN})
MAY_BE_EMPTY = frozenset({"day", "time", "types", "feedback_emails", "regions", *SEEN})  # told otherwise, or an empty list
