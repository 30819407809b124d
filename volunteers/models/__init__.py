from volunteers.models.applications import (
    Application,
    ApplicationFile,
    Consent,
    LogEntry,
    Note,
    Participation,
)
from volunteers.models.messages import Message
from volunteers.models.opportunities import ApplicationForm, ConsentText, Opportunity, Role, Shift
from volunteers.models.settings import VolunteeringSettings
from volunteers.models.snippets import TranslatedSnippet

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationForm",
    "Consent",
    "ConsentText",
    "LogEntry",
    "Message",
    "Note",
    "Opportunity",
    "Participation",
    "Role",
    "Shift",
    "TranslatedSnippet",
    "VolunteeringSettings",
]
