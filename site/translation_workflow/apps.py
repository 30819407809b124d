from django.apps import AppConfig


class TranslationWorkflowConfig(AppConfig):
    """wagtail-localize's translations in Wagtail's workflows.

    Stands on Wagtail and wagtail-localize alone. Install it before wagtail_localize, a template of which it extends.
    """

    name = "translation_workflow"
