"""Write, publish, translate, change: all that a moderator may do, in the page editor and in wagtail-localize's."""

import datetime
import re

import pytest
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from events.models import EventPage
from tests.browser.conftest import log_in

EVENT = {
    "kk": "/kk/is-sharalar/onlayn-kezdesu/",
    "ru": "/ru/meropriyatiya/onlayn-vstrecha/",
    "en": "/en/events/online-meeting/",
}


@pytest.fixture
def moderator(open_page):
    page = open_page("/admin/login/")
    log_in(page, "moderator")
    return page


def exists(page, address: str) -> bool:
    return page.request.get(address).status == 200


def go_by_userbar(page, address: str, way: str) -> None:
    """To the public page, and on by a link that only staff see there: "edit" or "add_subpage"."""
    page.goto(address)
    page.goto(page.locator(f"wagtail-userbar a[href$='/{way}/']").evaluate("link => link.href"))


def add_block(page, icon: str):
    """A block at the end of the body, chosen by its picture: labels are in the editor's language."""
    body = page.locator("[data-contentpath=body]")
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option").filter(has=page.locator(f"use[href='#icon-{icon}']")).first.click()
    return body.locator("[data-streamfield-child]").last


def press_publish(page) -> None:
    page.locator("[data-edit-form] .footer .w-dropdown__toggle").click()
    page.locator("button[name=action-publish]").click()


def publish(page) -> None:
    press_publish(page)
    is_published(page)


def confirm_change(page) -> None:
    """What stands between "Publish" and the publishing where an event is moved or called off."""
    page.wait_for_url("**/admin/events/change/*/publish/*/")
    page.locator(".event-change button[type=submit]").click()
    is_published(page)


def is_published(page) -> None:
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    expect(page.locator(".messages .success")).to_have_count(1)


def open_menu(page, target: str) -> None:
    """Through the three dots beside the page's title."""
    page.locator("header .w-dropdown__toggle--icon").click()
    page.locator(f"[data-tippy-root] a[href*='{target}']").click()
    page.wait_for_url(f"**{target}**")


def send(page) -> None:
    page.locator("main form input[type=submit]").click()
    expect(page.locator(".messages .success")).to_have_count(1)


def translate(page, texts: dict[str, str]) -> None:
    for source, target in texts.items():
        segment = page.locator("main li").filter(has=page.locator("> p").get_by_text(source, exact=True))
        segment.get_by_role("button").last.click()
        segment.locator("textarea").fill(target)
        segment.get_by_role("button").last.click()
        expect(segment).to_have_class("complete")


def publish_translation(page) -> None:
    page.locator("button[name=action][value=publish]").click()
    expect(page.locator(".messages .success")).to_have_count(1)


def alternates(page) -> dict[str, str]:
    links = page.eval_on_selector_all("link[rel=alternate][hreflang]", "links => links.map(e => [e.hreflang, e.href])")
    return dict(links)


def test_news_is_written_published_and_translated(moderator):
    page = moderator
    go_by_userbar(page, "/kk/zhanalyqtar/", "add_subpage")
    page.fill("#id_title", "Алғашқы қар туралы жаңалық")
    page.fill("#id_summary", "Қала бүгін ақ көрпе жамылды.")
    add_block(page, "pilcrow").locator("[contenteditable=true]").click()
    page.keyboard.type("Балалар далада ойнап жүр.")
    # The editor of rich text hands over what was typed a moment later.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile("Балалар далада ойнап жүр"))
    publish(page)
    page.locator(".messages .success a").first.click()
    page.wait_for_url("**/kk/zhanalyqtar/algashqy-qar-turaly-zhanalyq/")
    kazakh = page.url
    assert page.locator("main h1").inner_text() == "Алғашқы қар туралы жаңалық"
    assert page.locator("main .body").inner_text() == "Балалар далада ойнап жүр."

    drafts = ("/ru/novosti/algashqy-qar-turaly-zhanalyq/", "/en/news/algashqy-qar-turaly-zhanalyq/")
    assert [exists(page, address) for address in drafts] == [False, False]
    page.locator("header a[hreflang=ru]").first.click()
    offered = page.locator("main a[hreflang]")
    assert offered.evaluate_all("links => links.map(link => link.hreflang)") == ["kk"]
    offered.click()
    page.wait_for_url(kazakh)

    go_by_userbar(page, kazakh, "edit")
    open_menu(page, "/localize/submit/")
    for language in ("Русский", "English"):
        page.get_by_label(language, exact=True).check()
    send(page)
    assert [exists(page, address) for address in drafts] == [False, False]
    for listing in ("/ru/novosti/", "/en/news/"):
        page.goto(listing)
        assert page.locator("main article").count() > 0
        assert page.get_by_text("Алғашқы қар туралы жаңалық").count() == 0

    go_by_userbar(page, "/ru/novosti/", "edit")
    page.goto(page.url.removesuffix("edit/"))
    page.locator("main table a", has_text="Алғашқы қар туралы жаңалық").first.click()
    translate(
        page,
        {
            "Алғашқы қар туралы жаңалық": "Новость о первом снеге",
            "Қала бүгін ақ көрпе жамылды.": "Сегодня город побелел.",
            "Балалар далада ойнап жүр.": "Дети играют на улице.",
        },
    )
    page.locator("main").get_by_role("tab").last.click()
    translate(page, {"algashqy-qar-turaly-zhanalyq": "novost-o-pervom-snege"})
    publish_translation(page)

    page.goto("/ru/novosti/novost-o-pervom-snege/")
    russian = page.url
    assert page.locator("main h1").inner_text() == "Новость о первом снеге"
    assert page.locator("main .lead").inner_text() == "Сегодня город побелел."
    assert page.locator("main .body").inner_text() == "Дети играют на улице."
    both = {"kk": kazakh, "ru": russian}
    assert alternates(page) == {**both, "x-default": both["kk"]}
    for language in ("kk", "ru"):
        page.locator(f"header a[hreflang={language}]").first.click()
        page.wait_for_url(both[language])
        assert alternates(page) == {**both, "x-default": both["kk"]}
    assert not exists(page, drafts[1])


