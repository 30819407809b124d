"""Say where the site is and who can log in."""

from django.core.management.base import BaseCommand, CommandParser

from demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Print the address of the running site and the demo accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, port: int, **options: object) -> None:
        address = f"http://localhost:{port}"
        lines = ["", "  Erikti", "", f"  Site    {address}/", f"  Admin   {address}/admin/", ""]
        lines += [f"  {account.username:<10}{PASSWORD:<14}{account.describes}" for account in ACCOUNTS]
        lines += ["", "  Ctrl+C stops it. Everything it stores is in var/.", ""]
        self.stdout.write("\n".join(lines))
