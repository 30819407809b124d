from django.core.management.base import BaseCommand

from home.models import SearchEntry
from home.search import indexing


class Command(BaseCommand):
    help = "Make the search's index true to what is published; what is right already is left alone."

    def handle(self, *args: object, **options: object) -> None:
        indexing.index_everything()
        self.stdout.write(f"{SearchEntry.objects.count()} pages and holdings can be found.")
