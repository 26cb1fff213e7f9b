// The error summary takes the focus, and its links lead to the field with its label in view.

function follow(event) {
  const link = event.target.closest(".govuk-error-summary a[href^='#']");
  if (!link) return;
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const words = field.closest("fieldset")?.querySelector("legend") || field.labels?.[0] || field;
  words.scrollIntoView();
  field.focus({ preventScroll: true });
}

function focusSummary(root) {
  root.querySelector(".govuk-error-summary")?.focus();
}

export function focusErrors() {
  document.addEventListener("click", follow);
  document.addEventListener("DOMContentLoaded", () => focusSummary(document));
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
}
