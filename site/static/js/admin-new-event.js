// All dates of a new event move with its beginning, by the clock; without this each is changed by hand.

const form = document.querySelector("[data-new-event]");
const begins = form.elements.starts_at;
// Read as if it were in UTC: a difference on the clock, whatever zone the editor sits in.
const moment = (value) => Date.parse(`${value}Z`);
let before = moment(begins.value);

begins.addEventListener("change", () => {
  const now = moment(begins.value);
  if (Number.isNaN(now)) return;
  if (!Number.isNaN(before)) {
    for (const field of form.querySelectorAll("input[type=datetime-local]")) {
      if (field !== begins && field.value) {
        field.value = new Date(moment(field.value) + now - before).toISOString().slice(0, 16);
      }
    }
  }
  before = now;
});

const tick = form.querySelector("[data-with-opportunity]");
if (tick) {
  const part = form.querySelector("[data-opportunity]");
  const show = () => { part.hidden = !tick.checked; };
  tick.addEventListener("change", show);
  show();
}
