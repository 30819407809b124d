"""What a page of the admin shows to whoever sits before it: its words, what of it is cut off, where the focus is."""

import re
from functools import cache

from playwright.sync_api import expect

from config.catalogues import DOMAINS, catalogue_path, entries_in

# What somebody sees or hears of a page. Left out is what people have written: the titles of lists, the field of an
# editor, what stands in a language of its own.
TEXTS = """written => {
    const isShown = one => one.checkVisibility({visibilityProperty: true});
    const left = `script, style, template, noscript, code, kbd, pre, iframe, [contenteditable], ${written}`;
    const found = [document.title];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
        const one = words.currentNode.parentElement;
        if (!one.closest(left) && (isShown(one) || one.matches("option"))) found.push(words.currentNode.data);
    }
    for (const one of document.body.querySelectorAll("[placeholder], [title], [aria-label], [alt], input")) {
        if (one.closest(left) || !isShown(one)) continue;
        found.push(...["placeholder", "title", "aria-label", "alt"].map(name => one.getAttribute(name) ?? ""));
        if (one.matches("[type=submit], [type=button]")) found.push(one.value);
    }
    return [...new Set(found.map(text => text.replace(/\\s+/g, " ").trim()))].filter(Boolean);
}"""
WRITTEN = "[lang]:not([lang=kk], html), td.title, .title-wrapper, .w-breadcrumbs, .sidebar-footer, .w-status--label"
# An address, a mailbox, a file or a type of page, and the number of an application.
CODE = re.compile(r"https?://\S+|\S+@\S+|\b[\w/-]+\.[a-z]\w+\b|\b\d\d-[0-9A-Z]{6}\b")
LATIN = re.compile(r"[A-Za-z][A-Za-z-]+")
# What Kazakh writes in Latin letters too, and the demo's people.
NAMES = {"Erikti", "Wagtail", "English", "CSV", "XLSX", "xlsx", "TSV", "PO", "URL", "HTML", "Excel", "VI"}
PEOPLE = {"Ada", "Administrator", "Grace", "Wordsworth"} | {
    "admin", "editor", "moderator", "reviewer", "translator", "translator-en",
}  # fmt: skip

# Beside the screen, where nothing can be pushed to bring it in.
CUT_OFF = """() => {
    const pushed = [...document.querySelectorAll("main *, header *")].filter(one =>
        ["auto", "scroll"].includes(getComputedStyle(one).overflowX));
    const isMeantToBe = one => one.closest(".w-sr-only, .visuallyhidden, .w-minimap, .form-side, [aria-hidden=true]");
    return [...document.querySelectorAll("main *")].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && box.right > innerWidth + 1 && one.checkVisibility({visibilityProperty: true})
            && !isMeantToBe(one) && !pushed.some(outer => outer !== one && outer.contains(one));
    }).map(one => `${one.outerHTML.slice(0, 90)} ends at ${Math.round(one.getBoundingClientRect().right)}`);
}"""


def speak_kazakh(page) -> None:
    """By the person herself, in her account; the page is then her home."""
    page.goto("/admin/account/")
    page.select_option("[name=locale-preferred_language]", "kk")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.goto("/admin/")


def not_kazakh(page, *, written: str = "") -> list[str]:
    """The texts on the page that hold English words, or that are Russian ones of the interface.

    `written` selects what holds words of people, beside what does so everywhere.
    """
    texts = page.evaluate(TEXTS, ", ".join(filter(None, (WRITTEN, written))))
    return [text for text in texts if text in _russian() or set(LATIN.findall(CODE.sub("", text))) - NAMES - PEOPLE]


@cache
def _russian() -> frozenset[str]:
    """What the interface says in Russian and not, by chance, in Kazakh too."""
    kazakh, russian = ({text for domain in DOMAINS for text in _said(language, domain)} for language in ("kk", "ru"))
    return frozenset(russian - kazakh - {"Русский"})


def _said(language: str, domain: str) -> set[str]:
    entries = entries_in(catalogue_path(language, domain))
    return {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values()) if text}


def cut_off(page) -> list[str]:
    """What a telephone does not show, however one pushes."""
    return page.evaluate(CUT_OFF)


# A ring, or the field's own border that becomes one.
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const isSeen = element => {
        const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    };
    return {
        what: one.outerHTML.slice(0, 120),
        isRinged: isSeen(one) || isSeen(one.parentElement) || style.borderStyle !== "none" && one.matches("input"),
        isInSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
MOST_STOPS = 400  # The editor of an event has more than two hundred.


def press_tab_until(page, wanted):
    """From where the focus is now. Fails where the focus is not seen, or where it does not come to what is wanted."""
    seen = []
    for _number in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        seen.append(stop["what"])
        if wanted.count() and wanted.evaluate("element => element === document.activeElement"):
            assert stop["isRinged"], f"no ring around {stop['what']}"
            assert stop["isInSight"], f"out of sight: {stop['what']}"
            return wanted
    raise AssertionError("never reached:\n" + "\n".join(seen))
