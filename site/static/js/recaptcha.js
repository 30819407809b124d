// Google's captcha without inline script. Nothing is loaded from Google before a visitor begins to fill in the form.

function load(parameters) {
  const script = document.createElement("script");
  script.src = `https://www.google.com/recaptcha/api.js?${new URLSearchParams(parameters)}`;
  script.async = true;
  document.head.append(script);
}

function once(form, action) {
  form.addEventListener("focusin", action, { once: true });
}

const box = document.querySelector("[data-recaptcha='2']");
if (box) {
  once(box.closest("form"), () => {
    window.showCaptchas = () => {
      for (const each of document.querySelectorAll("[data-recaptcha='2']")) {
        grecaptcha.render(each, { sitekey: each.dataset.sitekey });
      }
    };
    load({ hl: box.dataset.language, onload: "showCaptchas", render: "explicit" });
  });
}

const input = document.querySelector("[data-recaptcha='3']");
if (input) once(input.form, () => load({ render: input.dataset.sitekey }));
for (const each of document.querySelectorAll("[data-recaptcha='3']")) {
  each.form.addEventListener("submit", (event) => {
    // Out of reach: the form goes without a token, and the server finds out whether that is Google's fault.
    if (each.value || !window.grecaptcha?.execute) return;
    event.preventDefault();
    grecaptcha.ready(async () => {
      try {
        each.value = await grecaptcha.execute(each.dataset.sitekey, { action: each.dataset.action });
      } finally {
        each.form.submit();
      }
    });
  });
}
