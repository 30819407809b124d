// Suggestions while typing, as the combobox pattern has it. Without this the field is a form that works.
const PAUSE = 150; // milliseconds without a key

export function suggest(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let waiting;
  let request;
  let current = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    input.setAttribute(name, value);

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const all = options();
    if (!all.length) return;
    // One step before the first and after the last is the field itself.
    current = ((index + 1 + all.length + 1) % (all.length + 1)) - 1;
    all.forEach((option, at) => option.setAttribute("aria-selected", at === current));
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    list.replaceChildren(
      ...found.map(({ title, url, kind }, at) => {
        const option = document.createElement("li");
        const name = document.createElement("span");
        const sort = document.createElement("span");
        option.id = `${list.id}-${at}`;
        option.className = "suggestions__option";
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = url;
        name.textContent = title;
        sort.className = "suggestions__kind";
        sort.textContent = kind;
        option.append(name, " ", sort);
        return option;
      }),
    );
    close();
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
    status.textContent = `${form.dataset.suggested} ${found.length}`;
  }

  async function ask() {
    request?.abort();
    const text = input.value.trim();
    if (text.length < 2) return show([]);
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?${new URLSearchParams({ q: text })}`, { signal: request.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch {
      // A slow or broken line: the form is still there.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      choose(current + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !list.hidden) {
      // The first press closes the list; what the field does with Escape comes with the next.
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      location.assign(options()[current].dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  // What was typed while this was on its way.
  if (input.value && document.activeElement === input && input.value !== input.defaultValue) ask();
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    close();
  });
}
