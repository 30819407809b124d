"""Pictures and documents on their way in: whose they are, what they are, and whether they are here already."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, UploadedFile

from home.models import CreditedDocument, CreditedImage
from tests.home import factories
from tests.volunteers.applying import JPEG, PDF, archive, docx, odt
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

ORIGIN = {"credit": "Мұражай қоры", "rights": "own"}
MACROS = archive({"[Content_Types].xml": "", "ppt/presentation.xml": "", "ppt/vbaProject.bin": ""})


def name_or_number(value):
    """A test's name without the bytes of its file."""
    return value if isinstance(value, str) else str(len(value))


@pytest.fixture
def editor():
    return browser_of(make_member("Editors"))


def picture(name="a.png", colour="white"):
    return SimpleUploadedFile(name, get_test_image_file(colour=colour).file.getvalue(), content_type="image/png")


def document(name="a.txt", content=b"text"):
    return SimpleUploadedFile(name, content)


# What is uploaded, the model, the names of Wagtail's addresses, and its prefix for a form over a waiting file.
KINDS = {
    "picture": (picture, CreditedImage, "wagtailimages", "image"),
    "document": (document, CreditedDocument, "wagtaildocs", "document"),
}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


def send_one(editor, kind, **fields):
    make, _model, namespace, _name = kind
    return editor.post(reverse(f"{namespace}:add"), {"title": "Атауы", "tags": "", "file": make(), **fields})


def drop(editor, kind):
    """Into the page for many at once."""
    make, _model, namespace, _name = kind
    response = editor.post(reverse(f"{namespace}:add_multiple"), {"title": "Атауы", "files[]": make()})
    return response.json()


def complete(editor, kind, number, **fields):
    _make, _model, namespace, name = kind
    url = reverse(f"{namespace}:create_multiple_from_uploaded_{name}", args=[number])
    given = {"title": "Атауы", "tags": "", **fields}
    return editor.post(url, {f"uploaded-{name}-{number}-{key}": value for key, value in given.items()}).json()


def errors_in(response) -> list[str]:
    return sorted(response.context["form"].errors)


def told(html: str) -> list[str]:
    """What is said of the file that is here already."""
    box = BeautifulSoup(html, "html.parser").select_one("[name$=keep_twin]")
    return [] if box is None else [box.find_parent(class_="w-field__wrapper").select_one(".help").text.strip()]


def test_a_file_needs_its_source_and_its_rights(editor, kind):
    response = send_one(editor, kind)

    assert errors_in(response) == ["credit", "rights"]
    assert not kind[1].objects.exists()

    send_one(editor, kind, **ORIGIN)

    assert kind[1].objects.values_list("credit", "rights").get() == ("Мұражай қоры", "own")


def test_many_at_once_need_them_each(editor, kind):
    waiting = drop(editor, kind)
    number = waiting["uploaded_file_id"]

    assert "The file is kept once you have given its source and rights and saved." in waiting["form"]
    assert complete(editor, kind, number)["success"] is False
    assert not kind[1].objects.exists()
    assert complete(editor, kind, number, **ORIGIN)["success"] is True

    kept = kind[1].objects.get()
    assert (kept.credit, kept.rights, bool(kept.file_hash)) == ("Мұражай қоры", "own", True)
    assert not UploadedFile.objects.exists()


def test_the_same_file_is_kept_a_second_time_only_at_a_tick(editor, kind):
    send_one(editor, kind, **ORIGIN)

    response = send_one(editor, kind, **ORIGIN)

    assert errors_in(response) == ["keep_twin"]
    assert told(response.content.decode()) == ["The same file is here already: Атауы"]
    send_one(editor, kind, **ORIGIN, keep_twin="on")
    assert kind[1].objects.count() == 2


def test_many_at_once_are_told_of_the_same_file_before_they_are_kept(editor, kind):
    send_one(editor, kind, **ORIGIN)

    waiting = drop(editor, kind)

    number = waiting["uploaded_file_id"]
    assert told(waiting["form"]) == ["The same file is here already: Атауы"]
    refused = complete(editor, kind, number, **ORIGIN)
    assert (refused["success"], len(told(refused["form"]))) == (False, 1)
    assert complete(editor, kind, number, **ORIGIN, keep_twin="on")["success"] is True
    assert kind[1].objects.count() == 2


