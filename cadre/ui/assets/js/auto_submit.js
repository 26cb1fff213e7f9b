// A choice marked data-auto-submit sends its form; the form's own button is for pages without scripts.

export function submitOnChange() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-auto-submit]")) event.target.form?.requestSubmit();
  });
}
