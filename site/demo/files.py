"""Pictures and worksheets, made anew rather than kept among the code."""

from django.core.files.base import ContentFile
from django.db import transaction

from demo import drawing, handout
from demo.content import read
from demo.loading import Load
from home.models import CreditedDocument, CreditedImage
from home.models.media import Rights

ORIGIN = {"credit": "Erikti", "rights": Rights.OWN}


def load(load: Load) -> None:
    for key, entry in load.missing("picture", read("pictures")["pictures"]):
        with transaction.atomic():
            picture = CreditedImage(title=entry["title"], **ORIGIN, uploaded_by_user=load.editor)
            picture.file = ContentFile(drawing.png(entry["key"]), name=f"{entry['key']}.png")
            picture.save()
            picture.get_file_hash()  # by which a second upload of it is noticed
            load.ledger.record(key, picture)
    for key, entry in load.missing("material", read("lessons")["materials"]):
        with transaction.atomic():
            document = CreditedDocument(title=entry["title"], **ORIGIN, uploaded_by_user=load.editor)
            content = handout.worksheet(entry["heading"], entry["lines"], entry["language"])
            document.file = ContentFile(content, name=entry["file"])
            document.save()
            document.get_file_size()  # Both are stored on first asking, and visitors read them.
            document.get_file_hash()
            load.ledger.record(key, document)
