// The register where the signal comes and goes: a choice is written down on the phone before it is sent, and forgotten
// once the register has answered. What could not be sent is shown as such and sent again, the earliest first: when the
// browser is online, when the page is shown, and every twenty seconds. What goes with the whole sheet waits for it.
import htmx from "htmx.org";
import { barWords, showInRow } from "./late_words.js";
import { storeOf } from "./phone_store.js";

const PATIENCE = 20_000;
const AGAIN = 20_000;
const LATER = [0, 429, 500, 502, 503, 504];
const isUp = (outcome) => !["down", "out"].includes(outcome);

/** What became of a choice: the register's own word, or why there is none. */
function outcomeOf({ xhr, pathInfo }) {
  const word = xhr.getResponseHeader("Cadre-Mark");
  if (word) return word;
  if (LATER.includes(xhr.status)) return "down";
  if (xhr.status === 403 || new URL(xhr.responseURL).pathname !== pathInfo.requestPath) return "out";
  return xhr.status >= 400 ? "gone" : "down";
}

class LateMarks {
  constructor(list) {
    this.list = list;
    this.form = list.closest("form");
    this.store = storeOf(list.dataset.register, list.dataset.keeper);
    this.flights = new Map();
    this.bar = document.querySelector("[data-kept]");
    this.way = "up";
    this.sending = null;
  }

  get waiting() { return this.store.all().filter(([, choice]) => choice.late && !choice.refused); }
  get refused() { return this.store.all().filter(([, choice]) => choice.refused); }
  choiceOf(ref) { return document.getElementById(`choice-${ref}`); }

  /** The choice of a row as it stands on the page. What waits keeps the version it was made against. */
  note(choice, change = {}) {
    const ref = choice.dataset.keeps, before = this.store.get(ref);
    const field = (name) => choice.querySelector(`[name="${name}-${CSS.escape(ref)}"]`);
    const radio = choice.querySelector("input[type=radio]:checked"), note = field("note");
    const waits = Boolean(before?.late && !before.refused);
    const typed = note.value !== note.defaultValue || (waits && before.note !== undefined);
    this.store.put(ref, {
      mark: radio?.value ?? "",
      label: radio?.labels[0].textContent.trim().toLowerCase() ?? "no mark",
      ...(typed && { note: note.value }),
      version: waits ? before.version : field("seen").value.split(":")[0],
      at: Date.now(),
      late: waits,
      ...change,
    });
  }

  /** Shows in the row what is kept of it, as it was chosen. */
  restore(ref, choice) {
    const root = this.choiceOf(ref);
    if (root && !choice.refused) {
      for (const radio of root.querySelectorAll("input[type=radio]")) radio.checked = radio.value === choice.mark;
      if (choice.note !== undefined) root.querySelector(`[name="note-${CSS.escape(ref)}"]`).value = choice.note;
    }
    showInRow(ref, choice);
  }

  /** As the page opens: what was on its way when it was closed may not have come through. */
  open() {
    for (const [ref, choice] of this.store.all()) {
      const refused = choice.refused ?? (this.choiceOf(ref) ? undefined : this.list.dataset.state === "complete" ? "complete" : "gone");
      this.store.put(ref, { ...choice, late: true, refused });
      this.restore(ref, { ...choice, late: true, refused });
    }
    this.say();
  }

  leaves(detail) {
    const ref = detail.elt.dataset.keeps, kept = this.store.get(ref);
    detail.timeout = PATIENCE;
    this.flights.set(ref, { at: kept?.at, done: this.flights.get(ref)?.done ?? [] });
    if (!kept) return;
    const sent = detail.formData;
    sent.set(`made-${ref}`, new Date(kept.at).toISOString());
    if (!kept.late) return;
    sent.set(`seen-${ref}`, `${kept.version}:`);
    for (const [name, value] of [["mark", kept.mark || undefined], ["note", kept.note]]) {
      if (value === undefined) sent.delete(`${name}-${ref}`);
      else sent.set(`${name}-${ref}`, value);
    }
  }

  comesBack(detail) {
    const ref = detail.requestConfig.elt.dataset.keeps, outcome = outcomeOf(detail);
    const flight = this.flights.get(ref), kept = this.store.get(ref);
    this.flights.delete(ref);
    this.way = isUp(outcome) ? "up" : outcome;
    if (kept && !isUp(outcome)) this.store.put(ref, { ...kept, late: true });
    else if (kept && kept.at === flight?.at) this.answered(ref, kept, outcome);
    const now = this.store.get(ref);
    showInRow(ref, now, { isServersWord: now?.refused && outcome !== "gone" });
    this.sent ||= outcome === "saved" && Boolean(kept?.late);
    this.say();
    for (const done of flight?.done ?? []) done(outcome);
  }

  /** What was answered is forgotten, unless it came late and was not taken: that is told until it was read. */
  answered(ref, kept, outcome) {
    if (outcome === "saved" || !(kept.late || outcome === "gone")) this.store.drop(ref);
    else this.store.put(ref, { ...kept, refused: outcome });
  }

