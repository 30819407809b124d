"""What an editor is advised to look at, and where she is told."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation

from home.checks.findings import findings_in
from tests.home import factories
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

LONG = " ".join(["сөз"] * 30) + "."


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def home():
    return factories.make_home()


def found(home, *blocks) -> list[tuple[str, str]]:
    """Beside what every page lacks that is not translated yet."""
    page = factories.make_page(home, body=list(blocks))
    return [(each.message, each.words) for each in findings_in(page)[:-1]]


def heading(text, level="h2"):
    return ("heading", {"level": level, "text": text})


def text(source):
    return ("rich_text", source)


def image(**fields):
    return ("image", {"image": factories.make_image(), "alt": "", "decorative": False, "caption": "", **fields})


def test_a_page_in_order_is_left_alone(home):
    words = text('<p>Қысқа. Толығы <a href="https://example.kz">бағдарламада</a>.</p>')
    several = [heading("Бөлім"), heading("Тармақ", "h3"), words, heading("Екінші"), words]

    assert found(home, *several, image(alt="Дала"), image(decorative=True)) == []


def test_headings_have_something_below_them_and_words_of_their_own(home):
    blocks = [heading("Бос"), heading("Бөлім"), text("<p>Мәтін</p>"), heading("бөлім "), heading("Соңғы", "h3")]

    empty, twice = "Nothing stands below this heading.", "The same heading stands here twice"
    assert [(message.partition(":")[0], words) for message, words in found(home, *blocks)] == [
        (empty, "Бос"),
        (twice, "бөлім "),
        (empty, "Соңғы"),
    ]


def test_a_long_text_wants_headings(home):
    words = text("<p>Қысқа сөйлем ғой.</p>" * 101)

    assert found(home, words) == [("A long text without headings: nobody finds a place in it.", "")]
    assert found(home, heading("Бөлім"), words) == []


@pytest.mark.parametrize("words", ["осында", "Здесь", "here", "Толығырақ…", "Read more →"])
def test_a_link_says_where_it_leads(home, words):
    (finding,) = found(home, text(f'<p>Тіркелу <a href="https://example.kz">{words}</a></p>'))

    assert finding == ("A link should say where it leads, also to who hears nothing but links.", words)


def test_links_are_looked_at_wherever_they_stand(home):
    answer = '<p><a href="https://example.kz">https://example.kz/a</a> <a href="https://example.kz"> </a></p>'
    questions = {"title": "", "questions": [{"question": "Қайда?", "answer": answer}]}
    button = {"title": "Келіңіз", "text": "", "link_text": "Толығырақ", "page": None, "url": "https://example.kz"}

    messages = [
        message for message, _words in found(home, ("questions_and_answers", questions), ("call_to_action", button))
    ]

    assert [message.partition(":")[0] for message in messages] == [
        "An address is read out letter by letter",
        "A link without words",
        "A link should say where it leads, also to who hears nothing but links.",
    ]


@pytest.mark.parametrize("alt", ["IMG_2034.jpg", "dala_tany", "DSC 0012", "Фото 3", "scan(2)", "2034"])
def test_the_name_of_a_file_is_no_alternative_text(home, alt):
    assert found(home, image(alt=alt)) == [
        ("This alternative text looks like the name of a file: say what the picture tells.", alt)
    ]


def test_alternative_texts_are_there_and_say_what_the_caption_does_not(home):
    gallery = ("gallery", {"title": "", "images": [image(alt="")[1], image(alt="Дала", caption="Дала")[1]]})

    messages = [message for message, _words in found(home, gallery)]

    assert messages == [
        "A picture without alternative text: say what it tells, or mark it as decorative.",
        "Alternative text and caption are the same, and are read out twice.",
    ]


def test_long_sentences_and_hard_words_are_told(home):
    hard = "<p>" + "Ұйымдастырушылық қамтамасыздандырылуының жетілдірілмегендігі анықталғандықтан. " * 20 + "</p>"

    assert found(home, text(f"<p>{LONG}</p>")) == [("A long sentence: can it be two?", LONG)]
    ((message, _words),) = found(home, text(hard))
    assert message.startswith("The text is harder to read than a newspaper")


def test_the_source_says_which_languages_lack_it_and_a_translation_does_not(home):
    def languages(page):
        return [each.message for each in findings_in(page) if "language" in each.message]

    russian_home = factories.translated(home, "ru")
    page = factories.make_page(home, body=[])
    one, more = "Readers of another language will not find", "Readers of other languages will not find"

    assert languages(home) == [f"{one} this page: English"]
    assert languages(page) == [f"{more} this page: Русский, English"]
    assert languages(russian_home) == []


def test_no_picture_and_no_page_is_looked_up_to_check_a_text(home):
    def cost(count):
        page = factories.fresh(factories.make_page(home, body=[image(alt="Дала") for _number in range(count)]))
        with CaptureQueriesContext(connection) as queries:
            findings_in(page)
        return len(queries)

    assert cost(2) == cost(12)


@pytest.fixture
def editor():
    return browser_of(make_member("Moderators"))


def page_form(**fields):
    data = {
        "title": "Бет",
        "slug": "page",
        "seo_title": "",
        "search_description": "",
        "summary": "",
        "cover": "",
        "body": streamfield([("rich_text", rich_text('<p><a href="https://example.kz">осында</a></p>'))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
        **fields,
    }
    return nested_form_data(data)


def advice_in(html: str) -> list[str]:
    soup = BeautifulSoup(html, "html.parser")
    return [" ".join(item.get_text(" ").split()) for item in soup.select(".advice li")]


def test_advice_stands_beside_the_page_and_is_told_after_publishing(editor, home):
    page = factories.make_page(home, title="Бет", slug="page")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    untranslated = "Readers of other languages will not find this page: Русский, English"
    vague = "A link should say where it leads, also to who hears nothing but links. осында Go there"

    assert advice_in(editor.get(url).content.decode()) == [untranslated]
    response = editor.post(url, page_form() | {"action-publish": "1"}, follow=True)
    assert factories.fresh(page).live
    (told, _published) = response.context["messages"]
    assert str(told).partition("<")[0].strip() == "2 things in this page could be better."
    assert advice_in(editor.get(url).content.decode()) == [vague, untranslated]


def test_advice_comes_anew_with_what_is_saved_by_itself(editor, home):
    page = factories.make_page(home, title="Бет", slug="page")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = editor.post(url, page_form(), headers={"accept": "application/json"})

    assert "осында" in response.json()["html"]
    assert "[data-side-panel-toggle='advice']" in response.json()["html"]


def test_a_new_page_has_a_place_for_advice_to_come_to(editor, home):
    index = factories.make_news_index(home)

    page = editor.get(reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk]))

    panel = BeautifulSoup(page.content, "html.parser").select_one("[data-side-panel=advice] .advice")
    assert panel.get_text(strip=True) == "Once the page is saved, you read here what could be better in it."


def test_a_translator_is_advised_once_all_is_translated(editor, home):
    factories.translated(home, "ru")
    link = '<p><a href="https://example.kz">Бағдарлама</a></p>'
    russian = factories.submit(factories.make_page(home, title="Бет", body=[("rich_text", link)]), "ru")
    url = reverse("wagtailadmin_pages:edit", args=[russian.pk])
    before = editor.get(url).content.decode()

    factories.translate_words(russian.get_translation(home.locale), "ru")
    StringTranslation.objects.filter(data__contains="Бағдарлама").update(data='<a id="a1">здесь</a>')
    after = editor.get(url).content.decode()

    assert ('data-side-panel="advice"' in before, 'data-side-panel="advice"' in after) == (False, True)
    assert advice_in(after) == ["A link should say where it leads, also to who hears nothing but links. здесь"]


def test_the_checker_in_the_browser_looks_at_the_page_and_not_at_its_frame(editor, home):
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))

    panel = next(panel for panel in response.context["side_panels"] if panel.name == "checks")
    configuration = panel.get_axe_configuration()
    assert configuration["context"]["include"] == ["main"]
    pattern = next(check for check in configuration["spec"]["checks"] if "options" in check)["options"]["pattern"]
    # An empty one is right for what is decorative, such as a cover.
    assert [bool(re.search(pattern, alt, re.IGNORECASE)) for alt in ("", "Дала 2026", "IMG 12")] == [False, False, True]
    assert set(configuration["options"]["runOnly"]) == set(configuration["messages"])
    assert "Readability" not in response.content.decode()
