// The pressed button says "Saving…", keeps its width and cannot be pressed again.
// A form that answers with a download opts out with data-no-busy; data-busy on the button changes the words.

function makeBusy(form, button) {
  form.dataset.sent = "yes";
  if (button.tagName !== "BUTTON") return;
  button.dataset.label = button.innerHTML;
  Object.assign(button.style, { width: `${button.getBoundingClientRect().width}px`, flex: "none" });
  button.textContent = button.dataset.busy || "Saving…";
  button.setAttribute("aria-disabled", "true");
}

function release(form) {
  delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[data-label]")) {
    if (button.form !== form) continue;
    button.innerHTML = button.dataset.label;
    Object.assign(button.style, { width: "", flex: "" });
    button.removeAttribute("aria-disabled");
    delete button.dataset.label;
  }
}

export function guardSubmissions() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const method = event.submitter?.getAttribute("formmethod") || form.method;
    // Without a button a choice sent the form by itself: quick taps each count.
    if (method !== "post" || !event.submitter || "noBusy" in form.dataset) return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // After this turn, so that the button's own name and value are still sent.
    setTimeout(() => makeBusy(form, event.submitter));
  }, true);
  // Coming back with the browser's Back button shows the page as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form[data-sent]");
    if (form) release(form);
  });
}