  send(ref) {
    return new Promise((done) => {
      if (!this.flights.has(ref)) this.flights.set(ref, { done: [] });
      this.flights.get(ref).done.push(done);
      htmx.trigger(this.choiceOf(ref), "change");
      setTimeout(() => done("down"), PATIENCE + 5_000);
    });
  }

  /** Sends what waits. Asked for while that is done, it is done once more: the line may have come back just now. */
  sendAll({ onceMore = true } = {}) {
    if (this.sending) this.onceMore ||= onceMore;
    this.sending ??= this.oneByOne().finally(() => { this.sending = null; this.say(); });
    return this.sending;
  }

  async oneByOne() {
    do {
      this.onceMore = false;
      for (const [ref] of this.waiting) if (this.choiceOf(ref) && !isUp(await this.send(ref))) break;
    } while (this.onceMore);
  }

  /** Whether the register answers: pages are asked for only then, since a page that cannot be had takes this one away. */
  async probe() {
    try {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), PATIENCE);
      const answer = await fetch(this.form.getAttribute("action"), { headers: { "HX-Request": "true" }, signal: stop.signal });
      this.way = LATER.includes(answer.status) ? "down" : answer.redirected || answer.status === 403 ? "out" : "up";
    } catch {
      this.way = "down";
    }
  }

  /** A button of the whole sheet: it goes once everything is sent and the line is there. Else what it can do is kept. */
  async press(button) {
    const told = this.refused.length;
    this.asked = button?.formAction.endsWith("/completion/") ? "complete" : button?.name || "";
    await Promise.all([...this.flights.values()].map((flight) => new Promise((done) => flight.done.push(done))));
    await this.sendAll();
    if (!this.waiting.length) await this.probe();
    if (!this.waiting.length && this.way === "up" && this.refused.length === told) {
      this.passes = true;
      this.form.requestSubmit(button);
      this.passes = false;
      return;
    }
    if (!this.waiting.length && this.way === "up") return this.say();
    if (this.asked === "rest") this.list.querySelectorAll("[data-keeps]").forEach((one) => this.fill(one, button.value));
    if (this.asked === "clear") this.fill(this.choiceOf(button.value), "");
    this.say();
  }

  fill(choice, mark) {
    if (mark && choice.querySelector("input[type=radio]:checked")) return;
    for (const radio of choice.querySelectorAll("input[type=radio]")) radio.checked = radio.value === mark;
    this.note(choice, { late: true });
    showInRow(choice.dataset.keeps, this.store.get(choice.dataset.keeps));
  }

  say() {
    if (!this.bar) return;
    const [waiting, refused] = [this.waiting.length, this.refused.length];
    const { way, asked, tried, sent } = this;
    const words = barWords({ waiting, refused, way, asked, tried, sent, outlives: this.store.outlivesThePage() });
    const said = this.bar.querySelector("[role=status]");
    if (said.textContent !== words) said.textContent = words;
    this.bar.classList.toggle("is-on", Boolean(words));
    const isOut = way === "out" && Boolean(waiting || asked);
    this.show("[data-kept-again]", waiting && !isOut);
    this.show("[data-kept-sign-in]", isOut);
    this.show("[data-kept-seen]", refused);
  }

  show(selector, shown) {
    const element = this.bar.querySelector(selector);
    if (element) element.hidden = !shown;
  }

  async tryNow() {
    const button = this.bar.querySelector("[data-kept-again]");
    this.tried = true;
    button.textContent = "Trying…";
    await this.sendAll();
    button.textContent = "Try now";
    this.tried = this.waiting.length > 0;
    this.say();
  }

  haveSeen() {
    for (const [ref] of this.refused) {
      this.store.drop(ref);
      showInRow(ref, undefined);
    }
    this.say();
  }
}

export function keepLateMarks() {
  const list = document.querySelector("[data-register]");
  if (!list) return;
  const late = new LateMarks(list);
  const ours = (element) => element?.matches?.("[data-keeps]");
  const again = (how) => { if (late.waiting.length) late.sendAll(how); };
  document.addEventListener("change", ({ target }) => {
    const choice = target.matches?.("input") && target.closest("[data-keeps]");
    if (!choice) return;
    late.asked = late.sent = late.tried = undefined;
    late.note(choice);
  }, true);
  document.addEventListener("htmx:configRequest", ({ detail }) => { if (ours(detail.elt)) late.leaves(detail); });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (ours(detail.requestConfig.elt) && !detail.xhr.getResponseHeader("Cadre-Mark")) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (ours(detail.requestConfig.elt)) late.comesBack(detail); });
  document.addEventListener("submit", (event) => {
    if (event.target !== late.form || late.passes || !late.form.requestSubmit) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    late.pressing ??= late.press(event.submitter).finally(() => { late.pressing = null; });
  }, true);
  late.bar?.addEventListener("click", ({ target }) => {
    if (target.closest("[data-kept-again]")) late.tryNow();
    if (target.closest("[data-kept-seen]")) late.haveSeen();
  });
  window.addEventListener("online", () => again());
  window.addEventListener("pageshow", () => again());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  document.addEventListener("DOMContentLoaded", () => { late.open(); again(); });
  setInterval(() => again({ onceMore: false }), AGAIN);
}
