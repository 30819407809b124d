"""The people of staff whom the demo brings along: one for each part that somebody can have in the house."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from wagtail.users.models import UserProfile

from demo.ledger import Ledger
from home import roles

PASSWORD = "erikti-demo"  # noqa: S105 - printed at every start; a public site refuses to make these accounts


@dataclass(frozen=True)
class Account:
    username: str
    first_name: str
    last_name: str
    group: str
    language: str  # of the admin, when this person is logged in
    describes: str

    @property
    def email(self) -> str:
        return f"{self.username}@example.kz"


ACCOUNTS = (
    Account("editor", "Мәтін", "Редакторқызы", roles.EDITORS, "kk", "writes pages and submits them"),
    Account("moderator", "Келісім", "Модераторқызы", roles.MODERATORS, "kk", "approves of pages and publishes them"),
    Account("translator", "Перевод", "Словарёва", roles.TRANSLATORS["ru"], "ru", "translates into Russian"),
    Account("translator-en", "Grace", "Wordsworth", roles.TRANSLATORS["en"], "en", "translates into English"),
    Account("reviewer", "Анкета", "Заявкина", roles.REVIEWERS, "ru", "decides on applications"),
    Account("admin", "Ada", "Administrator", roles.ADMINISTRATORS, "en", "may do everything"),
)


def load(ledger: Ledger) -> None:
    """Existing accounts of the same name are left as they are, whoever made them."""
    for account in ACCOUNTS:
        key = f"account/{account.username}"
        if ledger.has(key):
            continue
        ledger.record(key, _make(account))


def _make(account: Account) -> AbstractUser:
    users = get_user_model().objects
    if existing := users.filter(username=account.username).first():
        return existing
    user = users.create_user(
        username=account.username,
        email=account.email,
        password=PASSWORD,
        first_name=account.first_name,
        last_name=account.last_name,
    )
    user.groups.add(Group.objects.get(name=account.group))
    UserProfile.objects.filter(user=user).update(preferred_language=account.language)
    return user
