"""A question as it came, with all that is needed to answer it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Self

from django.http import HttpRequest
from django.utils import timezone

from feeds.bmlt.bodies import Bodies, all_bodies
from feeds.bmlt.formats import Formats, all_formats, language_asked
from feeds.bmlt.parameters import Parameters
from feeds.bmlt.querysets import first_of_covering
from history.keeping import kept
from history.public import this_minute
from interchange.bmlt.options import WriteOptions


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """`server` is the address that a client was given, `site` that of this site; neither has a slash at its end."""

    asked: Parameters
    now: datetime
    server: str
    site: str

    @classmethod
    def of(cls, request: HttpRequest, base: str) -> Self:
        """The question of an address below `base`."""
        site = request.build_absolute_uri("/").rstrip("/")
        return cls(asked=Parameters(request.GET), now=this_minute(), server=f"{site}/{base}".rstrip("/"), site=site)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def language(self) -> str:
        """In which it is answered: of several the first that is asked for."""
        return language_asked(next(iter(self.asked.texts("lang_enum")), ""))

    @cached_property
    def formats(self) -> Formats:
        return all_formats(self.language)

    @cached_property
    def bodies(self) -> Bodies:
        return all_bodies(self.language)

    @property
    def covering(self) -> list[int]:
        return covering(self.today)

    @cached_property
    def options(self) -> WriteOptions:
        """How answers are written."""
        return WriteOptions(
            today=self.today,
            server=self.server,
            language=self.language,
            formats=self.formats.by_said,
            bodies=self.bodies.by_key,
            fellowships=self.bodies.by_slug,
        )


covering = kept(first_of_covering)
