"""All that `make run` needs before it serves, in one process: starting Django four times would take longer."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Bring the database and the demo content up to date, then print the address and the demo accounts."
    requires_system_checks = []  # The server that starts next makes them.

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, port: int, **options: object) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database ...")
            call_command("migrate", verbosity=0)
        call_command("demo", stdout=self.stdout)
        self.stdout.write(self._welcome(f"http://localhost:{port}"))

    def _welcome(self, address: str) -> str:
        lines = ["", "  Erikti", "", f"  Site    {address}/", f"  Admin   {address}/admin/", ""]
        lines += [f"  {account.username:<15}{PASSWORD:<14}{account.describes}" for account in ACCOUNTS]
        return "\n".join([*lines, "", "  Ctrl+C stops it. Everything it stores is in var/.", ""])
