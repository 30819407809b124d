// Small comforts on an application's page; without them every form works as it is.

// The seconds in which a mail can still be stopped.
for (const element of document.querySelectorAll("[data-seconds]")) {
  let left = Number(element.dataset.seconds);
  const timer = setInterval(() => {
    left -= 1;
    element.textContent = left > 0 ? element.dataset.text.replace("{n}", left) : element.dataset.after;
    if (left <= 0) clearInterval(timer);
  }, 1000);
}

const form = document.querySelector("[data-decision]");
if (form) {
  const reason = form.elements.reason;
  const missing = document.getElementById("reason-missing");
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "decline" && !reason.value) {
      event.preventDefault();
      missing.hidden = false;
      reason.setAttribute("aria-describedby", missing.id);
      reason.setAttribute("aria-invalid", "true");
      reason.focus();
      return;
    }
    // A second press would be answered with "somebody was faster": oneself.
    if (isSent) event.preventDefault();
    isSent = true;
  });
  reason.addEventListener("change", () => {
    missing.hidden = true;
    reason.removeAttribute("aria-invalid");
  });
  // Back from the next application: the form can be sent again.
  window.addEventListener("pageshow", () => { isSent = false; });
}
