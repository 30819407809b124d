// wagtail-localize writes the heading over the texts in English, whoever reads it, and as no message of a catalogue.
const editor = document.querySelector(".js-translation-editor");
const { sourceLocale, locale } = JSON.parse(editor.dataset.props);
const english = `${sourceLocale.displayName} to ${locale.displayName} translation`;

function translateHeadings() {
  for (const heading of editor.querySelectorAll("h3")) {
    if (heading.textContent === english) heading.textContent = editor.dataset.heading;
  }
}

new MutationObserver(translateHeadings).observe(editor, { childList: true, subtree: true });
translateHeadings();
