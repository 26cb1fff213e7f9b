// Says aloud what an htmx swap changed: the text of the first [data-announce] inside it.

export function announceSwaps() {
  const say = (words) => {
    const region = document.getElementById("cd-live");
    if (region && words && region.textContent !== words) region.textContent = words;
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    const root = event.target;
    const said = root.matches?.("[data-announce]") ? root : root.querySelector?.("[data-announce]");
    say(said?.dataset.announce || said?.textContent.trim());
  });
  document.addEventListener("announce", (event) => say(event.detail?.value));
}
