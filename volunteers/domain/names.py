"""Names of roles and shifts in the reader's language, for lists: a fixed number of queries however many there are."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from volunteers.models import Role, Shift


def role_titles() -> dict[int, str]:
    """The primary key of every role, and its title in the active language, or as it is where that is missing."""
    rows = list(Role.objects.values_list("pk", "translation_key", "locale__language_code", "title"))
    translated = {key: title for _pk, key, language, title in rows if language == get_language()}
    return {pk: translated.get(key, title) for pk, key, _language, title in rows}


def source_roles() -> QuerySet[Role]:
    """Each role once: in the default language, or, where it was never written in that, as it is."""
    own = Role.objects.filter(locale=Locale.get_default())
    return Role.objects.filter(Q(pk__in=own) | ~Q(translation_key__in=own.values("translation_key")))


def shift_time(shift: Shift) -> str:
    starts_at, ends_at = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    if starts_at.date() == ends_at.date():
        return _("%(date)s, %(start)s – %(end)s") % {
            "date": date_format(starts_at, "SHORT_DATE_FORMAT"),
            "start": time_format(starts_at, "TIME_FORMAT"),
            "end": time_format(ends_at, "TIME_FORMAT"),
        }
    return _("%(start)s – %(end)s") % {
        "start": date_format(starts_at, "SHORT_DATETIME_FORMAT"),
        "end": date_format(ends_at, "SHORT_DATETIME_FORMAT"),
    }


def shift_name(shift: Shift, titles: dict[int, str]) -> str:
    return _("%(role)s: %(time)s") % {"role": titles[shift.role_id], "time": shift_time(shift)}


def shift_names(shifts: Iterable[Shift], titles: dict[int, str]) -> list[str]:
    return [shift_name(shift, titles) for shift in shifts]
