// A card of a plan is dragged to another group. Nothing is moved yet: the page opens with the form that asks why.
// Without scripts, and by keyboard, the card's own link "Move" does the same.

const say = (words) => document.dispatchEvent(new CustomEvent("announce", { detail: { value: words } }));
const nameOf = (card) => card.querySelector("[data-person-name]").textContent.trim();

function isOpen(card, column) {
  const place = column.dataset.column;
  if (column.contains(card)) return false;
  return place === "" || card.dataset.open.split(" ").includes(place);
}

function land(board, card, column) {
  const asked = new URLSearchParams({ move: card.dataset.person, to: column.dataset.column });
  say(`${nameOf(card)} to ${column.dataset.name}. Say why.`);
  window.location.assign(`${board.dataset.planBoard}?${asked}#move`);
}

export function movePlanCards() {
  const board = document.querySelector("[data-plan-board][data-moves]");
  if (!board) return;
  const columns = [...board.querySelectorAll("[data-column]")];
  let card = null, over = null;
  board.addEventListener("dragstart", (event) => {
    card = event.target.closest?.("[data-person]") ?? null;
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.person);
    const open = columns.filter((column) => isOpen(card, column));
    for (const column of columns) column.classList.toggle("is-open", open.includes(column));
    const groups = open.filter((column) => column.dataset.column).length;
    say(`${nameOf(card)} is lifted. Other groups here that are open to them: ${groups}.`);
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest?.("[data-column]");
    if (!card || !column) return;
    const open = isOpen(card, column);
    if (open) event.preventDefault();
    if (column === over) return;
    over = column;
    for (const one of columns) one.classList.toggle("is-over", one === column && open);
    if (!column.contains(card)) say(open ? `Over ${column.dataset.name}.` : `${column.dataset.name} is not open to them.`);
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest?.("[data-column]");
    if (!card || !column || !isOpen(card, column)) return;
    event.preventDefault();
    land(board, card, column);
  });
  board.addEventListener("dragend", () => {
    for (const column of columns) column.classList.remove("is-open", "is-over");
    card = over = null;
  });
}
