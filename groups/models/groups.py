"""Groups: the people who meet."""

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups import kinds
from groups.models.bodies import ServiceBody
from groups.models.fellowships import Fellowship
from groups.models.topics import Topic
from groups.querysets import GroupQuerySet
from languages.fields import CodeListField, TranslatedField
from places.ids import LENGTH as PUBLIC_ID_LENGTH
from places.ids import new_public_id


class Group(models.Model):
    public_id = models.CharField(_("public id"), max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(_("slug"), max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=200)
    search_text = models.CharField(_("folded for search"), max_length=300, editable=False, default="")
    fellowship = models.ForeignKey(Fellowship, verbose_name=_("fellowship"), on_delete=models.PROTECT, related_name="groups")
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), related_name="groups", blank=True, help_text=_("None: those of the fellowship.")
    )
    service_body = models.ForeignKey(
        ServiceBody, verbose_name=_("service body"), null=True, blank=True, on_delete=models.PROTECT, related_name="groups"
    )
    host = models.ForeignKey(
        ServiceBody,
        verbose_name=_("host organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_groups",
    )
    organisation_form = models.CharField(
        _("form"), max_length=24, choices=kinds.OrganisationForm, default=kinds.OrganisationForm.INFORMAL
    )
    status = models.CharField(_("status"), max_length=8, choices=kinds.GroupStatus, default=kinds.GroupStatus.ACTIVE)
    successor = models.ForeignKey(
        "self", verbose_name=_("went on as"), null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors"
    )
    website = models.URLField(_("website"), blank=True)
    about = TranslatedField(_("about the group"), lines=4, blank=True)

    # Empty: as the fellowship.
    serves = models.CharField(_("is for"), max_length=20, choices=kinds.Serves, blank=True, default="")
    minimum_age = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    is_invitation_only = models.BooleanField(_("by invitation only"), default=False)
    attendance_conditions = TranslatedField(_("conditions for coming"), lines=4, blank=True)

    feedback = models.CharField(_("comments and advice"), max_length=8, choices=kinds.Feedback, blank=True, default="")
    led_by = models.CharField(_("led by"), max_length=16, choices=kinds.LedBy, blank=True, default="")
    professional_role = models.CharField(_("professionals"), max_length=10, choices=kinds.ProfessionalRole, blank=True, default="")
    orientation = models.CharField(_("orientation"), max_length=12, choices=kinds.Orientation, blank=True, default="")
    usual_size = models.CharField(_("usual size"), max_length=8, choices=kinds.UsualSize, blank=True, default="")
    purposes = CodeListField(_("purpose"), options=kinds.Purpose.choices)
    channels = CodeListField(_("in touch by"), options=kinds.Channel.choices)
    activities = CodeListField(_("activities"), options=kinds.Activity.choices)
    cost = models.CharField(_("cost"), max_length=16, choices=kinds.Cost, default=kinds.Cost.NOT_STATED)
    cost_note = TranslatedField(_("about the cost"), lines=2, blank=True)
    contribution_links = models.JSONField(_("ways to contribute"), default=dict, blank=True)
    rules = TranslatedField(_("rules of the group"), lines=4, blank=True)
    way_of_working = TranslatedField(_("way of working"), lines=4, blank=True)
    what_happens = TranslatedField(_("what happens at a meeting"), lines=4, blank=True)
    closing = TranslatedField(_("how it opens and closes"), lines=4, blank=True)
    meets_at_door = models.BooleanField(_("someone can meet a newcomer at the door"), default=False)
    has_sponsors = models.BooleanField(_("help to find a sponsor here"), null=True, blank=True)
    confirms_attendance = models.CharField(
        _("confirms that somebody came"), max_length=5, choices=kinds.Confirms, blank=True, default=""
    )
    suits = CodeListField(
        _("suits, as the group says"), options=kinds.Suits.choices, help_text=_("Only what the group says itself; else nothing.")
    )
    answers_within_days = models.PositiveSmallIntegerField(
        _("answers messages within so many days"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    open_service_roles = TranslatedField(_("service roles that are open"), lines=2, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        indexes = [models.Index(fields=["name"], name="groups_group_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(minimum_age__lte=F("maximum_age")),
                name="groups_group_ages",
                violation_error_message=_("The lower age must not be above the upper one."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="groups_group_not_own_successor",
                violation_error_message=_("A group cannot go on as itself."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(status=kinds.GroupStatus.ENDED),
                name="groups_group_successor_when_ended",
                violation_error_message=_("Only a group that has ended goes on as another."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whom_it_serves(self) -> kinds.Serves:
        """The group's own answer, else the fellowship's."""
        return kinds.Serves(self.serves or self.fellowship.serves)

    @property
    def is_sensitive(self) -> bool:
        """Whether it could harm to be seen on its page."""
        return self.is_sensitive_about(self.topics.all() or self.fellowship.topics.all())

    def is_sensitive_about(self, topics: Iterable[Topic]) -> bool:
        """The same, where its topics are at hand: groups for relatives and for minors, and topics that need discretion."""
        is_for_others = self.whom_it_serves in {kinds.Serves.RELATIVES, kinds.Serves.MINORS}
        return is_for_others or any(topic.is_sensitive for topic in topics)
