from django.db import models
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin, WorkflowMixin


class TranslatedSnippet(WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A snippet in three languages.

    With drafts: wagtail-localize publishes the copy of a model that has none at the moment of its submission,
    in the source's words. With a workflow, since not everybody who writes one may publish it.
    """

    # Copied, they would make a fresh translation look published, with the source's revision for its own.
    exclude_fields_in_copy = ["first_published_at", "last_published_at", "live_revision", "go_live_at", "expire_at"]

    class Meta(TranslatableMixin.Meta):
        abstract = True