def test_new_words_of_the_source_wait_for_their_translation(moderator):
    page = moderator
    address = {"kk": "/kk/zhanalyqtar/otinim-endi-onlayn/", "ru": "/ru/novosti/zayavka-teper-onlayn/"}
    address["en"] = "/en/news/apply-online/"

    def titles() -> list[str]:
        found = []
        for language in ("kk", "ru", "en"):
            page.goto(address[language])
            found.append(page.locator("main h1").inner_text())
        return found

    _old, russian, english = titles()
    go_by_userbar(page, address["kk"], "edit")
    page.fill("#id_title", "Өтінім енді телефоннан беріледі")
    publish(page)
    assert titles() == ["Өтінім енді телефоннан беріледі", russian, english]

    go_by_userbar(page, address["kk"], "edit")
    open_menu(page, "/localize/update/")
    send(page)
    assert titles() == ["Өтінім енді телефоннан беріледі", russian, english]

    go_by_userbar(page, address["ru"], "edit")
    translate(page, {"Өтінім енді телефоннан беріледі": "Заявку теперь подают с телефона"})
    publish_translation(page)
    assert titles() == ["Өтінім енді телефоннан беріледі", "Заявку теперь подают с телефона", english]


def test_a_moved_event_has_moved_in_every_language_at_once(moderator):
    page = moderator
    go_by_userbar(page, EVENT["kk"], "edit")
    day = timezone.localdate() + datetime.timedelta(days=40)
    page.fill("[name=starts_at]", f"{day:%d.%m.%Y} 17:05")
    page.fill("[name=ends_at]", f"{day:%d.%m.%Y} 18:40")
    page.select_option("[name=scale]", EventPage.Scale.CITY)
    press_publish(page)
    confirm_change(page)
    for language, address in EVENT.items():
        page.goto(address)
        times = page.locator("main .ledger time").evaluate_all("times => times.map(time => time.dateTime)")
        assert times == [f"{day}T17:05:00+05:00", f"{day}T18:40:00+05:00"]
        with override(language):
            assert page.locator("main .ledger dd").get_by_text(str(EventPage.Scale.CITY.label), exact=True).count() == 1


def test_an_opportunity_is_made_while_writing_the_event(moderator):
    page = moderator
    go_by_userbar(page, EVENT["kk"], "edit")
    add_block(page, "form").locator("[data-chooser-action-choose]").click()
    window = page.locator(".modal-dialog")
    window.get_by_role("tab").last.click()
    begin = timezone.localtime() + datetime.timedelta(days=10)
    window.locator("[name=code]").fill("online-hosts")
    window.locator("[name=name]").fill("Онлайн кездесудің көмекшілері")
    window.locator("select[name=form]").select_option(index=1)
    window.locator("[name=shifts-0-role]").select_option(index=1)
    window.locator("[name=shifts-0-starts_at]").fill(f"{begin:%Y-%m-%dT%H:%M}")
    window.locator("[name=shifts-0-ends_at]").fill(f"{begin + datetime.timedelta(hours=2):%Y-%m-%dT%H:%M}")
    window.locator("[name=shifts-0-places]").fill("3")
    window.locator("[data-chooser-modal-creation-form] button[type=submit]").click()
    expect(window).to_have_count(0)
    expect(page.locator("[data-contentpath=opportunity] .chooser__title")).to_have_text("Онлайн кездесудің көмекшілері")
    publish(page)

    page.goto(EVENT["kk"])
    form = page.locator("main form.form")
    assert form.get_attribute("action").startswith("/kk/apply/online-hosts/")
    assert form.locator("[name=shifts]").count() == 1
    assert form.locator("[name=surname]").is_visible()


def test_only_what_belongs_there_can_be_added(moderator):
    page = moderator
    offered = {}
    for place in ("zhanalyqtar", "is-sharalar", "sabaqtar", "biz-turaly"):
        go_by_userbar(page, f"/kk/{place}/", "add_subpage")
        offered[place] = re.search(r"/add/(\w+/\w+)/\d+/$", page.url)[1]
    assert offered == {
        "zhanalyqtar": "home/newspage",
        "is-sharalar": "events/eventpage",
        "sabaqtar": "events/lessonpage",
        "biz-turaly": "home/standardpage",
    }
    go_by_userbar(page, "/kk/zhanalyqtar/", "add_subpage")
    page.goto(page.url.replace("home/newspage", "events/eventpage"))
    page.wait_for_url("**/admin/")
    expect(page.locator(".messages .error")).to_have_count(1)
    page.goto(EVENT["kk"])
    page.locator("wagtail-userbar a[href$='/edit/']").wait_for(state="attached")
    assert page.locator("wagtail-userbar a[href$='/add_subpage/']").count() == 0
