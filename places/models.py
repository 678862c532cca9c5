"""Places of the gazetteer, and the buildings in which groups meet."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.fields import TranslatedField
from languages.names import is_country
from places.distance import Point
from places.fields import FoldedField, PointIndex
from places.ids import LENGTH as PUBLIC_ID_LENGTH
from places.ids import new_public_id
from places.querysets import PlaceQuerySet, VenueQuerySet
from places.zones import is_zone

KNOWN_ABROAD = 50_000  # people: towns that are offered abroad after a letter or two


class Place(models.Model):
    """A town, village or district, from GeoNames. Its slug is in printed addresses and never changes."""

    # GeoNames' own id; places that the site's owner adds count down from -1.
    id = models.BigIntegerField(primary_key=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    names = TranslatedField(_("names by language"), blank=True)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region"), max_length=120, blank=True)
    # Its letters where it has any (IL, ZH), else GeoNames' number.
    region_code = models.CharField(_("code of the region"), max_length=20, blank=True)
    population = models.PositiveIntegerField(_("population"), default=0)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    zone = models.CharField(_("time zone"), max_length=50)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [
            models.Index(fields=["country", "-population"], name="places_place_country"),
            PointIndex(fields=["latitude", "longitude"], name="places_place_point"),
        ]

    def __str__(self) -> str:
        """As the reader's language calls it, else as its own people do: no third language is asked."""
        return self.names.get((get_language() or "").partition("-")[0]) or self.name

    @property
    def point(self) -> Point:
        """Its centre."""
        return Point(self.latitude, self.longitude)


class PlaceName(models.Model):
    """One folded name of a place, in any language. An index, made by loading.py and `actions.save_place`."""

    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="folded_names")
    key = FoldedField(_("folded name"), max_length=200)
    country = models.CharField(_("country"), max_length=2)
    # How many people this name for this place stands for: all who live there, fewer for a name that is seldom used.
    weight = models.PositiveIntegerField(_("weight"), default=0)

    class Meta:
        verbose_name = _("name of a place")
        verbose_name_plural = _("names of places")
        indexes = [
            models.Index(fields=["key", "-weight"], name="places_placename_key"),
            # For completing a few letters, of which half a million names are begun: at home, and abroad what is known.
            models.Index(fields=["country", "key"], name="places_placename_home"),
            models.Index(fields=["key"], condition=Q(weight__gte=KNOWN_ABROAD), name="places_placename_abroad"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class PostalCode(models.Model):
    """A postal code and the place it lies in. Of Great Britain only the outward part is known."""

    country = models.CharField(_("country"), max_length=2)
    key = FoldedField(_("folded code"), max_length=20)
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.CASCADE, related_name="postal_codes")

    class Meta:
        verbose_name = _("postal code")
        verbose_name_plural = _("postal codes")
        indexes = [models.Index(fields=["key", "country"], name="places_postalcode_key")]

    def __str__(self) -> str:
        return f"{self.country} {self.key}"


class LoadedCountry(models.Model):
    """A country whose places are loaded, and from which gazetteer file: what is loaded is not loaded again."""

    country = models.CharField(_("country"), max_length=2, primary_key=True)
    digest = models.CharField(_("digest of the file"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("loaded country")
        verbose_name_plural = _("loaded countries")

    def __str__(self) -> str:
        return self.country


class Precision(models.TextChoices):
    EXACT = "exact", _("the building")
    STREET = "street", _("the street")
    AREA = "area", _("the area")


class Visibility(models.TextChoices):
    """How much of the address everyone may see. Of a venue's and a meeting's the stricter holds."""

    PUBLIC = "public", _("full address")
    AREA_ONLY = "area_only", _("only the district and the nearest stop")
    ON_CONTACT = "on_contact", _("only the town and how to make contact")

    @classmethod
    def stricter(cls, *visibilities: str) -> "Visibility":
        """The strictest of several."""
        order = list(cls)
        return max((cls(visibility) for visibility in visibilities), key=order.index)


ACCESS_FACTS = ("step_free", "toilet", "hearing_loop", "lift", "parking", "induction", "assistance_dog")


class Venue(models.Model):
    """A building, and how to get into it."""

    public_id = models.CharField(_("public id"), max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("name of the building"), max_length=200, blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    district = models.CharField(_("district"), max_length=120, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters, as in SK."))
    # As a feed gave it, where its parts could not be told apart.
    address_text = models.CharField(_("address in one line"), max_length=300, blank=True)
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.SET_NULL, related_name="venues"
    )

    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("the coordinates show"), max_length=10, choices=Precision, default=Precision.EXACT)
    zone = models.CharField(_("time zone"), max_length=50, blank=True)
    visibility = models.CharField(_("visible to everyone"), max_length=12, choices=Visibility, default=Visibility.PUBLIC)

    entrance = models.CharField(_("entrance"), max_length=200, blank=True, help_text=_("Side door, from the yard …"))
    floor = models.CharField(_("floor and room"), max_length=120, blank=True)
    bell = models.CharField(_("bell"), max_length=120, blank=True, help_text=_("What to ring, or the code that may be public."))
    sign = models.CharField(_("what the sign says"), max_length=120, blank=True)
    ask_for = models.CharField(_("whom to ask for"), max_length=120, blank=True, help_text=_("The porter, the club … No names."))
    last_stop = models.CharField(_("nearest stop"), max_length=200, blank=True)
    directions = TranslatedField(_("how to find it"), lines=2, blank=True)
    # Row 47 of docs/needs.md: a church or a clinic that only lends a room.
    is_unconnected_host = models.BooleanField(_("a church, clinic or office that only lends the room"), default=False)

    step_free = models.BooleanField(_("step-free access"), null=True, blank=True)
    toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("hearing loop in the room"), null=True, blank=True)
    lift = models.BooleanField(_("lift"), null=True, blank=True)
    parking = models.BooleanField(_("parking"), null=True, blank=True)
    induction = models.BooleanField(_("portable induction loop"), null=True, blank=True)
    assistance_dog = models.BooleanField(_("assistance dog welcome"), null=True, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        indexes = [
            models.Index(fields=["city", "name"], name="places_venue_city"),
            models.Index(fields=["country"], name="places_venue_country"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, latitude__range=(-90, 90), longitude__isnull=False, longitude__range=(-180, 180)),
                name="places_venue_coordinates",
                violation_error_message=_("Give both coordinates or neither: latitude −90 to 90, longitude −180 to 180."),
            ),
            models.CheckConstraint(
                condition=~Q(name="", street="", city="", address_text=""),
                name="places_venue_somewhere",
                violation_error_message=_("Give the name of the building, an address or a town."),
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="places_venue_visibility",
                violation_error_message=_("Choose how much of the address everyone may see."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.street, self.city) if part) or self.address_text

    def clean(self) -> None:
        if self.country and not is_country(self.country):
            raise ValidationError({"country": _("Two letters, as in SK.")})
        if self.zone and not is_zone(self.zone):
            raise ValidationError({"zone": _("Not a known time zone; it looks like Europe/Bratislava.")})

    @property
    def point(self) -> Point | None:
        """Where it stands, if known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)
