from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Rights(models.TextChoices):
    """By what right the library shows what it has uploaded."""

    OWN = "own", _("The library made it")
    LICENSED = "licensed", _("The author or owner has allowed it")
    OPEN = "open", _("An open licence, such as Creative Commons")
    PUBLIC_DOMAIN = "public_domain", _("Nobody's any more: the term of protection is over")


class CreditedImage(AbstractImage):
    credit = models.CharField(
        _("credit"),
        max_length=255,
        help_text=_("Who took or drew it, and where it is kept. Shown beside the picture wherever it appears."),
    )
    rights = models.CharField(_("rights"), max_length=15, choices=Rights)

    admin_form_fields = (*Image.admin_form_fields, "credit", "rights")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CreditedRendition(AbstractRendition):
    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CreditedDocument(AbstractDocument):
    credit = models.CharField(_("credit"), max_length=255, help_text=_("Who wrote or made it, and where it is kept."))
    rights = models.CharField(_("rights"), max_length=15, choices=Rights)

    admin_form_fields = (*Document.admin_form_fields, "credit", "rights")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        if self.file:  # Else it was refused before, for a reason that is told; none has no ending.
            super().clean()
