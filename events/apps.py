from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events and lessons")

    def ready(self) -> None:
        from . import exchange, receivers, search, structured_data  # noqa: F401 - each registers itself

        exchange.register_all()
        search.register_all()
