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
