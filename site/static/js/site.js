// Everything here only adds to pages that already work without it.

// Firefox before 2025 ignores `autofocus` on an element that is not a control.
document.querySelector("[data-error-summary]")?.focus();

// A second click while the first is on its way. The server also refuses the twin; this spares the visitor the wait.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    if (button) setTimeout(() => (button.disabled = true));
  });
}
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll("form[data-once] button[type=submit]")) button.disabled = false;
});

// Only after the click does anything load from the video's site.
for (const figure of document.querySelectorAll("[data-embed]")) {
  const link = figure.querySelector("a");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    const address = new URL(figure.dataset.embed);
    address.searchParams.set("autoplay", "1");
    frame.src = address;
    frame.title = link.textContent.trim();
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // Players refuse to play for a page that does not say where it is.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(frame);
    frame.focus();
  });
}

// Only for who begins to search.
for (const form of document.querySelectorAll("form[data-suggestions]")) {
  form.addEventListener("focusin", async () => (await import(form.dataset.script)).suggest(form), { once: true });
}
for (const popover of document.querySelectorAll(".site-search[popover]")) {
  popover.addEventListener("toggle", (event) => {
    if (event.newState === "open") popover.querySelector("input").focus();
  });
}

// An address that is there to be copied: a tap selects the whole of it, as Tab does.
for (const field of document.querySelectorAll("[data-address]")) {
  field.addEventListener("focus", () => field.select());
}
