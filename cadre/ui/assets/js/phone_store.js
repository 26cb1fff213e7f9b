// What a phone keeps of a register until it is saved: for each person the mark, and the note if one was typed; never a
// name. By register and keeper, for a day at most, and gone when somebody signs out.
// One choice: { mark, note?, version, at, late?, refused? }. `version` is the row's as it was seen, `at` when it was made,
// `late` once it could not be sent at first, `refused` why it was not taken ("clash", "complete", "refused", "gone").

const PREFIX = "cadre:register:";
const LONGEST = 24 * 60 * 60 * 1000;
const beside = new Map(); // where the browser keeps nothing: as long as the page is open

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? beside.get(key) ?? "{}");
  } catch {
    return JSON.parse(beside.get(key) ?? "{}");
  }
}

function write(key, choices) {
  const text = JSON.stringify(choices);
  try {
    if (Object.keys(choices).length) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    beside.delete(key);
  } catch {
    beside.set(key, text);
  }
}

const isRecent = ([, choice]) => Date.now() - choice.at < LONGEST;

/** The choices of one register and keeper, the earliest first. */
export function storeOf(register, keeper) {
  const key = `${PREFIX}${keeper}:${register}`;
  const change = (edit) => {
    const choices = read(key);
    edit(choices);
    write(key, choices);
  };
  return {
    all: () => Object.entries(read(key)).filter(isRecent).sort(([, one], [, other]) => one.at - other.at),
    get: (ref) => read(key)[ref],
    put: (ref, choice) => change((choices) => { choices[ref] = choice; }),
    drop: (ref) => change((choices) => { delete choices[ref]; }),
    outlivesThePage: () => !beside.has(key),
  };
}

function everyKey() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Says above the button to sign out what that takes away, with the way back to it. */
function warn(form) {
  for (const key of everyKey()) {
    const waiting = Object.values(read(key)).filter((choice) => !choice.refused).length;
    if (!waiting) continue;
    const words = document.createElement("p"), link = document.createElement("a");
    words.className = "cd-reg__clash";
    words.textContent = `${waiting} of a register’s marks ${waiting === 1 ? "is" : "are"} on this phone alone. Signing out takes ${waiting === 1 ? "it" : "them"} away. `;
    link.href = key.slice(key.indexOf("/"));
    link.textContent = "Open the register to send them";
    words.append(link);
    form.before(words);
  }
}

/** On every page: what is older than a day goes; when somebody signs out, everything. */
export function forgetInTime() {
  const sweep = () => {
    for (const key of everyKey()) write(key, Object.fromEntries(Object.entries(read(key)).filter(isRecent)));
  };
  sweep();
  setInterval(sweep, 60 * 60 * 1000);
  document.querySelectorAll("[data-signs-out]").forEach(warn);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signs-out]")) for (const key of everyKey()) write(key, {});
  });
}
