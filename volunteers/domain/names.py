"""Names of roles and shifts in the reader's language, for lists: a fixed number of queries however many there are."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from volunteers.models import Role, Shift


def role_titles() -> dict[int, str]:
    """The primary key of every role, and its title in the active language, or as it is where that is missing."""
    rows = list(Role.objects.values_list("pk", "translation_key", "locale__language_code", "live", "title"))
    translated = {key: title for _pk, key, language, is_live, title in rows if is_live and language == get_language()}
    return {pk: translated.get(key, title) for pk, key, _language, _is_live, title in rows}


def roles_in_language(shifts: Iterable[Shift]) -> dict[int, Role]:
    """The roles of `shifts` by their own pk, each in the reader's language where it exists. One query at most."""
    own, locale = {shift.role_id: shift.role for shift in shifts}, Locale.get_active()
    keys = {role.translation_key for role in own.values() if role.locale_id != locale.pk}
    translations = Role.objects.filter(translation_key__in=keys, locale=locale, live=True).select_related("locale")
    translated = {role.translation_key: role for role in translations} if keys else {}
    return {pk: translated.get(role.translation_key, role) for pk, role in own.items()}


def source_roles() -> QuerySet[Role]:
    """Each role once: in the default language, or, where it was never written in that, as it is."""
    own = Role.objects.filter(locale=Locale.get_default())
    return Role.objects.filter(Q(pk__in=own) | ~Q(translation_key__in=own.values("translation_key")))


def shift_time(shift: Shift, *, brief: bool = False) -> str:
    """In the reader's language: "23 November 2026, 10:00–14:00", or both days if it spans two; `brief`, in figures."""
    day, moment = ("SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT") if brief else ("DATE_FORMAT", "DATETIME_FORMAT")
    start, end = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    if start.date() == end.date():
        return _("%(date)s, %(start)s–%(end)s") % {
            "date": date_format(start, day),
            "start": date_format(start, "TIME_FORMAT"),
            "end": date_format(end, "TIME_FORMAT"),
        }
    return _("%(start)s – %(end)s") % {"start": date_format(start, moment), "end": date_format(end, moment)}


def shift_name(shift: Shift, titles: dict[int, str]) -> str:
    return _("%(role)s: %(time)s") % {"role": titles[shift.role_id], "time": shift_time(shift, brief=True)}


def shift_names(shifts: Iterable[Shift], titles: dict[int, str]) -> list[str]:
    return [shift_name(shift, titles) for shift in shifts]


def spoken(shifts: Iterable[Shift]) -> str:
    """The names of `shifts`. Lazy, put into words when it is read: only then is it known in whose language."""
    return lazy(lambda: "; ".join(shift_names(shifts, role_titles())), str)()
