from django.db import models
from wagtail.models import Revision
from wagtail_localize.models import String, TranslationContext, TranslationSource


class TextArrival(models.Model):
    """Since when a text stands in a published source: wagtail-localize keeps its texts without a date.

    There is none for the texts that a source had when it was first submitted.
    """

    source = models.ForeignKey(TranslationSource, on_delete=models.CASCADE, related_name="arrivals")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    arrived_at = models.DateTimeField(auto_now_add=True)
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+", help_text="The source's, which brought it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "context", "string"], name="home_one_arrival_of_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.context_id}: {self.arrived_at}"
