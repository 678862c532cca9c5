"""Weekdays as they stand in sentences: each phrase whole, because case, gender and preposition differ by day and language."""

from django.utils.translation import gettext_lazy as _

# By weekday, Monday = 0.
ON = (
    _("on Monday"),
    _("on Tuesday"),
    _("on Wednesday"),
    _("on Thursday"),
    _("on Friday"),
    _("on Saturday"),
    _("on Sunday"),
)
EVERY = (
    _("every Monday"),
    _("every Tuesday"),
    _("every Wednesday"),
    _("every Thursday"),
    _("every Friday"),
    _("every Saturday"),
    _("every Sunday"),
)
EVERY_SECOND = (
    _("every second Monday"),
    _("every second Tuesday"),
    _("every second Wednesday"),
    _("every second Thursday"),
    _("every second Friday"),
    _("every second Saturday"),
    _("every second Sunday"),
)
EVEN_WEEKS = (
    _("on Monday in even weeks"),
    _("on Tuesday in even weeks"),
    _("on Wednesday in even weeks"),
    _("on Thursday in even weeks"),
    _("on Friday in even weeks"),
    _("on Saturday in even weeks"),
    _("on Sunday in even weeks"),
)
ODD_WEEKS = (
    _("on Monday in odd weeks"),
    _("on Tuesday in odd weeks"),
    _("on Wednesday in odd weeks"),
    _("on Thursday in odd weeks"),
    _("on Friday in odd weeks"),
    _("on Saturday in odd weeks"),
    _("on Sunday in odd weeks"),
)
ALL_BUT_LAST = (
    _("every Monday but the last one of the month"),
    _("every Tuesday but the last one of the month"),
    _("every Wednesday but the last one of the month"),
    _("every Thursday but the last one of the month"),
    _("every Friday but the last one of the month"),
    _("every Saturday but the last one of the month"),
    _("every Sunday but the last one of the month"),
)

# By week of the month, then weekday.
ON_ORDINAL = {
    1: (
        _("on the first Monday"),
        _("on the first Tuesday"),
        _("on the first Wednesday"),
        _("on the first Thursday"),
        _("on the first Friday"),
        _("on the first Saturday"),
        _("on the first Sunday"),
    ),
    2: (
        _("on the second Monday"),
        _("on the second Tuesday"),
        _("on the second Wednesday"),
        _("on the second Thursday"),
        _("on the second Friday"),
        _("on the second Saturday"),
        _("on the second Sunday"),
    ),
    3: (
        _("on the third Monday"),
        _("on the third Tuesday"),
        _("on the third Wednesday"),
        _("on the third Thursday"),
        _("on the third Friday"),
        _("on the third Saturday"),
        _("on the third Sunday"),
    ),
    4: (
        _("on the fourth Monday"),
        _("on the fourth Tuesday"),
        _("on the fourth Wednesday"),
        _("on the fourth Thursday"),
        _("on the fourth Friday"),
        _("on the fourth Saturday"),
        _("on the fourth Sunday"),
    ),
    5: (
        _("on the fifth Monday"),
        _("on the fifth Tuesday"),
        _("on the fifth Wednesday"),
        _("on the fifth Thursday"),
        _("on the fifth Friday"),
        _("on the fifth Saturday"),
        _("on the fifth Sunday"),
    ),
    -1: (
        _("on the last Monday"),
        _("on the last Tuesday"),
        _("on the last Wednesday"),
        _("on the last Thursday"),
        _("on the last Friday"),
        _("on the last Saturday"),
        _("on the last Sunday"),
    ),
    -2: (
        _("on the last but one Monday"),
        _("on the last but one Tuesday"),
        _("on the last but one Wednesday"),
        _("on the last but one Thursday"),
        _("on the last but one Friday"),
        _("on the last but one Saturday"),
        _("on the last but one Sunday"),
    ),
    -3: (
        _("on the last but two Monday"),
        _("on the last but two Tuesday"),
        _("on the last but two Wednesday"),
        _("on the last but two Thursday"),
        _("on the last but two Friday"),
        _("on the last but two Saturday"),
        _("on the last but two Sunday"),
    ),
    -4: (
        _("on the last but three Monday"),
        _("on the last but three Tuesday"),
        _("on the last but three Wednesday"),
        _("on the last but three Thursday"),
        _("on the last but three Friday"),
        _("on the last but three Saturday"),
        _("on the last but three Sunday"),
    ),
    -5: (
        _("on the last but four Monday"),
        _("on the last but four Tuesday"),
        _("on the last but four Wednesday"),
        _("on the last but four Thursday"),
        _("on the last but four Friday"),
        _("on the last but four Saturday"),
        _("on the last but four Sunday"),
    ),
}
