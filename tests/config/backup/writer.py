"""Another process that goes on writing while a backup is made: `python -m tests.config.backup.writer`.

Each transaction writes a file, then a document that names it, and one venue: at any moment there are as many of the
ones as of the others. It says "writing" once there are some, and ends when its standard input does.
"""

import select
import sys

import django


def main() -> None:
    django.setup()
    from django.core.files.base import ContentFile
    from django.db import transaction
    from wagtail.models import Locale

    from events.models import Venue
    from home.models import CreditedDocument

    locale = Locale.objects.first()
    number = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        number += 1
        with transaction.atomic():
            file = ContentFile(f"{number}".encode(), name=f"written-{number}.txt")
            CreditedDocument.objects.create(title=f"written {number}", file=file)
            Venue.objects.create(name=f"written {number}", address="a", city="b", locale=locale)
        if number == 3:
            print("writing", flush=True)  # noqa: T201 - the protocol


if __name__ == "__main__":
    main()
