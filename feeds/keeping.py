"""Making the feeds of everything that lie ready (kept_feeds.py): those that mirrors and widgets ask for again and again, where a
directory or a fellowship is so large that making one takes seconds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from feeds.answers import keys, records
from feeds.asking import question
from feeds.bmlt.bodies import fellowship_number
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.leaving_out import loss_header as bmlt_loss_header
from feeds.bmlt.parameters import Parameters
from feeds.bmlt.searching import search_results
from feeds.bmlt.views import answer_name
from feeds.formats import FORMATS, Asked
from feeds.kept_feeds import feed_name, is_current, state_now
from feeds.kept_files import keep_file, kept_file
from feeds.losses import loss_header
from feeds.views import LOSS, not_counted
from groups.models import Fellowship
from history.public import this_minute
from meetings.models import Meeting

MANY = 10_000  # meetings; a feed of fewer is made in some seconds
# Feeds that change with the hour are never among them: `when=week`, and GeoJSON, which says when a meeting takes place next.
EVERYTHING, LISTED = "when=any&kind=all", "when=any"  # and what the site's own pages name as its feed
MAIN_SERVER = "main_server"


@dataclass(frozen=True, slots=True)
class Made:
    """A feed, made as somebody reads it."""

    pieces: Iterator[bytes]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SearchFeed:
    """A search in a format."""

    suffix: str
    query: str

    @property
    def name(self) -> str:
        """Its address."""
        return feed_name(f"{settings.SITE_ADDRESS}{reverse(f'meetings_{self.suffix}')}", question(QueryDict(self.query)))

    def made(self) -> Made:
        """Which meetings are in it is found out now, what they say when it is read."""
        now, asked, form = this_minute(), question(QueryDict(self.query)), FORMATS[self.suffix]
        told = Asked(asked, timezone.localdate(now), self.name)
        found = keys(asked, now=now)
        pieces = form.write(records(found, asked, now=now, site=settings.SITE_ADDRESS), told, not_counted)
        return Made(pieces, {LOSS: loss_header(found, told, form)})


@dataclass(frozen=True, slots=True)
class BmltAnswer:
    """An answer of BMLT, as clients ask for it below `main_server`."""

    query: str

    @property
    def inquiry(self) -> Inquiry:
        server = f"{settings.SITE_ADDRESS}/{MAIN_SERVER}"
        return Inquiry(asked=Parameters(QueryDict(self.query)), now=this_minute(), server=server, site=settings.SITE_ADDRESS)

    @property
    def name(self) -> str:
        return answer_name(self.inquiry)

    def made(self) -> Made:
        inquiry = self.inquiry
        return Made(search_results(inquiry), {LOSS: bmlt_loss_header(inquiry)})


Feed = SearchFeed | BmltAnswer


def feeds_of_everything(many: int = MANY) -> Iterator[Feed]:
    """Those that are worth a file, the ones most asked for first."""
    counts = meetings_by_fellowship()
    if sum(counts.values()) < many:
        return
    yield SearchFeed("json", LISTED)
    yield SearchFeed("json", EVERYTHING)
    yield BmltAnswer("switcher=GetSearchResults")
    yield SearchFeed("csv", EVERYTHING)
    yield SearchFeed("ics", EVERYTHING)
    for fellowship in Fellowship.objects.filter(pk__in=[key for key, count in counts.items() if count >= many]).order_by("pk"):
        yield SearchFeed("json", f"{LISTED}&fellowship={fellowship.slug}")
        yield BmltAnswer(f"switcher=GetSearchResults&services={fellowship_number(fellowship.pk)}&recursive=1")


def meetings_by_fellowship() -> dict[int, int]:
    """How many published meetings each has."""
    published = Meeting.objects.published().order_by().values_list("group__fellowship")
    return dict(published.annotate(count=Count("pk")))


def keep(feed: Feed) -> bool | None:
    """Make a feed where it has changed since it was made: True where it was made, None where nothing had changed, and False where
    it could not be kept, or somebody else is at it."""
    now, file = timezone.now(), kept_file(feed.name)
    if file is not None and is_current(file, now):
        return None
    state = state_now()  # first: what changes from here on may be missing in it
    made = feed.made()
    return keep_file(feed.name, made.pieces, state=state, facts=made.facts)
