"""A form that was sent, with what others changed meanwhile: merged where nothing is lost by it, asked about where both changed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.dates import and_list
from meetings.editing.conflicts import Dispute, Part, column_of, comparable, in_words, merged, put, settle
from meetings.editing.meeting_form import NONE, MeetingForm
from meetings.editing.rule_form import MOST_RULES, RuleForm, as_typed
from meetings.editing.sent_keys import number_in
from meetings.editing.sheet import Sheet, rows, sheet
from meetings.editing.venue_form import VenueForm
from meetings.editing.versions import Since, as_it_was, changes_since, version_of
from meetings.models import Meeting, ScheduleRule
from meetings.sentences import rule_sentence

if TYPE_CHECKING:
    from accounts.models import User

TAKEN = gettext_lazy("%(who)s has changed this since you opened the page, and it stays: %(fields)s.")
Disputes = list[tuple[str, str, Dispute]]  # prefix of the form, field, what is disputed
Happened = dict[tuple[str, int], Since]
NO_CONTROL = ("id", "DELETE", "find_group", "find_venue")


def read(meeting: Meeting, user: "User", sent: QueryDict, *, extra: int = 0) -> Sheet:
    """The page as it was sent, merged with what stands there now."""
    data = sent.copy()
    page = sheet(meeting, user, data, extra=extra)
    if meeting._state.adding:
        return page
    told: list[str] = []
    disputes: Disputes = []
    keys = [key for form in page.rules if (key := key_of(form)) is not None]
    happened = changes_since(page.version, rows(page.meeting), keys)
    for part in parts(page, happened):
        told += merge_part(part, data, disputes)
    told += merge_rules(page, happened, data, disputes)
    if data != sent or disputes:
        page = sheet(meeting, user, data, extra=extra)
        page.told = told
        ask(page, disputes)
    return page


def merge_part(part: Part, data: QueryDict, disputes: Disputes) -> list[str]:
    """Put what the others alone changed into the data; gives sentences that say so."""
    part.form.is_valid()
    found = merged(part.form, part.base, part.stored)
    for name in found.theirs:
        put(data, part.form, name, part.stored[name])
    for name in found.disputed:
        dispute = settle(data, part, name)
        if dispute:
            disputes.append((part.form.prefix or "", name, dispute))
    return told_of(part, found.theirs)


def told_of(part: Part, names: Iterable[str]) -> list[str]:
    """Who changed what, person by person."""
    by: dict[str, list[str]] = {}
    for name in names:
        if name in NO_CONTROL:
            continue
        who = part.since.by.get(column_of(name, part.since), "")
        value = in_words(part.form.fields[name], part.stored[name])
        by.setdefault(who, []).append(f"{part.form.fields[name].label} ({value})")
    return [str(TAKEN) % {"who": who, "fields": and_list(fields)} for who, fields in by.items()]


def ask(page: Sheet, disputes: Disputes) -> None:
    """Let the fields that both changed say so; until somebody has chosen nothing is saved."""
    all_forms: list[forms.BaseForm] = [page.form, page.venue, *page.rules]
    by_prefix = {form.prefix or "": form for form in all_forms}
    for prefix, name, dispute in disputes:
        form = by_prefix[prefix]
        form.is_valid()
        form[name].dispute = dispute  # type: ignore[attr-defined]  # shown beside the field
        form.add_error(name, _("Somebody else has changed this as well. Choose which of the two holds."))


def merge_rules(page: Sheet, happened: Happened, data: QueryDict, disputes: Disputes) -> list[str]:
    """The dates: changed, taken away and added by others."""
    told, version = [], version_of(rows(page.meeting))
    for form in page.rules:
        since = happened.get(("schedulerule", key_of(form) or 0))
        if since and form.stored:
            told += merge_part(part_of_rule(form, since, version), data, disputes)
        elif since and since.is_deleted:
            told += merge_gone(form, since, version, data, disputes)
    return told + new_rules(page, data)


def parts(page: Sheet, happened: Happened) -> Iterable[Part]:
    """The meeting and its building, if they have changed since the page was opened."""
    since = happened.get(("meeting", page.meeting.pk))
    if since:
        yield Part(page.form, base_of_meeting(page, since), page.form.initial, since, version_of(rows(page.meeting)))
    if page.loaded:
        of_venue = changes_since(page.venue_version, [page.loaded], ()).get(("venue", page.loaded.pk))
        if of_venue:
            base = VenueForm(instance=as_it_was(page.loaded, of_venue)).initial
            yield Part(page.venue, base, page.venue.initial, of_venue, version_of([page.loaded]))


def key_of(form: RuleForm) -> int | None:
    """The key of the rule that a form was opened with; the rule may be gone."""
    return number_in(form.data.get(form.add_prefix("id"))) if form.is_bound else None


def base_of_meeting(page: Sheet, since: Since) -> dict[str, Any]:
    """What the meeting's form showed when it was opened."""
    old = as_it_was(page.meeting, since)
    base = MeetingForm(instance=old, user=page.user).initial
    kept = {"formats": since.before["formats"]} if "formats" in since.before else {}
    return {**base, "venue": str(old.venue_id) if old.venue_id else NONE, **kept}


def part_of_rule(form: RuleForm, since: Since, version: int) -> Part:
    """A rule that another changed."""
    base = as_typed(as_it_was(form.stored or ScheduleRule(), since))
    if "formats" in since.before:
        base["formats"] = since.before["formats"]
    return Part(form, base, form.initial, since, version)


def merge_gone(form: RuleForm, since: Since, version: int, data: QueryDict, disputes: Disputes) -> list[str]:
    """Dates that another took away: they go, unless something was changed about them here; then somebody has to say."""
    base = part_of_rule(form, since, version).base
    form.is_valid()
    if all(comparable(form.cleaned_data.get(name)) == comparable(value) for name, value in base.items()):
        put(data, form, "DELETE", value=True)
        sentence = rule_sentence(as_it_was(ScheduleRule(), since).recurrence)
        return [_("%(who)s has taken these dates away: %(dates)s.") % {"who": who_did(since), "dates": sentence}]
    dispute = settle(data, Part(form, {}, {"DELETE": True}, since, version), "DELETE")
    if dispute:
        disputes.append((form.prefix or "", "DELETE", dispute))
    return []


def who_did(since: Since) -> str:
    return next(iter(since.by.values()), "")


def new_rules(page: Sheet, data: QueryDict) -> list[str]:
    """Dates that another has added: they come to the others."""
    sent = {key_of(form) for form in page.rules}
    added = [rule for rule in page.meeting.rules.all() if rule.pk not in sent]
    total = min(number_in(data.get("rules-TOTAL_FORMS")) or 0, MOST_RULES)
    for number, rule in enumerate(added, total):
        form = RuleForm(rule=rule, prefix=f"rules-{number}")
        for name, value in form.initial.items():
            put(data, form, name, value)
    if added:
        data["rules-TOTAL_FORMS"] = str(total + len(added))
    return [_("These dates were added meanwhile: %(dates)s.") % {"dates": rule_sentence(rule.recurrence)} for rule in added]
