from wagtail.snippets.models import register_snippet

from home.viewsets import OrganisationViewSet

register_snippet(OrganisationViewSet)
