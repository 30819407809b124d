"""A file is chosen once: what the rest of a form lacks does not lose it, and what is never finished is cleared away."""

import datetime
import io

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import UploadedFile

from config.schedule import SCHEDULE
from home import tasks, uploads
from home.models import CreditedDocument, CreditedImage
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db
ORIGIN = {"credit": "Мұражай қоры", "rights": "own"}
DAY = datetime.timedelta(days=1)


def png(colour="white"):
    content = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(content, "PNG")
    return content.getvalue()


# What is uploaded, the model, the address of the form, and the prefix of its fields.
KINDS = {
    "picture": ("a.png", png(), CreditedImage, "wagtailimages:add", ""),
    "document": ("a.txt", b"text", CreditedDocument, "wagtaildocs:add", ""),
    "chosen picture": ("a.png", png(), CreditedImage, "wagtailimages_chooser:create", "image-chooser-upload-"),
    "chosen document": ("a.txt", b"text", CreditedDocument, "wagtaildocs_chooser:create", "document-chooser-upload-"),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def editor():
    return browser_of(make_member("Editors"))


def shown(response):
    """The form, as a page or within a window for choosing."""
    if response["Content-Type"].startswith("application/json"):
        return BeautifulSoup(response.json()["htmlFragment"], "html.parser")
    return BeautifulSoup(response.content, "html.parser")


def token_in(response, prefix):
    return shown(response).select_one(f"input[name={prefix}kept_file]").get("value", "")


def send(editor, kind, *, token="", file=True, **fields):
    name, content, _model, address, prefix = kind
    given = {"title": "Атауы", "tags": "", "kept_file": token, **fields}
    if file:
        given["file"] = SimpleUploadedFile(name, content)
    return editor.post(reverse(address), {f"{prefix}{key}": value for key, value in given.items()})


def waiting():
    return list(UploadedFile.objects.values_list("file", flat=True))


def test_the_form_can_bring_a_file_back(editor, kind):
    address, prefix = kind[3:]
    assert token_in(editor.get(reverse(address)), prefix) == ""


def test_a_file_outlives_what_else_is_wrong(editor, kind):
    name, content, model, _address, prefix = kind
    refused = send(editor, kind)
    token = token_in(refused, prefix)

    again = send(editor, kind, token=token, file=False, credit="Мұражай қоры")
    [kept] = waiting()
    done = send(editor, kind, token=token_in(again, prefix), file=False, **ORIGIN)

    assert f"The file is here already: {name}." in shown(refused).text
    assert shown(refused).select_one(f"input[name={prefix}file]").get("required") is None
    file = model.objects.get()
    with file.file.open() as opened:
        assert opened.read() == content
    assert (file.credit, file.file_size, bool(file.file_hash)) == ("Мұражай қоры", len(content), True)
    assert "wagtail_uploads" not in file.file.name
    assert (waiting(), default_storage.exists(kept)) == ([], False)
    assert done.status_code in (200, 302)


def test_another_file_may_still_be_chosen(editor, kind):
    _name, _content, model, _address, prefix = kind
    token = token_in(send(editor, kind), prefix)
    other = (kind[0], png("red") if model is CreditedImage else b"another", *kind[2:])

    send(editor, other, token=token, **ORIGIN)

    with model.objects.get().file.open() as opened:
        assert opened.read() == other[1]


def test_a_file_that_is_refused_itself_is_not_kept(editor, kind):
    _name, _content, _model, _address, prefix = kind
    response = send(editor, ("a.png" if "image" in kind[3] else "a.pdf", b"neither", *kind[2:]))
    assert (token_in(response, prefix), waiting()) == ("", [])


def test_what_another_has_sent_is_nobody_elses(editor, kind):
    token = token_in(send(browser_of(make_member("Editors")), kind), kind[4])
    for each in (token, "1:forged"):
        send(editor, kind, token=each, file=False, **ORIGIN)
    assert not kind[2].objects.exists()
    assert len(waiting()) == 1


@pytest.mark.parametrize("has_file", [True, False])
def test_a_file_that_was_cleared_away_meanwhile_is_asked_for_again(editor, kind, has_file):
    token = token_in(send(editor, kind), kind[4])
    upload = UploadedFile.objects.get()
    default_storage.delete(upload.file.name)
    if not has_file:
        upload.delete()

    response = send(editor, kind, token=token, file=False, **ORIGIN)

    assert "This field is required." in shown(response).text
    assert not kind[2].objects.exists()


def test_the_page_for_many_keeps_each_file_once(editor):
    given = {"title": "Атауы", "files[]": SimpleUploadedFile("a.png", png())}
    editor.post(reverse("wagtailimages:add_multiple"), given)
    assert len(waiting()) == 1


def dropped(name="a.txt"):
    return UploadedFile.objects.create(file=ContentFile(b"text", name=name))


def test_what_was_never_finished_is_cleared_away_in_time():
    dropped()
    [name] = waiting()
    tasks.delete_abandoned_uploads.enqueue()
    assert waiting() == [name]

    with time_machine.travel(timezone.now() + uploads.WAITING + DAY):
        tasks.delete_abandoned_uploads.enqueue()
    assert (waiting(), default_storage.exists(name)) == ([], False)


def test_a_row_whose_file_is_gone_goes_too():
    default_storage.delete(dropped().file.name)
    assert (uploads.delete_abandoned(), waiting()) == (1, [])


def test_a_store_that_fails_at_one_file_keeps_no_other(monkeypatch):
    broken, other = dropped("broken.txt"), dropped("other.txt")
    exists = FileSystemStorage.exists

    def stumble(storage, name):
        if name == broken.file.name:
            raise OSError("the store is away")
        return exists(storage, name)

    monkeypatch.setattr(FileSystemStorage, "exists", stumble)
    with time_machine.travel(timezone.now() + uploads.WAITING + DAY):
        assert uploads.delete_abandoned() == 1
    assert waiting() == [broken.file.name]
    assert other.file.name not in waiting()


def test_the_clock_starts_it():
    assert tasks.delete_abandoned_uploads in [scheduled.task for scheduled in SCHEDULE]
