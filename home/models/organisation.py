from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import ChoiceBlock, StructBlock, URLBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import TranslatableField

from home.neutral import NeutralField
from home.once import once
from volunteers.models import TranslatedSnippet
from volunteers.written_queries import written_once

NETWORKS = [
    ("instagram", "Instagram"),
    ("telegram", "Telegram"),
    ("tiktok", "TikTok"),
    ("youtube", "YouTube"),
    ("facebook", "Facebook"),
    ("vk", "VK"),
    ("whatsapp", "WhatsApp"),
]


class Phone(NamedTuple):
    text: str
    href: str  # for `tel:`


class SocialLink(NamedTuple):
    name: str
    url: str


class SocialLinkBlock(StructBlock):
    network = ChoiceBlock(
        label=_("Network"),
        choices=NETWORKS,
    )
    url = URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Social network")


class Organisation(TranslatedSnippet):
    """Who runs the site: one row a language. Names and addresses change over the years, so none stands in the code."""

    name = models.CharField(_("name"), max_length=255)
    short_name = models.CharField(
        _("short name"), max_length=80, help_text=_("For the header of every page and the sender of mail.")
    )
    logo = models.ForeignKey(
        "home.CreditedImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    city = models.CharField(_("city"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    phones = models.TextField(_("phones"), blank=True, help_text=_("One number on each line, as +7 7172 70 00 00."))
    email = models.EmailField(_("e-mail"), blank=True)
    privacy_contact = models.EmailField(
        _("privacy contact"), blank=True, help_text=_("Where people write about their personal data.")
    )
    social_links = StreamField([("link", SocialLinkBlock())], verbose_name=_("social networks"), blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    footer_text = RichTextField(_("footer text"), features=["bold", "italic", "link"], blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name"), FieldPanel("logo")], heading=_("Who we are")),
        MultiFieldPanel(
            [
                FieldPanel("city"),
                FieldPanel("address"),
                FieldPanel("phones"),
                FieldPanel("email"),
            ],
            heading=_("Contacts"),
        ),
        MultiFieldPanel([FieldPanel("privacy_contact"), FieldPanel("privacy_page")], heading=_("Personal data")),
        FieldPanel("social_links"),
        FieldPanel("footer_text"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("short_name"),
        NeutralField("logo"),
        TranslatableField("city"),
        TranslatableField("address"),
        NeutralField("phones"),
        NeutralField("email"),
        NeutralField("privacy_contact"),
        NeutralField("privacy_page"),
        NeutralField("social_links"),
        TranslatableField("footer_text"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_organisation_a_language")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self._validate_only_one()
        self._validate_phones()

    def _validate_only_one(self) -> None:
        # The constraint would speak too, but the form has no language field for it to speak beside.
        others = Organisation.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and others.exists():
            raise ValidationError(_("The organisation is already described in this language. Edit that entry."))

    def _validate_phones(self) -> None:
        wrong = [line for line in self._phone_lines() if not to_python(line, region="KZ").is_valid()]
        if wrong:
            raise ValidationError({"phones": _("Not a phone number: %(line)s") % {"line": wrong[0]}})

    def _phone_lines(self) -> list[str]:
        return [line.strip() for line in self.phones.splitlines() if line.strip()]

    @property
    def phone_list(self) -> list[Phone]:
        numbers = [to_python(line, region="KZ") for line in self._phone_lines()]
        return [Phone(text=str(number), href=number.as_e164) for number in numbers]

    @property
    def social_link_list(self) -> list[SocialLink]:
        networks = dict(NETWORKS)
        return [SocialLink(networks[link.value["network"]], link.value["url"]) for link in self.social_links]


def organisation_in(language: str | None) -> Organisation | None:
    """As it is described in `language`, else in the site's first one; None where nobody has described it yet."""
    return once(("organisation", language), lambda: _find_organisation(language))


@written_once
def _described_in(languages: list) -> models.QuerySet[Organisation]:
    return Organisation.objects.filter(live=True, locale__language_code__in=languages).select_related("locale")


def _find_organisation(language: str | None) -> Organisation | None:
    by_language = {row.locale.language_code: row for row in _described_in([language, settings.LANGUAGE_CODE])}
    return by_language.get(language) or by_language.get(settings.LANGUAGE_CODE)
