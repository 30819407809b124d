import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation

from home.blocks import BodyBlock
from home.blocks.media import parse_video_url
from tests.home import factories

WORDS = "<p>Мәтін</p>"


def clean(*children):
    block = BodyBlock(required=False)
    return block.clean(block.normalize(list(children)))


def errors_of(*children):
    """{position: {name of the field, or None for the block as a whole: message}}"""
    with pytest.raises(ValidationError) as refused:
        clean(*children)
    found = {}
    for position, error in refused.value.block_errors.items():
        fields = getattr(error, "block_errors", None) or {None: error}
        found[position] = {name: field.messages[0] for name, field in fields.items()}
    return found


def heading(level):
    return ("heading", {"text": "Бөлім", "level": level})


@pytest.mark.parametrize("levels", [[], ["h2"], ["h2", "h3", "h3", "h2"]])
def test_headings_go_down_a_level_at_a_time(levels):
    assert len(clean(*map(heading, levels))) == len(levels)


@pytest.mark.parametrize("words", ["", "<p></p>", '<p data-block-key="a1"> &nbsp;</p>', "<p><b></b></p>"])
def test_a_text_without_a_word_is_refused(words):
    assert list(errors_of(("rich_text", words))) == [0]


def test_a_part_without_a_section_is_refused_where_it_stands():
    assert list(errors_of(("rich_text", WORDS), heading("h3"), heading("h2"))) == [1]


@pytest.mark.django_db
def test_a_picture_needs_words_for_those_who_do_not_see_it():
    image = factories.make_image()

    assert list(errors_of(("image", {"image": image, "alt": " "}))[0]) == ["alt"]


@pytest.mark.django_db
def test_a_decorative_picture_keeps_no_words():
    image = factories.make_image()

    value = clean(("image", {"image": image, "alt": "Ою-өрнек", "decorative": True}))

    assert value[0].value["alt"] == ""


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=3", ("youtube", "dQw4w9WgXcQ")),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://vimeo.com/123456789", ("vimeo", "123456789")),
        ("https://player.vimeo.com/video/123456789", ("vimeo", "123456789")),
        ("http://youtu.be/dQw4w9WgXcQ", None),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", None),
        ("https://evil.example/youtu.be/dQw4w9WgXcQ", None),
        ("https://www.youtube.com/watch?v=%22onload=x", None),
        ("https://www.youtube.com/watch", None),
        ("https://www.youtube.com/@channel", None),
        ("https://vimeo.com/channels/staff", None),
        ("javascript:alert(1)", None),
    ],
)
def test_parse_video_url(url, found):
    assert parse_video_url(url) == found


def test_a_video_from_elsewhere_is_refused():
    video = ("video", {"url": "https://example.kz/film.mp4", "title": "Фильм"})

    assert list(errors_of(video)[0]) == ["url"]


@pytest.mark.django_db
def test_a_call_leads_to_one_place():
    home = factories.make_home()
    words = {"title": "Қосыл", "link_text": "Өтінім"}

    neither = errors_of(("call_to_action", words))
    both = errors_of(("call_to_action", {**words, "page": home, "url": "https://example.kz/"}))

    assert list(neither[0]) == list(both[0]) == ["page"]
    assert clean(("call_to_action", {**words, "page": home}))[0].value.link == "/kk/"


@pytest.fixture
def home(db):
    return factories.make_home()


def rendered(client, home, *body):
    factories.make_page(home, slug="shown", body=list(body))
    response = client.get("/kk/shown/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def test_words_are_shown(client, home):
    main = rendered(
        client,
        home,
        ("heading", {"text": "Оқу залы", "level": "h2"}),
        ("heading", {"text": "Таңертең", "level": "h3"}),
        ("rich_text", WORDS),
        ("quote", {"text": "Кітап – білім бұлағы", "author": "Оқырман", "role": "мұғалім"}),
        ("key_figure", {"number": "8 000+", "label": "оқушы", "source": "2019"}),
        ("questions_and_answers", {"title": "Сұрақтар", "questions": [{"question": "Қашан?", "answer": WORDS}]}),
    )

    assert main.select_one("h2#oqu-zaly").text == "Оқу залы"
    assert main.select_one("h3#tanerten").text == "Таңертең"
    assert main.select_one("blockquote").text.strip() == "Кітап – білім бұлағы"
    assert main.select_one("summary").text == "Қашан?"
    assert "8 000+" in main.text


def test_words_are_escaped(client, home):
    main = rendered(client, home, ("quote", {"text": "<script>alert(1)</script>", "author": "<b>", "role": ""}))

    assert main.select("script") == []
    assert main.select_one("blockquote").text.strip() == "<script>alert(1)</script>"


def test_a_picture_is_shown_with_its_words_and_credit(client, home):
    image = factories.make_image(credit="Мұражай қоры")

    main = rendered(client, home, ("image", {"image": image, "alt": "Оқу залы", "caption": "2019 жыл"}))

    assert main.select_one("figure img")["alt"] == "Оқу залы"
    assert main.select_one("figcaption").text.split() == ["2019", "жыл", "Мұражай", "қоры"]


def test_a_gallery_shows_all_its_pictures(client, home):
    image = factories.make_image()
    pictures = [{"image": image, "alt": "Бір"}, {"image": image, "alt": "Екі"}]

    main = rendered(client, home, ("gallery", {"title": "Суреттер", "images": pictures}))

    assert [picture["alt"] for picture in main.select(".gallery img")] == ["Бір", "Екі"]


def test_a_video_loads_nothing_from_outside(client, home):
    main = rendered(client, home, ("video", {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "Фильм"}))

    sources = [tag.get("src", "") for tag in main.select("[src], iframe, script")]
    assert main.select("iframe, script") == []
    assert [source for source in sources if "//" in source] == []
    assert main.select_one(".video a")["href"] == "https://youtu.be/dQw4w9WgXcQ"


def test_a_document_can_be_downloaded(client, home):
    document = factories.make_document()

    main = rendered(client, home, ("document", {"document": document, "title": "Жадынама", "description": "Бір бет"}))

    assert main.select_one("a.download")["href"] == document.url
    assert "Жадынама" in main.select_one("a.download").text


def test_related_pages_are_in_the_readers_language_and_leave_out_drafts(client, home):
    factories.translated(home, "ru")
    about = factories.make_page(home, title="Біз туралы")
    only_kazakh = factories.make_page(home, title="Тек қазақша")
    draft = factories.make_page(home, title="Жоба")
    draft.unpublish()
    factories.translated(about, "ru")
    chosen = factories.make_page(
        home, slug="chosen", body=[("related_pages", {"title": "", "pages": [only_kazakh, about, draft]})]
    )
    factories.translated(chosen, "ru")

    main = BeautifulSoup(client.get("/ru/chosen-ru/").content, "html.parser").main

    links = [link.text for link in main.select(".related a")]
    assert links == ["Тек қазақша", "[ru] Біз туралы"]


def test_a_call_leads_to_the_page_in_the_readers_language(home):
    factories.translated(home, "ru")
    about = factories.make_page(home, slug="about")
    factories.translated(about, "ru")
    value = clean(("call_to_action", {"title": "Қосыл", "link_text": "Оқу", "page": about}))[0].value

    with translation.override("ru"):
        assert value.link == "/ru/about-ru/"


def test_a_call_to_a_page_that_is_not_published_has_no_link(client, home):
    about = factories.make_page(home, slug="about")
    about.unpublish()

    main = rendered(client, home, ("call_to_action", {"title": "Қосыл", "link_text": "Оқу", "page": about}))

    assert main.select(".call a") == []
