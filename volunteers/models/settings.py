"""Thresholds that law or custom sets, for the library to set: the stricter value is the default."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="group")
class VolunteeringSettings(BaseGenericSetting):
    guardian_consent_age = models.PositiveSmallIntegerField(
        _("age from which nobody else need consent"),
        default=18,
        validators=[MinValueValidator(14), MaxValueValidator(21)],
        help_text=_("Younger applicants name a legal representative. Law No. 42-VI demands it below 14."),
    )
    maximum_upload_megabytes = models.PositiveSmallIntegerField(
        _("largest file an applicant may send, in megabytes"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(25)],
    )

    panels = [FieldPanel("guardian_consent_age"), FieldPanel("maximum_upload_megabytes")]

    class Meta:
        verbose_name = _("volunteering")