def test_a_file_that_is_not_hers_to_choose_is_not_told(editor, kind):
    send_one(browser_of(make_member("Administrators")), kind, **ORIGIN)
    beside = Collection(name="Басқа", depth=1, path="0002")
    Collection.objects.bulk_create([beside])
    kind[1].objects.update(collection=Collection.objects.get(name="Басқа"))

    send_one(editor, kind, **ORIGIN)

    assert kind[1].objects.count() == 2


def test_words_about_a_file_can_be_changed_without_the_file(editor, kind):
    send_one(editor, kind, **ORIGIN)
    kept = kind[1].objects.get()

    editor.post(reverse(f"{kind[2]}:edit", args=[kept.pk]), {"title": "Жаңа атау", "tags": "", **ORIGIN})

    assert kind[1].objects.values_list("title", "file").get() == ("Жаңа атау", kept.file.name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.docx", docx()),
        ("a.odt", odt()),
        ("a.xlsx", archive({"[Content_Types].xml": "", "xl/workbook.xml": ""})),
        ("A.PPTX", archive({"[Content_Types].xml": "", "ppt/presentation.xml": ""})),
        ("a.zip", archive({"a.txt": "a"})),
        ("a.csv", "Аты;Саны\nДомбыра;2".encode("cp1251")),
        ("a.txt", "\ufeffМәтін".encode("utf-16-le")),
    ],
    ids=name_or_number,
)
def test_a_document_is_what_its_name_says(editor, name, content):
    editor.post(reverse("wagtaildocs:add"), {"title": "Атауы", "tags": "", "file": document(name, content), **ORIGIN})

    assert CreditedDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"no document at all"),
        ("a.pdf", docx()),
        ("a.docx", odt()),
        ("a.zip", PDF),
        ("a.txt", JPEG),
        ("a.csv", b"MZ\x90\x00\x03\x00"),
        ("a.pptx", MACROS),
    ],
    ids=name_or_number,
)
def test_a_document_that_is_another_thing_is_refused(editor, name, content):
    response = editor.post(
        reverse("wagtaildocs:add"), {"title": "Атауы", "tags": "", "file": document(name, content), **ORIGIN}
    )

    extension = name.rpartition(".")[2]
    (message,) = response.context["form"].errors["file"]
    assert message.startswith(f"By its content this is no .{extension} file, or it holds macros")
    assert not CreditedDocument.objects.exists()


def test_a_document_of_another_kind_is_refused_among_many(editor):
    response = editor.post(reverse("wagtaildocs:add_multiple"), {"title": "a", "files[]": document("a.exe", PDF)})

    assert response.json()["success"] is False
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("setting", ["WAGTAILIMAGES_MAX_UPLOAD_SIZE", "WAGTAILDOCS_MAX_UPLOAD_SIZE"])
def test_a_file_has_a_size_that_it_may_not_exceed(editor, settings, setting):
    kind = KINDS["picture" if "IMAGES" in setting else "document"]
    setattr(settings, setting, 3)

    response = send_one(editor, kind, **ORIGIN)

    assert response.context["form"].errors["file"][0].endswith("Maximum filesize 3\xa0bytes.")


def test_a_picture_has_a_number_of_points_that_it_may_not_exceed(editor, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100

    assert errors_in(send_one(editor, KINDS["picture"], **ORIGIN)) == ["file"]


def test_the_lists_say_how_often_a_file_is_used(editor):
    image, file = factories.make_image(), factories.make_document()
    body = [("document", {"document": file, "title": "Жүктеу"}), ("image", {"image": image, "alt": "Сурет"})]
    factories.make_page(factories.make_home(cover=image), body=body)

    images = editor.get(reverse("wagtailimages:index"), {"layout": "list"})
    documents = editor.get(reverse("wagtaildocs:index"))

    used = [next(iter(response.context["object_list"])).usage_count for response in (images, documents)]
    assert used == [2, 1]
