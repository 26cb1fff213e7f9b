// Answers that overlap on their way may each miss what another changed, and arrive in any order. Once the last of them
// is back, whatever is marked [data-after-overlaps] hears "overlapped", and asks how things stand now.
// That question is one of them: a tap meanwhile is followed by another.

export function askAfterOverlaps() {
  const waiting = new WeakMap();
  const rootOf = (event) => event.target.closest?.("[data-overlaps]");
  document.addEventListener("htmx:beforeRequest", (event) => {
    const root = rootOf(event);
    if (!root) return;
    const before = waiting.get(root) ?? { sent: 0, overlapped: false };
    waiting.set(root, { sent: before.sent + 1, overlapped: before.overlapped || before.sent > 0 });
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const root = rootOf(event);
    const before = root && waiting.get(root);
    if (!before) return;
    const left = before.sent - 1;
    waiting.set(root, { sent: left, overlapped: left > 0 && before.overlapped });
    if (left > 0 || !before.overlapped) return;
    root.querySelector("[data-after-overlaps]")?.dispatchEvent(new Event("overlapped"));
  });
}
