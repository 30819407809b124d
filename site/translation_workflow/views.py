"""wagtail-localize's editor of a translation, with what Wagtail's workflows and locks ask of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation, update_translations
from wagtail_localize.views.edit_translation import user_can_edit_instance

from translation_workflow import moderation
from translation_workflow.texts import Hindrance, hindrances


def edit(request: HttpRequest, translation: Translation, instance: Any) -> HttpResponse:
    """In place of wagtail-localize's editor, which publishes source words and knows no lock but a person's."""
    is_locked = moderation.is_locked_for(instance, request.user)
    if request.method == "POST" and request.POST.get("action") == "publish":
        if is_locked:
            messages.error(request, moderation.lock_of(instance).get_message(request.user))
            return redirect(request.path)
        if reason := why_not_ready(translation):
            messages.error(request, reason)
            return redirect(request.path)
    if is_locked:
        # In this request's copy alone: the editor asks the page, and for a person's lock only.
        instance.locked = True
    return edit_translation.edit_translation(request, translation, instance)


def why_not_ready(translation: Translation) -> str:
    """'' when nothing speaks against publishing it."""
    hindrance, count = next(hindrances(translation), (None, 0))
    if hindrance is Hindrance.SOURCE_NOT_LIVE:
        return _("The source is not published. Publish it first.")
    if hindrance is Hindrance.NOT_TRANSLATED:
        text = ngettext(
            "%(count)s text is not translated yet. Readers would see it in the language of the source.",
            "%(count)s texts are not translated yet. Readers would see them in the language of the source.",
            count,
        )
    elif hindrance is Hindrance.NOT_READ:
        text = ngettext(
            "%(count)s text was translated by a machine, and nobody has read it yet.",
            "%(count)s texts were translated by a machine, and nobody has read them yet.",
            count,
        )
    else:
        return ""
    return text % {"count": count}


def _found(request: HttpRequest, translation_id: int) -> tuple[Translation, Any]:
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    instance = translation.get_target_instance()
    if not _may_edit(request.user, instance):
        raise PermissionDenied
    return translation, instance


def _may_edit(user: AbstractUser, instance: Any) -> bool:
    """As wagtail-localize sees it, and as the site's own `may_edit_translation` hooks do: each can say no.

    Wagtail knows a right to all snippets of a kind, where a translator has one to those of her language.
    """
    return user_can_edit_instance(user, instance) and all(
        may(user, instance) for may in hooks.get_hooks("may_edit_translation")
    )


def _back(translation: Translation) -> HttpResponseRedirect:
    return redirect(translation.get_target_instance_edit_url())


@require_POST
def submit(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, instance = _found(request, translation_id)
    if not moderation.standing(translation, instance, request.user).can_submit:
        raise PermissionDenied
    try:
        moderation.submit(translation=translation, instance=instance, by=request.user)
    except moderation.NotReady:
        messages.error(request, why_not_ready(translation))
    except ValidationError:
        messages.error(request, _("The texts marked below cannot stay as they are."))
    else:
        messages.success(request, _("“%(title)s” waits for moderation.") % {"title": get_latest_str(instance)})
    return _back(translation)


@require_POST
def cancel(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, instance = _found(request, translation_id)
    if not moderation.standing(translation, instance, request.user).can_cancel:
        raise PermissionDenied
    instance.current_workflow_state.cancel(user=request.user)
    messages.success(request, _("“%(title)s” no longer waits for moderation.") % {"title": get_latest_str(instance)})
    return _back(translation)


@require_POST
def mark_as_read(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation, instance = _found(request, translation_id)
    if moderation.is_locked_for(instance, request.user):
        raise PermissionDenied
    count = moderation.mark_as_read(translation=translation, by=request.user)
    text = ngettext("You have read %(count)s text.", "You have read %(count)s texts.", count)
    messages.success(request, text % {"count": count})
    return _back(translation)


def keeping_locks(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For wagtail-localize's views that change texts: they ask for leave to edit, and not for locks."""

    @wraps(view)
    def wrapped(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        translation = get_object_or_404(Translation, pk=translation_id)
        instance = translation.get_target_instance()
        if not _may_edit(request.user, instance):
            raise PermissionDenied
        if moderation.is_locked_for(instance, request.user):
            # The script asks for JSON; the admin would answer a denial with its home page.
            return JsonResponse(
                {"detail": strip_tags(moderation.lock_of(instance).get_message(request.user))}, status=403
            )
        response = view(request, translation_id=translation_id, **kwargs)
        if response.status_code < 400:
            moderation.keep_draft_in_step(translation, instance, request.user)
        return response

    # Views of the REST framework check the token themselves, and say by this that Django's middleware need not.
    wrapped.csrf_exempt = getattr(view, "csrf_exempt", False)
    return wrapped


@keeping_locks
@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """For who may publish: a page whose translation has stopped goes its own way, out of translators' hands."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not moderation.may_publish(translation.get_target_instance(), request.user):
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation_id)


@keeping_locks
@require_POST
def upload_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's, which a file without the translation's number, or none at all, would bring down."""
    if "file" in request.FILES:
        try:
            return edit_translation.upload_pofile(request, translation_id)
        except (KeyError, ValueError):
            pass
    messages.error(request, _("Please upload a PO file that was downloaded here."))
    return _back(get_object_or_404(Translation, pk=translation_id))


def download_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Under the source's title: wagtail-localize's name keeps its ASCII letters alone, none of a Kazakh one.

    For those alone who may bring it back.
    """
    if not _may_edit(request.user, get_object_or_404(Translation, pk=translation_id).get_target_instance()):
        raise PermissionDenied
    response = edit_translation.download_pofile(request, translation_id)
    translation = Translation.objects.select_related("source", "target_locale").get(pk=translation_id)
    name = f"{translation.source.object_repr} ({translation.target_locale.language_code}).po"
    response["Content-Disposition"] = content_disposition_header(True, name.replace("/", "-"))
    return response


def refuse_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """In place of wagtail-localize's conversion, after which readers would be shown another language's words."""
    messages.error(request, _("A page in another language is translated. It cannot become an alias of its source."))
    return redirect("wagtailadmin_pages:edit", page_id)


class UpdateTranslationsView(update_translations.UpdateTranslationsView):
    """Hands the source's texts to translators, and publishes nothing."""

    def get_form(self) -> update_translations.UpdateTranslationsForm:
        form = super().get_form()
        del form.fields["publish_translations"]
        return form

    def form_valid(self, form: update_translations.UpdateTranslationsForm) -> HttpResponse:
        form.cleaned_data["publish_translations"] = False
        return super().form_valid(form)
