// Everything here only adds to a form that already works without it.

// The questions about a parent appear as the birth date says; without this script they are simply there.

function ageOn(day, born) {
  const hadBirthday =
    day.getMonth() > born.getMonth() || (day.getMonth() === born.getMonth() && day.getDate() >= born.getDate());
  return day.getFullYear() - born.getFullYear() - (hadBirthday ? 0 : 1);
}

function typedDate(boxes) {
  const [day, month, year] = boxes.map((box) => Number(box.value.trim()));
  if (!day || !month || !(year >= 1900)) return null;
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

for (const form of document.querySelectorAll("form[data-apply]")) {
  const group = form.querySelector("[data-guardian-below]");
  const boxes = ["day", "month", "year"].map((part) => form.elements[`birth_date_${part}`]);
  const fields = group.querySelectorAll("input");
  // What the server found fault with stays in sight until the birth date says that it is not needed.
  const hasErrors = group.querySelector(".field--invalid") !== null;

  const update = () => {
    const born = typedDate(boxes);
    const isMinor = born !== null && ageOn(new Date(), born) < Number(group.dataset.guardianBelow);
    group.hidden = born === null ? !hasErrors : !isMinor;
    for (const field of fields) field.required = isMinor;
  };

  for (const box of boxes) box.addEventListener("input", update);
  // A form that the browser has filled in again after "Back" says nothing of it.
  addEventListener("pageshow", update);
  update();
}

// A page that holds a form is the same for all its readers, and may be some minutes old: who comes near the form gets
// its token, and the places that are left by now. Where that fails the form goes as it would without this script.

function setHidden(form, name, value) {
  let input = form.elements[name];
  if (!input) {
    input = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.append(input);
  }
  input.value = value;
}

// Returns what to tell somebody who does not see the numbers change.
function showPlaces(form, shifts) {
  const news = [];
  for (const [key, shift] of Object.entries(shifts)) {
    const choice = form.querySelector(`[data-shift="${key}"]`);
    const text = choice?.querySelector(".places__text");
    if (!text || text.textContent.trim() === shift.text) continue;
    text.textContent = shift.text;
    choice.querySelector("meter").value = shift.left;
    choice.querySelector(".places").classList.toggle("places--full", shift.left === 0);
    const box = choice.querySelector("input");
    // One that was free when she ticked it can still be unticked.
    box.disabled = shift.is_closed && !box.checked;
    news.push(`${choice.querySelector("label").textContent.trim()}: ${shift.text}`);
  }
  return news;
}

function tell(form, answer, news) {
  const status = form.querySelector("[data-apply-status]");
  if (answer.state !== form.dataset.state && answer.message) {
    const title = Object.assign(document.createElement("p"), { className: "notice__title", textContent: answer.message });
    const notice = Object.assign(document.createElement("div"), { className: "notice notice--info" });
    notice.append(title);
    status.replaceChildren(notice);
  } else if (news.length) {
    status.replaceChildren(
      Object.assign(document.createElement("p"), { className: "visually-hidden", textContent: news.join(". ") }),
    );
  }
}

async function freshen(form) {
  try {
    const response = await fetch(form.dataset.fresh, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const answer = await response.json();
    for (const [name, value] of Object.entries(answer.values)) setHidden(form, name, value);
    tell(form, answer, showPlaces(form, answer.shifts));
  } catch {
    // Offline, perhaps. The server accepts the form without these values, and asks for what it misses.
  }
}

for (const form of document.querySelectorAll("form[data-fresh]")) {
  let isAsked = false;
  const once = () => {
    if (!isAsked) freshen(form);
    isAsked = true;
  };
  form.addEventListener("focusin", once, { once: true });
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      once();
    },
    { rootMargin: "400px" },
  );
  watch.observe(form);
}
