"""The guide for editors: its topics, in the order in which one needs them.

Its words are whole texts, one template for each topic and language: what an editor reads is written in her language and
not translated sentence by sentence. Names of buttons stand in them as the admin writes them, in <b class="ui">; a test
holds that it still does.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Words:
    title: str
    about: str


@dataclass(frozen=True)
class Topic:
    name: str
    words: dict[str, Words]  # by language

    def template(self, language: str) -> str:
        return f"home/admin/guide/{language}/{self.name}.html"


def language_of_reader() -> str:
    """That of her admin, or Kazakh."""
    language = get_language()
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


TOPICS = {
    topic.name: topic
    for topic in (
        Topic(
            "first-steps",
            {
                "kk": Words("Алғашқы қадамдар", "Басты бетте сізді не күтіп тұрғаны, тілді қалай ауыстыруға болатыны."),
                "ru": Words("Первые шаги", "Что ждёт вас на главной странице и как сменить язык."),
                "en": Words("First steps", "What waits for you on the home page, and how to change your language."),
            },
        ),
        Topic(
            "writing",
            {
                "kk": Words("Бет жазу және келісуге жіберу", "Жаңа бет ашудан оқырманға дейінгі жол."),
                "ru": Words("Написать страницу и отправить на согласование", "Путь от новой страницы до читателя."),
                "en": Words("Writing a page and submitting it", "The way from a new page to its readers."),
            },
        ),
        Topic(
            "moderating",
            {
                "kk": Words("Жіберілген бетті келісу", "Модераторларға: қарау, мақұлдау, түзетуді сұрау."),
                "ru": Words("Согласование страниц", "Для модераторов: прочитать, одобрить или вернуть на доработку."),
                "en": Words("Moderating", "For moderators: read, approve, or ask for changes."),
            },
        ),
        Topic(
            "new-event",
            {
                "kk": Words("Бұрынғысына ұқсас жаңа іс-шара", "Өтінім нысанымен бірге, екі минутта."),
                "ru": Words("Новое мероприятие по прошлогоднему", "Вместе с формой заявки, за две минуты."),
                "en": Words("A new event from last year's", "With its application form, in two minutes."),
            },
        ),
        Topic(
            "changes",
            {
                "kk": Words(
                    "Іс-шараның күні, орны өзгерсе", "Кейінге қалдыру, болдырмау және өтінім бергендерге хабарлау."
                ),
                "ru": Words(
                    "Мероприятие переносится или отменяется", "Новая дата, новое место, отмена и письма заявителям."
                ),
                "en": Words("An event is moved, postponed or cancelled", "And telling those who have applied."),
            },
        ),
        Topic(
            "translating",
            {
                "kk": Words("Аудару", "Аудармалар тақтасы, редакторы және келісу."),
                "ru": Words("Перевод", "Доска переводов, редактор и согласование."),
                "en": Words("Translating", "The board, the editor, and moderation."),
            },
        ),
        Topic(
            "pictures",
            {
                "kk": Words("Суреттер мен құжаттар", "Авторы, пайдалану құқығы және балама мәтін."),
                "ru": Words("Изображения и документы", "Автор, право на использование и альтернативный текст."),
                "en": Words("Pictures and documents", "Their source, the rights, and alternative text."),
            },
        ),
        Topic(
            "lists",
            {
                "kk": Words(
                    "Тізімдерді импорттау және экспорттау",
                    "Бірнеше бетті Excel немесе CSV файлымен бірден енгізу және алу.",
                ),
                "ru": Words("Импорт и экспорт списков", "Много страниц сразу: из файла Excel или CSV и в файл."),
                "en": Words(
                    "Getting lists in and out", "Many pages at once, from a file of Excel or CSV and into one."
                ),
            },
        ),
    )
}
