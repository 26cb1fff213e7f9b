// What a register says of choices that are on this phone alone: in each row, and in the live region of its bar.

const WHY = {
  clash: "It is not saved: somebody had marked this person meanwhile.",
  complete: "It is not saved: the register was completed before it could be sent.",
  refused: "It is not saved.",
  gone: "It is not saved: this person is not on the register any more, or it is not yours to keep.",
};
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

function line(kind, words) {
  const span = document.createElement("span");
  span.className = kind;
  span.dataset.late = "";
  span.textContent = words;
  return span;
}

/** The row as it is on this phone: `choice`, or nothing kept of it. */
export function showInRow(ref, choice, { isServersWord = false } = {}) {
  const row = document.getElementById(`row-${ref}`), state = document.getElementById(`state-${ref}`);
  if (!row || !state) return;
  const waits = Boolean(choice?.late && !choice.refused);
  row.classList.toggle("is-kept", waits);
  for (const old of state.querySelectorAll("[data-late]")) old.remove();
  if (waits) state.append(line("cd-unsync", "Kept on this phone, not saved yet"));
  if (!choice?.refused || isServersWord) return;
  const note = choice.note ? `, “${choice.note}”,` : "";
  state.append(line("cd-reg__clash", `You chose ${choice.label}${note} at ${clock.format(choice.at)}. ${WHY[choice.refused]}`));
}

/** The words of the bar. `way`: "up", "down" or "out", which is signed out; `asked`: a button that had to wait. */
export function barWords({ waiting, refused, way, asked, tried, outlives, sent }) {
  const said = [];
  if (asked === "complete" && (waiting || refused || way !== "up")) said.push("The register is not completed yet.");
  if (waiting) {
    const [they, them] = waiting === 1 ? ["It is", "it"] : ["They are", "them"];
    if (tried && way === "down") said.push("Still no signal.");
    said.push(`${waiting} not saved yet.`);
    said.push(way === "out" ? `You are signed out: sign in again to send ${them}.` : `${they} sent when the signal is back.`);
    if (!outlives) said.push("Do not close this page.");
  } else if (asked && way === "down") {
    said.push("There is no signal. Try again when it is back.");
  } else if (asked && way === "out") {
    said.push("You are signed out.");
  } else if (sent && !refused) {
    said.push("Everything is saved now.");
  }
  if (refused) said.push(refused === 1 ? "1 choice was not saved: its row says why." : `${refused} choices were not saved: their rows say why.`);
  return said.join(" ");
}
