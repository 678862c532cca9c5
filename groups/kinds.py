"""The kinds and choices of this room, in the words of docs/glossary.md."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Method(TextChoices):
    TWELVE_STEP = "twelve_step", _("twelve steps")
    SELF_EMPOWERMENT = "self_empowerment", _("self-empowerment, evidence-based tools")
    ABSTINENCE_CLUB = "abstinence_club", _("abstinence club")
    PEER_SUPPORT = "peer_support", _("peer support")
    OTHER = "other", pgettext_lazy("method", "other")


class Serves(TextChoices):
    """For whom a group is; what `who=` asks about."""

    PERSON_CONCERNED = "person_concerned", _("the person concerned")
    RELATIVES = "relatives", _("relatives and friends")
    ADULT_CHILDREN = "adult_children", _("adults who grew up in such a family")
    MINORS = "minors", _("young people")
    ANYONE = "anyone", _("anyone")


class BodyKind(TextChoices):
    INTERGROUP = "intergroup", _("intergroup")
    REGION = "region", _("region")
    NATIONAL_OFFICE = "national_office", _("national office")
    CLUB_ASSOCIATION = "club_association", _("association of clubs")
    CONTACT_CENTRE = "contact_centre", _("self-help contact centre")
    CLINIC = "clinic", _("clinic")
    CHARITY = "charity", _("charity")


class OrganisationForm(TextChoices):
    INFORMAL = "informal", _("informal group")
    CLUB = "club", _("club")
    SOCIETY = "society", _("society")
    ASSOCIATION = "association", _("association")
    INSTITUTION_AFFILIATED = "institution_affiliated", _("affiliated to an institution")


class GroupStatus(TextChoices):
    ACTIVE = "active", pgettext_lazy("group", "active")
    PAUSED = "paused", pgettext_lazy("group", "paused")
    ENDED = "ended", pgettext_lazy("group", "ended")


class Feedback(TextChoices):
    """Advice and cross-talk: the sources disagree, so it is said per group."""

    NOT_STATED = "", pgettext_lazy("feedback", "not stated")
    NONE = "none", _("nobody comments on what you say")
    ALLOWED = "allowed", _("others may respond to what you say")
    GUIDED = "guided", _("responses are guided by the facilitator")


class LedBy(TextChoices):
    NOT_STATED = "", pgettext_lazy("led by", "not stated")
    PEER = "peer", _("members, in turn")
    TRAINED_PEER = "trained_peer", _("trained members")
    PROFESSIONAL = "professional", _("a professional")


class ProfessionalRole(TextChoices):
    NOT_STATED = "", pgettext_lazy("professional role", "not stated")
    NONE = "none", _("no professionals take part")
    INVITED = "invited", _("professionals come as invited guests")
    CO_LEAD = "co_lead", _("a professional leads together with members")
    FOUNDER = "founder", _("a professional founded it, members run it")


class Purpose(TextChoices):
    SUPPORT = "support", pgettext_lazy("purpose", "support")
    EMOTIONAL = "emotional", _("emotional support")
    PRACTICAL = "practical", _("practical help")
    INFORMATION = "information", _("information and education")
    SOCIAL = "social", _("company")
    ADVOCACY = "advocacy", _("advocacy for rights")
    THERAPEUTIC = "therapeutic", _("close to therapy")


class Cost(TextChoices):
    FREE = "free", _("free")
    VOLUNTARY = "voluntary", _("voluntary contribution")
    MEMBERSHIP_FEE = "membership_fee", _("membership fee")
    FEE = "fee", _("fee")
    NOT_STATED = "not_stated", pgettext_lazy("cost", "not stated")


class Orientation(TextChoices):
    NOT_STATED = "", pgettext_lazy("orientation", "not stated")
    SECULAR = "secular", _("secular")
    SPIRITUAL = "spiritual", _("spiritual, of no denomination")
    FAITH = "faith", _("faith-based")


class Confirms(TextChoices):
    """Whether the group confirms to somebody, on paper, that they came. Most groups never do; courts and clinics ask."""

    NOT_STATED = "", pgettext_lazy("confirms attendance", "not stated")
    NEVER = "never", _("never: it tells nobody who came")
    ASK = "ask", _("sometimes: ask before you come")
    YES = "yes", _("yes, to whoever came and asks for it")


class Suits(TextChoices):
    """Whom the group itself says that it suits; what it has not said is not known. Women only, secular and sign language stand
    elsewhere: in the audiences and languages of its meetings, and in its orientation."""

    MEDICATION = "medication", _("people who take medicines as prescribed")
    DUAL_DIAGNOSIS = "dual_diagnosis", _("people who have an addiction and a mental illness")


class UsualSize(TextChoices):
    NOT_STATED = "", pgettext_lazy("size", "not stated")
    SMALL = "small", _("up to 8 people")
    MIDDLE = "middle", _("about 8 to 20 people")
    LARGE = "large", _("more than 20 people")


class Channel(TextChoices):
    """Where members are in touch between and beside meetings (row 31 of docs/needs.md)."""

    VIDEO = "video", _("video calls")
    PHONE = "phone", _("telephone")
    CHAT = "chat", _("chat")
    FORUM = "forum", _("online forum")
    MAIL_LIST = "mail_list", _("mailing list")
    SOCIAL_NETWORK = "social_network", _("closed group in a social network")


class Activity(TextChoices):
    """What is done besides talking (rows 65, 69, 94 of docs/needs.md)."""

    ART_THERAPY = "art_therapy", _("art therapy")
    SKILLS = "skills", _("practising skills")
    FAMILY_ADVICE = "family_advice", _("advice for relatives")
    OCCUPATIONAL = "occupational", _("help back to work")
    SPORT = "sport", _("sport and trips")


class ContactKind(TextChoices):
    PHONE = "phone", pgettext_lazy("contact", "telephone")
    MAIL = "mail", pgettext_lazy("contact", "mail")
    WEB = "web", pgettext_lazy("contact", "web page")


class ContactRole(TextChoices):
    """Who answers, as a role: names of people are never kept."""

    GROUP = "group", _("the group")
    OFFICE = "office", _("the office")
    HELPLINE = "helpline", _("the helpline")
    NEWCOMERS = "newcomers", _("who meets newcomers")
    PROFESSIONALS = "professionals", _("for professionals")
    WEBMASTER = "webmaster", _("who keeps the listing")


class ResourceKind(TextChoices):
    TREATMENT_CENTRE = "treatment_centre", _("treatment centre")
    COUNSELLING = "counselling", _("counselling")
    HELPLINE = "helpline", _("helpline")
    CLUBHOUSE = "clubhouse", _("clubhouse")
    OCCUPATIONAL_WORKSHOP = "occupational_workshop", _("occupational therapy workshop")
    EMPLOYMENT_SUPPORT = "employment_support", _("occupational support centre")
    SUPPORTED_HOUSING = "supported_housing", _("supported housing")
    REHABILITATION = "rehabilitation", _("rehabilitation centre")
    COMMUNITY_CENTRE = "community_centre", _("community centre")
    THERAPY_GROUP = "therapy_group", _("therapy group")
    ONLINE_FORUM = "online_forum", _("online forum")
    LITERATURE = "literature", _("books and leaflets")
    LEADER_TRAINING = "leader_training", _("training for leaders")
