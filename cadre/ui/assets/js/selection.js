// Lists with tick boxes: one box ticks all of its name, and the bulk bar says how many are ticked.
// <input type="checkbox" data-select-all="people"> … <b data-selected-count="people">0</b>

function boxes(name) {
  return [...document.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)];
}

function refresh(name) {
  const all = boxes(name);
  const ticked = all.filter((box) => box.checked).length;
  for (const box of all) box.closest("tr")?.classList.toggle("is-picked", box.checked);
  for (const count of document.querySelectorAll(`[data-selected-count="${CSS.escape(name)}"]`)) count.textContent = ticked;
  for (const master of document.querySelectorAll(`[data-select-all="${CSS.escape(name)}"]`)) {
    master.checked = ticked > 0 && ticked === all.length;
    master.indeterminate = ticked > 0 && ticked < all.length;
  }
}

export function countSelection() {
  document.addEventListener("change", (event) => {
    const master = event.target.dataset?.selectAll;
    if (master) for (const box of boxes(master)) box.checked = event.target.checked;
    const name = master || (event.target.type === "checkbox" && event.target.name);
    if (name && document.querySelector(`[data-selected-count="${CSS.escape(name)}"], [data-select-all="${CSS.escape(name)}"]`)) refresh(name);
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const master of document.querySelectorAll("[data-select-all]")) refresh(master.dataset.selectAll);
  });
}
