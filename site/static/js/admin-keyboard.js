// In a list Tab moves the item. Whoever has no mouse could never leave such a text, and would change it in passing: so
// Tab does that for those alone who are writing, and Escape ends the writing.

let isWriting = false;

const isText = (target) => target instanceof Element && target.closest(".public-DraftEditor-content") !== null;

document.addEventListener("focusin", () => { isWriting = false; });
document.addEventListener("click", (event) => { isWriting = isText(event.target); });
// Before the editor, which listens on an element of its own.
document.addEventListener("keydown", (event) => {
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key) || !isText(event.target)) return;
  if (event.key === "Escape") isWriting = false;
  else if (event.key !== "Tab") isWriting = true;
  else if (!isWriting) event.stopPropagation();
}, { capture: true });

// A menu that is closed with Escape takes the focus with it: it goes back to where it came from.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !(event.target instanceof Element)) return;
  const opener = event.target.closest(".w-dropdown")?.querySelector(":scope > [aria-expanded=true]");
  if (opener && event.target !== opener) opener.focus();
}, { capture: true });
