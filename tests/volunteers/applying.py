"""What a visitor's browser does with the application form."""

import io
import uuid
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40

GUARDIAN = {
    "guardian_name": "Демоқызы Әсем",
    "guardian_phone": "8 701 000 00 02",
    "guardian_email": "guardian@example.kz",
    "guardian_consent": "on",
}
MINOR = {"birth_date_day": "1", "birth_date_month": "2", "birth_date_year": "2011"}


def url(opportunity, language="kk") -> str:
    with translation.override(language):
        return reverse("volunteers:apply", args=[opportunity.code])


def typed(opportunity, **changes) -> dict:
    """A form filled in rightly, for every shift. A change to None leaves the field out."""
    data = {
        "surname": "Демоқызы",
        "first_name": "Айсұлу",
        "patronymic": "",
        "birth_date_day": "17",
        "birth_date_month": "5",
        "birth_date_year": "1998",
        "email": "aisulu@example.kz",
        "phone": "8 701 000 00 01",
        "city": "Астана",
        "place_of_study_or_work": "№ 57 мектеп",
        "languages_spoken": ["kk", "ru"],
        "shifts": [str(pk) for pk in opportunity.shifts.values_list("pk", flat=True)],
        "consent": "on",
        "submission_key": str(uuid.uuid4()),
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def send(opportunity, *, client=None, language="kk", extra=None, **changes):
    return (client or Client()).post(url(opportunity, language), typed(opportunity, **changes), **(extra or {}))


def pdf(name="cv.pdf", content=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def archive(members: dict[str, bytes]) -> bytes:
    """The same bytes at any time: tests are named by them, and every worker of a run must find the same tests."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    """In the order of a program that packs the document last, where looking at the first bytes finds nothing."""
    padding = {f"customXml/item{number}.xml": b"<x/>" for number in range(6)}
    return archive({**padding, "[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **more})


def odt() -> bytes:
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


def errors(response) -> dict[str, list[str]]:
    """The messages of the form that `response` shows again, by field, in the language in which it was sent."""
    with translation.override(response.wsgi_request.LANGUAGE_CODE):
        return {name: [str(message) for message in found] for name, found in response.context["form"].errors.items()}
