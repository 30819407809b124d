"""What a page says of itself: titles, descriptions, its address and its other languages, what networks show of it."""

import datetime

import pytest
from bs4 import BeautifulSoup

from tests.events import factories as events
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

BASE = "https://volunteers.example.kz"


@pytest.fixture(autouse=True)
def _base(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE


@pytest.fixture
def home():
    pages.make_organisation(name="Президенттік орталық", short_name="Орталық")
    return pages.make_home()


@pytest.fixture
def news_index(home):
    return pages.make_news_index(home)


@pytest.fixture
def event_index(home):
    return events.make_event_index(home)


def head(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser").head


def title(client, url):
    return head(client, url).title.text.removesuffix(" · Орталық")


def meta(soup, name):
    """The contents of all that are called `name`."""
    return [tag["content"] for tag in soup.select(f'meta[name="{name}"], meta[property="{name}"]')]


def description(client, url):
    [text] = meta(head(client, url), "description")
    return text


def canonical(soup):
    [link] = soup.select("link[rel=canonical]")
    return link["href"]


def alternates(soup):
    return {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}


def test_editors_words_go_first(client, news_index):
    pages.make_news(
        news_index,
        slug="a",
        seo_title="Іздеу үшін",
        search_description="Іздеушіге",
        summary="Оқырманға",
        title="Тақырып",
    )

    assert title(client, "/kk/news/a/") == "Іздеу үшін"
    assert description(client, "/kk/news/a/") == "Іздеушіге."


def test_news_of_one_title_differ_by_their_dates(client, news_index):
    for year in (2025, 2026):
        day = datetime.date(year, 12, 5)
        pages.make_news(news_index, slug=f"y{year}", title="Волонтерлер күні", summary="Мереке.", published_on=day)

    assert title(client, "/kk/news/y2025/") == "Волонтерлер күні – 05.12.2025"
    assert title(client, "/kk/news/y2026/") == "Волонтерлер күні – 05.12.2026"
    assert description(client, "/kk/news/y2025/") == "2025 жылғы 5 желтоқсан. Мереке."
    assert description(client, "/kk/news/y2026/") == "2026 жылғы 5 желтоқсан. Мереке."


def test_event_tells_when_and_where(client, event_index):
    events.make_event(event_index, slug="a", title="Форум", starts_at=events.local(2026, 12, 20, 9, 30), summary="Кел!")

    assert title(client, "/kk/events/a/") == "Форум – 20.12.2026"
    assert description(client, "/kk/events/a/") == "2026 жылғы 20 желтоқсан, 09:30. Кітапхана, Астана. Кел!"


def test_event_of_several_days_tells_its_days(client, event_index):
    events.make_event(
        event_index,
        slug="a",
        title="Форум",
        starts_at=events.local(2026, 12, 20, 9, 30),
        ends_at=events.local(2026, 12, 21, 18),
    )

    assert title(client, "/kk/events/a/") == "Форум – 20.12.2026"
    assert description(client, "/kk/events/a/").startswith("2026 жылғы 20 желтоқсан – 2026 жылғы 21 желтоқсан. ")


def test_event_called_off_says_so_first(client, event_index):
    events.make_event(event_index, slug="a", status="cancelled")

    assert description(client, "/kk/events/a/").startswith("Өткізілмейді. ")


def test_lesson_tells_for_which_grades(client, home):
    index = events.make_lesson_index(home)
    events.make_lesson(index, slug="a", title="Елорда", grade_from=5, grade_to=7, subject="Тарих", summary="Сабақ.")
    events.make_lesson(index, slug="b", title="Елорда", grade_from=8, grade_to=8, summary="Сабақ.")

    assert title(client, "/kk/lessons/a/") == "Елорда – Сыныптар: 5–7"
    assert title(client, "/kk/lessons/b/") == "Елорда – Сынып: 8"
    assert description(client, "/kk/lessons/a/") == "Сыныптар: 5–7. Тарих. Сабақ."


def test_page_of_a_section_names_the_section(client, home):
    above = pages.make_page(home, slug="museum", title="Мұражай")
    pages.make_page(above, slug="way", title="Қалай жетуге болады")

    assert title(client, "/kk/museum/") == "Мұражай"
    assert title(client, "/kk/museum/way/") == "Қалай жетуге болады – Мұражай"


def test_description_is_how_the_body_begins_cut_at_a_word(client, home):
    body = [("heading", {"text": "Басы", "level": "h2"}), ("rich_text", f"<p>Бір <b>екі</b>. {'алпыс ' * 60}</p>")]
    pages.make_page(home, slug="a", body=body)

    text = description(client, "/kk/a/")

    assert text.startswith("Бір екі. алпыс алпыс")
    assert text.endswith("алпыс…")
    assert 150 <= len(text) <= 160


def test_page_without_a_word_is_described_by_title_and_organisation(client, home):
    pages.make_page(home, slug="a", title="Байланыс")

    assert description(client, "/kk/a/") == "Байланыс. Президенттік орталық."


def test_each_page_of_a_list_has_a_title_and_an_address_of_its_own(client, news_index, monkeypatch):
    monkeypatch.setattr(type(news_index), "per_page", 1)
    for _number in range(2):
        pages.make_news(news_index)
    first, second, beyond = (head(client, f"/kk/news/{query}") for query in ("", "?page=2", "?page=9&utm_source=x"))

    assert (first.title.text, canonical(first)) == ("Жаңалықтар · Орталық", f"{BASE}/kk/news/")
    assert (second.title.text, canonical(second)) == ("Жаңалықтар – Бет: 2 · Орталық", f"{BASE}/kk/news/?page=2")
    assert canonical(beyond) == canonical(second)
    assert meta(first, "description") != meta(second, "description")
    # Another language may have no second page.
    assert (list(alternates(first)), alternates(second)) == (["kk", "x-default"], {})


def test_archive_and_filters_have_titles_of_their_own_and_only_the_archive_is_to_be_found(client, event_index):
    events.make_event(event_index, starts_at=events.local(2025, 3, 1, 10), scale="city")
    upcoming, archive, filtered = (
        head(client, f"/kk/events/{query}") for query in ("", "?when=past", "?month=2025-03&when=past&scale=city")
    )

    assert upcoming.title.text == "Іс-шаралар · Орталық"
    assert archive.title.text == "Іс-шаралар – Өткен іс-шаралар · Орталық"
    assert filtered.title.text == "Іс-шаралар – Өткен іс-шаралар – Қалалық – 2025 жылғы наурыз · Орталық"
    assert canonical(archive) == f"{BASE}/kk/events/?when=past"
    assert canonical(filtered) == f"{BASE}/kk/events/?when=past&scale=city&month=2025-03"
    assert alternates(archive)["kk"] == f"{BASE}/kk/events/?when=past"
    assert [meta(each, "robots") for each in (upcoming, archive, filtered)] == [
        ["max-image-preview:large"],
        ["max-image-preview:large"],
        ["noindex, follow"],
    ]


def test_every_translation_lists_all_and_the_same(client, home):
    about = pages.make_page(home, slug="about")
    pages.translated(home, "ru", "en")
    pages.translated(about, "ru", "en")

    for urls, default in (
        ({"kk": "/kk/", "ru": "/ru/", "en": "/en/"}, "/"),
        ({"kk": "/kk/about/", "ru": "/ru/about-ru/", "en": "/en/about-en/"}, "/kk/about/"),
    ):
        expected = {code: BASE + url for code, url in {**urls, "x-default": default}.items()}
        for url in urls.values():
            assert alternates(head(client, url)) == expected
            assert canonical(head(client, url)) == BASE + url


def test_networks_are_told_what_to_show(client, news_index):
    pages.make_organisation(locale=pages.locale("ru"), short_name="Центр")
    pages.translated(news_index.get_parent().specific, "ru")
    pages.translated(news_index, "ru")
    item = pages.make_news(news_index, title='"А" & <Ә>', summary="Мәтін", published_on=datetime.date(2026, 11, 24))
    russian = pages.translated(item, "ru")

    soup = head(client, russian.url)

    assert meta(soup, "og:type") == ["article"]
    assert meta(soup, "og:title") == ['[ru] "А" & <Ә>']
    assert meta(soup, "og:description") == ["24 ноября 2026 г. [ru] Мәтін."]
    assert meta(soup, "og:url") == [canonical(soup)] == [BASE + russian.url]
    assert meta(soup, "og:site_name") == ["Центр"]
    assert (meta(soup, "og:locale"), meta(soup, "og:locale:alternate")) == (["ru_RU"], ["kk_KZ"])
    assert meta(soup, "article:published_time") == ["2026-11-24T00:00:00+05:00"]
    [modified] = meta(soup, "article:modified_time")
    assert datetime.datetime.fromisoformat(modified) == russian.last_published_at
    assert meta(soup, "twitter:card") == ["summary_large_image"]
    [picture] = meta(soup, "og:image")
    assert (meta(soup, "og:image:width"), meta(soup, "og:image:height")) == (["1200"], ["630"])
    assert meta(soup, "og:image:alt") == ['[ru] "А" & <Ә>']
    assert client.get(picture.removeprefix(BASE))["Content-Type"] == "image/png"


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_feeds_and_calendar_are_found_by_programs(client, home, code):
    pages.translated(home, "ru")

    links = head(client, f"/{code}/").select("link[rel=alternate][type]")

    assert [(link["type"], link["href"]) for link in links] == [
        ("application/atom+xml", f"/{code}/feeds/news.xml"),
        ("application/atom+xml", f"/{code}/feeds/events.xml"),
        ("text/calendar", f"/{code}/calendar/events.ics"),
    ]
    assert {client.get(link["href"]).status_code for link in links} == {200}


@pytest.mark.parametrize("url", ["/kk/nothing-here/", "/ru/translation/{pk}/"])
def test_what_is_no_page_asks_not_to_be_found(client, home, url):
    soup = head(client, url.format(pk=home.pk))

    assert meta(soup, "robots") == ["noindex"]
    assert soup.select("link[rel=canonical], [hreflang], script[type='application/ld+json']") == []


def test_draft_can_be_previewed_before_it_has_a_place(home):
    draft = type(pages.make_page(home))(title="Жоба", slug="draft", locale=home.locale)
    draft.set_url_path(home)
    draft.path, draft.depth = home.path + "0009", home.depth + 1

    preview = draft.make_preview_request()

    assert preview.status_code == 200
    assert "Жоба" in preview.content.decode()
