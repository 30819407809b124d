"""Files that applicants send: checked by content, kept through errors, and out of everybody else's reach."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from tests.volunteers import applying
from tests.volunteers.applying import JPEG, PDF, PNG, archive, docx, errors, odt, pdf, send
from tests.volunteers.factories import make_application, make_form, make_opportunity
from volunteers.domain import applications, uploads
from volunteers.models import Application, ApplicationFile, VolunteeringSettings
from volunteers.models.applications import private_storage

pytestmark = pytest.mark.django_db

KINDS_TEXT = "Allowed file types: PDF, JPG, PNG, DOCX, ODT."


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def ask(*, is_required=True, keys=("cv",)):
    value = {"label": "Түйіндеме", "help_text": "", "is_required": is_required}
    return make_opportunity(form=make_form([("file", {**value, "key": key}) for key in keys]))


@pytest.fixture
def opportunity():
    return ask()


def kept_token(response, key="cv") -> str | None:
    found = re.search(rf'name="kept-q_{key}" value="([^"]+)"', response.content.decode())
    return found and found[1]


@pytest.mark.parametrize(
    ("name", "content", "kept_name", "content_type"),
    [
        ("cv.pdf", PDF, "cv.pdf", "application/pdf"),
        ("фото.JPG", JPEG, "фото.jpg", "image/jpeg"),
        ("фото.jpeg", JPEG, "фото.jpg", "image/jpeg"),
        ("scan.png", PNG, "scan.png", "image/png"),
        ("cv.docx", docx(), "cv.docx", uploads.KINDS[3].content_type),
        ("cv.odt", odt(), "cv.odt", uploads.KINDS[4].content_type),
        # Neither the name nor what the browser says of it counts.
        ("cv.exe", PDF, "cv.exe.pdf", "application/pdf"),
        ("cv.png", PDF, "cv.pdf", "application/pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf", "application/pdf"),
        ("evil\u202egnp.pdf", PDF, "evilgnp.pdf", "application/pdf"),
        (".pdf", PDF, ".pdf.pdf", "application/pdf"),
        ("а" * 300 + ".pdf", PDF, None, "application/pdf"),
    ],
)
def test_file_is_known_by_its_content(client, opportunity, name, content, kept_name, content_type):
    response = send(opportunity, client=client, q_cv=SimpleUploadedFile(name, content, content_type="text/html"))

    assert response.status_code == 303
    upload = Application.objects.get().files.get()
    assert upload.key == "cv"
    assert upload.content_type == content_type
    assert upload.size == len(content)
    assert len(upload.original_name) <= 200
    assert upload.original_name.endswith(f".{kept_name or 'pdf'}".rsplit(".", 1)[1])
    if kept_name:
        assert upload.original_name == kept_name
    with upload.file.open() as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + b"\0" * 100,
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"plain text",
        b"GIF89a" + b"\0" * 50,
        b"PK\x03\x04 broken",
        odt()[:38] + b"\xff" * 8 + odt()[46:],  # what follows the first member's header: the packed text
        archive({"readme.txt": b"x"}),
        archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}),
        archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        archive({"mimetype": b"application/vnd.oasis.opendocument.text" + b"x" * 10_000}),
        docx(**{"word/vbaProject.bin": b"macro"}),
    ],
    ids=["exe", "html", "svg", "text", "gif", "broken", "damaged", "zip", "xlsx", "ods", "almost-odt", "macros"],
)
def test_other_content_is_refused_whatever_it_is_called(client, opportunity, content):
    response = send(opportunity, client=client, language="en", q_cv=pdf("cv.pdf", content))

    assert errors(response) == {"q_cv": [KINDS_TEXT]}
    assert ApplicationFile.objects.count() == 0


def test_empty_file_is_refused(client, opportunity):
    response = send(opportunity, client=client, language="en", q_cv=pdf(content=b""))

    assert errors(response) == {"q_cv": ["This file is empty."]}


def test_archive_that_would_unpack_to_gigabytes_is_not_unpacked():
    bomb = archive({"mimetype": b"\0" * 50_000_000})

    assert uploads.kind_of(pdf("cv.odt", bomb)) is None


@pytest.mark.parametrize(("extra", "status"), [(0, 303), (1, 422)])
def test_file_may_be_as_large_as_the_setting_says(client, opportunity, extra, status):
    settings = VolunteeringSettings.load()
    settings.maximum_upload_megabytes = 1
    settings.save()
    content = PDF + b"\0" * (1024 * 1024 - len(PDF) + extra)

    response = send(opportunity, client=client, language="en", q_cv=pdf(content=content))

    assert response.status_code == status
    if status == 422:
        assert errors(response) == {"q_cv": ["The file must not exceed 1 MB."]}
        # All else that was typed has come through.
        assert 'value="Айсұлу"' in response.content.decode()
        assert ApplicationFile.objects.count() == 0


def test_file_that_no_question_asks_for_is_not_even_received(client):
    opportunity = ask(is_required=False)

    response = send(opportunity, client=client, language="en", surname="", q_cv=pdf(), other=pdf(), consent_file=pdf())

    assert list(response.wsgi_request.FILES) == ["q_cv"]
    assert "Already attached: cv.pdf" in response.content.decode()


@pytest.mark.parametrize("megabytes", [1, 4], ids=["in memory", "on disk"])
def test_file_too_large_leaves_the_one_before_it(client, megabytes):
    """Django gathers small requests in memory and large ones on disk, by different code."""
    opportunity = ask(keys=("cv", "letter"))
    settings = VolunteeringSettings.load()
    settings.maximum_upload_megabytes = megabytes
    settings.save()

    large = PDF + b"\0" * (megabytes * 1024 * 1024)
    response = send(opportunity, client=client, language="en", q_cv=pdf("cv.pdf"), q_letter=pdf("l.pdf", large))

    assert errors(response) == {"q_letter": [f"The file must not exceed {megabytes} MB."]}
    with ApplicationFile.objects.get().file.open() as stored:
        assert stored.read() == PDF


def test_missing_required_file_is_said(client, opportunity):
    assert errors(send(opportunity, client=client, language="en")) == {"q_cv": ["This field is required."]}


def test_optional_file_may_be_left_out(client):
    assert send(ask(is_required=False), client=client).status_code == 303
    assert ApplicationFile.objects.count() == 0


def test_text_in_place_of_a_file_is_no_file(client, opportunity):
    assert errors(send(opportunity, client=client, language="en", q_cv="cv.pdf")) == {
        "q_cv": ["This field is required."]
    }


def test_file_outlives_an_error_elsewhere(client, opportunity):
    first = send(opportunity, client=client, language="en", q_cv=pdf("Менің түйіндемем.pdf"), consent=None)
    token = kept_token(first)

    assert list(errors(first)) == ["consent"]
    assert "Already attached: Менің түйіндемем.pdf" in first.content.decode()
    waiting = ApplicationFile.objects.get()
    assert waiting.application is None

    second = send(opportunity, client=client, **{"kept-q_cv": token})

    assert second.status_code == 303
    assert Application.objects.get().files.get() == waiting


def test_another_file_takes_the_place_of_the_kept_one(client, opportunity):
    token = kept_token(send(opportunity, client=client, q_cv=pdf("old.pdf"), consent=None))
    old = ApplicationFile.objects.get()

    send(opportunity, client=client, q_cv=pdf("new.png", PNG), **{"kept-q_cv": token})

    assert Application.objects.get().files.get().original_name == "new.png"
    assert not ApplicationFile.objects.filter(pk=old.pk).exists()
    assert not private_storage().exists(old.file.name)


def test_refused_second_file_leaves_the_kept_one(client, opportunity):
    token = kept_token(send(opportunity, client=client, q_cv=pdf("old.pdf"), consent=None))

    response = send(opportunity, client=client, language="en", q_cv=pdf(content=b"no pdf"), **{"kept-q_cv": token})

    assert errors(response) == {"q_cv": [KINDS_TEXT]}
    assert "Already attached: old.pdf" in response.content.decode()


def test_kept_file_can_be_removed(client):
    opportunity = ask(is_required=False)
    token = kept_token(send(opportunity, client=client, q_cv=pdf(), consent=None))
    upload = ApplicationFile.objects.get()

    response = send(opportunity, client=client, **{"kept-q_cv": token, "remove-q_cv": "on"})

    assert response.status_code == 303
    assert ApplicationFile.objects.count() == 0
    assert not private_storage().exists(upload.file.name)


def test_form_sent_twice_with_its_kept_file_is_one_application(client, opportunity):
    key = "6f0c8a52-6a0c-4f0b-8a7e-3a2a6e1f5b11"
    token = kept_token(send(opportunity, client=client, q_cv=pdf(), consent=None, submission_key=key))

    responses = [send(opportunity, client=client, submission_key=key, **{"kept-q_cv": token}) for _attempt in range(2)]

    assert [response.status_code for response in responses] == [303, 303]
    assert responses[0]["Location"] == responses[1]["Location"]
    assert Application.objects.get().files.count() == 1


def test_file_that_waits_goes_with_its_opportunity(client, opportunity, django_capture_on_commit_callbacks):
    send(opportunity, client=client, q_cv=pdf(), consent=None)
    upload = ApplicationFile.objects.get()

    with django_capture_on_commit_callbacks() as callbacks:
        opportunity.delete()
    assert private_storage().exists(upload.file.name)
    for callback in callbacks:
        callback()

    assert not private_storage().exists(upload.file.name)


def test_withdrawn_application_keeps_its_file_when_the_form_comes_again(client, opportunity):
    key = "6f0c8a52-6a0c-4f0b-8a7e-3a2a6e1f5b11"
    token = kept_token(send(opportunity, client=client, q_cv=pdf(), consent=None, submission_key=key))
    send(opportunity, client=client, submission_key=key, **{"kept-q_cv": token})
    withdrawn = applications.withdraw(application=Application.objects.get())

    again = send(opportunity, client=client, language="en", submission_key=key, **{"kept-q_cv": token})

    assert errors(again) == {"q_cv": ["This field is required."]}
    assert withdrawn.files.count() == 1


@pytest.mark.parametrize("change", ["forged", "other question", "other opportunity", "of an application"])
def test_kept_file_is_its_senders_alone(client, change):
    opportunity = ask(keys=("cv", "letter"))
    token = kept_token(send(opportunity, client=client, q_cv=pdf(), consent=None))
    upload = ApplicationFile.objects.get()
    key = "cv"
    if change == "forged":
        token = f"{upload.pk}:forged"
    elif change == "other question":
        key = "letter"
    elif change == "other opportunity":
        opportunity = ask(keys=("cv", "letter"))
    else:
        upload.application = make_application(opportunity, email="other@example.kz")
        upload.save()

    sent = {"q_cv": pdf(), "q_letter": pdf()}
    del sent[f"q_{key}"]
    response = send(
        opportunity, client=client, language="en", **{f"kept-q_{key}": token, f"remove-q_{key}": "on"}, **sent
    )

    assert errors(response) == {f"q_{key}": ["This field is required."]}
    assert ApplicationFile.objects.filter(pk=upload.pk).exists()
    assert private_storage().exists(upload.file.name)


@pytest.fixture
def upload(opportunity):
    send(opportunity, q_cv=pdf("Түйіндеме.pdf"))
    return ApplicationFile.objects.get()


def user_with(*codenames: str, **fields):
    user = get_user_model().objects.create_user(username="somebody", password="password", **fields)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def admin_url(upload) -> str:
    return f"/admin/volunteers/files/{upload.pk}/"


def test_file_lies_below_no_public_folder_under_a_name_nobody_can_guess(upload, settings):
    assert not str(upload.file.path).startswith(str(settings.MEDIA_ROOT))
    assert "Түйіндеме" not in upload.file.path
    assert re.fullmatch(r"applications/[\w-]{32}", upload.file.name)
    for path in (f"/media/{upload.file.name}", f"/{upload.file.name}", f"/kk/{upload.file.name}"):
        assert Client().get(path, follow=True).status_code == 404


def test_file_has_no_address(upload):
    with pytest.raises(ValueError, match="no address"):
        upload.file.url  # noqa: B018 - asking is what raises


def test_reviewer_gets_it_as_a_download_that_nothing_runs(client, upload):
    client.force_login(user_with("access_admin", "view_application"))

    response = client.get(admin_url(upload))

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "permissions", [None, (), ("access_admin",), ("access_admin", "add_page", "change_page", "publish_page")]
)
def test_nobody_else_gets_it(client, upload, permissions):
    if permissions is not None:
        client.force_login(user_with(*permissions))

    response = client.get(admin_url(upload))

    assert response.status_code in {302, 403}
    assert not response.streaming
    assert PDF not in response.content


def test_file_that_belongs_to_no_application_is_shown_to_nobody(client, upload):
    upload.application = None
    upload.save()
    client.force_login(user_with(is_superuser=True))

    assert client.get(admin_url(upload), follow=True).status_code == 404


def test_file_that_is_gone_from_the_disk_is_not_found(client, upload):
    upload.file.storage.delete(upload.file.name)
    client.force_login(user_with(is_superuser=True))

    assert client.get(admin_url(upload), follow=True).status_code == 404


def test_file_is_only_read(client, upload):
    client.force_login(user_with(is_superuser=True))

    assert client.post(admin_url(upload)).status_code == 405


def test_form_names_what_is_allowed_before_anything_is_chosen(client, opportunity):
    page = client.get(applying.url(opportunity, "en")).content.decode()

    assert KINDS_TEXT in page
    assert "The file must not exceed 5 MB." in page
    assert 'accept=".pdf,.jpg,.jpeg,.png,.docx,.odt"' in page
