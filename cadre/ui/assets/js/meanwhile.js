// What is tapped or typed while an answer is on its way outlives the answer's swap, inside [data-meanwhile]:
// a later choice is sent again, half-typed words stay, and what was opened stays open.

const valueOf = (field) => (field.type === "radio" ? field.form?.elements[field.name]?.value : field.value);

function doneMeanwhile(root, sent) {
  const kept = new Map();
  for (const field of root.querySelectorAll("input:not([type=hidden])")) {
    if (field.type !== "radio" && !sent.has(field.name)) continue; // it was not asked about
    const now = valueOf(field);
    if (now !== undefined && now !== (sent.get(field.name) ?? "")) kept.set(field.name, now);
  }
  return kept;
}

function bringBack(root, { kept, sent, wasOpen, focused }) {
  for (const more of root.querySelectorAll("details")) more.open ||= wasOpen;
  if (focused && root.contains(document.getElementById(focused))) document.getElementById(focused).focus();
  for (const [name, value] of kept) {
    const fields = [...root.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const isChoice = fields[0]?.type === "radio";
    // Somebody else's mark came back: it is shown with its reason, not overruled by an earlier tap.
    if (isChoice && (fields.find((field) => field.checked)?.value ?? "") !== (sent.get(name) ?? "")) continue;
    const field = isChoice ? fields.find((one) => one.value === value) : fields[0];
    if (!field) continue;
    if (isChoice) field.checked = true;
    else field.value = value; // and the caret goes to its end
    if (isChoice || field !== document.activeElement) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function keepMeanwhile() {
  const waiting = new Map();
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const root = detail.target;
    if (!root.matches?.("[data-meanwhile]") || !detail.shouldSwap) return;
    const sent = detail.requestConfig.formData;
    const wasOpen = Boolean(root.querySelector("details[open]"));
    const focused = root.contains(document.activeElement) ? document.activeElement.id : "";
    waiting.set(root.id, { kept: doneMeanwhile(root, sent), sent, wasOpen, focused });
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const [id, before] of [...waiting]) {
      waiting.delete(id);
      const root = document.getElementById(id);
      if (root) bringBack(root, before);
    }
  });
}
