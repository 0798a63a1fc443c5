// The bench: one conversation, and everything around it.

import * as api from "./api.js";
import { draw } from "./apl.js";
import { showLearners, watchCourse } from "./course.js";
import { byId, fill, make, toast } from "./dom.js";
import { showTurn } from "./turn.js";
import { playing } from "./files.js";
import * as voice from "./voice.js";

const KEPT = "owl-conversation";
const bench = { id: "", state: null, turns: [], chosen: -1, busy: false, spoken: [], recall: 0 };

// --- what was said ---

function bubbles(turn, at) {
  const rows = [];
  const did = {
    silence: "says nothing", touch: `touches ${[turn.value].flat().at(-1)}`, end: "hangs up",
    new: "walks away", send: "sends an envelope", wait: `${length(turn.value)} later`,
  }[turn.do];
  rows.push(make("li", { class: `learner${did ? " act" : ""}` },
    make("p", { class: "bubble" }, make("span", { class: "hidden" }, "Learner: "), did || turn.said)));
  if (turn.request || turn.speech) rows.push(owl(turn, at));
  if (!turn.open && turn.do !== "wait" && (turn.response || turn.do === "new")) {
    rows.push(make("li", { class: "closed" }, turn.faults.length
      ? "Alexa refused the response and closed the session" : "The session is closed"));
  }
  return rows;
}

function length(days) {
  if (days < 1) return `${Math.round(days * 24)} h`;
  return days === 1 ? "one day" : `${days} days`;
}

function owl(turn, at) {
  const notes = [];
  const silent = !turn.speech;
  if (turn.understood?.intent) notes.push(turn.understood.intent.replace("AMAZON.", ""));
  if (turn.request) notes.push(`${turn.ms < 10 ? turn.ms.toFixed(1) : Math.round(turn.ms)} ms`);
  return make("li", { class: "owl", "data-turn": at },
    make("div", { class: "bubble" },
      make("p", {}, make("span", { class: "hidden" }, "Owl: "), silent ? "(nothing is said)" : turn.speech),
      turn.reprompt && turn.listening && turn.request
        ? make("p", { class: "reprompt" }, make("b", {}, "After silence: "), turn.reprompt) : null,
      turn.card ? make("details", { class: "card" }, make("summary", {}, `Card: ${turn.card.title}`),
        make("p", {}, turn.card.text)) : null,
      turn.faults.map((fault) => make("p", { class: "fault" }, `Alexa would refuse this: ${fault}`)),
      turn.difference ? make("p", { class: "differs" }, make("b", {}, "Differs. "), turn.difference) : null),
    make("button", { type: "button", class: "inside", "aria-pressed": String(at === bench.chosen),
      onclick: () => choose(at, true) },
    `Look inside turn ${at + 1}`, notes.length ? make("span", { class: "soft" }, notes.join(" · ")) : null));
}

function say(turn, at) {
  const log = byId("log");
  log.querySelector(".empty")?.remove();
  byId("turns").append(...bubbles(turn, at));
  log.scrollTop = log.scrollHeight;
}

/** What was just said, while the owl thinks: the first question of a day takes a while. */
function wait(what) {
  if (what.do !== "say" && what.do !== "touch") return;
  byId("log").querySelector(".empty")?.remove();
  const said = what.do === "say" ? make("li", { class: "learner waiting" },
    make("p", { class: "bubble" }, what.value)) : null;
  byId("turns").append(...[said, make("li", { class: "waiting", "aria-hidden": "true" },
    make("p", { class: "bubble" }, "…"))].filter(Boolean));
  byId("log").scrollTop = byId("log").scrollHeight;
}

function waited() {
  for (const row of byId("turns").querySelectorAll(".waiting")) row.remove();
}

function redraw() {
  fill(byId("turns"), bench.turns.flatMap(bubbles));
  if (!bench.turns.length) {
    byId("turns").append(make("li", { class: "empty" },
      "Nothing was said yet. Say ", make("b", {}, `open ${bench.state.invocation}`),
      ", or ask something at once."));
  }
  byId("log").scrollTop = byId("log").scrollHeight;
}

function choose(at, look = false) {
  bench.chosen = at;
  for (const item of document.querySelectorAll("#log .owl")) {
    const chosen = Number(item.dataset.turn) === at;
    item.classList.toggle("chosen", chosen);
    item.querySelector(".inside").setAttribute("aria-pressed", String(chosen));
  }
  showTurn(byId("turn"), bench.turns[at], at);
  showScreen();
  if (look) openTab("turn");
}

// --- where it stands ---

function showState() {
  const { state } = bench;
  for (const name of ["device", "locale", "capture", "learner"]) byId(name).value = state[name];
  byId("setup-line").textContent = ["device", "locale", "capture", "learner"]
    .map((name) => byId(name).selectedOptions[0]?.textContent.trim()).join(" · ");
  const mic = byId("mic");
  mic.dataset.open = String(state.open);
  byId("mic-words").textContent = state.open
    ? "The microphone is open: about eight seconds" : "The microphone is closed";
  byId("silence").disabled = !state.open;
  byId("hang-up").disabled = !state.open;
  fill(byId("suggestions"), state.suggestions.map((each, at) => make("li", {},
    make("button", { type: "button", title: each.why || null, onclick: () => send(each.say),
      "aria-keyshortcuts": at < 8 ? `Alt+${at + 1}` : null }, each.say))));
  const clock = byId("clock");
  clock.dateTime = state.clock;
  clock.textContent = new Date(state.clock).toLocaleString("en-GB",
    { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
  byId("save").href = api.exported(bench.id, "saved");
  byId("export-transcript").href = api.exported(bench.id, "transcript");
  byId("export-replay").href = api.exported(bench.id, "replay");
  showScreen();
}

function lastScreen() {
  const upTo = bench.chosen >= 0 ? bench.chosen : bench.turns.length - 1;
  for (let at = upTo; at >= 0; at -= 1) {
    const turn = bench.turns[at];
    if (turn.screen) return turn.screen;
    if (turn.response && !turn.open) return null;
  }
  return null;
}

function showScreen() {
  const { viewport } = bench.state;
  const frame = byId("device-frame");
  const glass = byId("glass");
  const option = byId("device").selectedOptions[0];
  frame.dataset.shape = viewport ? viewport.shape.toLowerCase() : "none";
  if (!viewport) {
    fill(glass);
    byId("device-note").textContent = "This device has no screen: everything is said.";
    return;
  }
  const dp = (pixels) => Math.round(pixels * 160 / viewport.dpi);
  const size = { width: dp(viewport.pixelWidth), height: dp(viewport.pixelHeight), shape: viewport.shape.toLowerCase() };
  const screen = lastScreen();
  byId("device-note").textContent =
    `${option.textContent}: ${viewport.pixelWidth} × ${viewport.pixelHeight}` +
    (screen ? ` · ${JSON.stringify(screen).length.toLocaleString("en-GB")} bytes of APL` : " · nothing is shown");
  frame.style.setProperty("--ratio", `${size.width} / ${size.height}`);
  if (!screen) {
    fill(glass);
    return;
  }
  let drawn;
  try {
    drawn = draw(screen, size, (told) => run({ do: "touch", value: told }));
  } catch (error) {
    fill(glass, make("p", { class: "apl-fault" }, `This document cannot be drawn: ${error.message}`));
    return;
  }
  fill(glass, drawn.page);
  drawn.page.dataset.width = size.width;
  fit();
  drawn.mount();
}

function fit() {
  const page = byId("glass").querySelector(".apl");
  if (page) page.style.transform = `scale(${byId("glass").clientWidth / Number(page.dataset.width)})`;
}

// --- doing things ---

let line = Promise.resolve();

/** Each request when the one before it was shown: an answer that came late would undo the newer. */
function inTurn(work) {
  const done = line.then(work);
  line = done.catch(() => {});
  return done;
}

/** One step on the device. Resolves to the turn, or null when it could not be done. */
async function run(what) {
  if (bench.busy) return null;
  bench.busy = true;
  document.body.classList.add("busy");
  voice.hush();
  wait(what);
  try {
    const turn = await inTurn(() => step(what));
    if (document.body.dataset.tab === "course") showLearners(byId("learners"));
    if (byId("aloud").checked && turn.speech) speak(turn);
    return turn;
  } catch (error) {
    toast(error.message);
    return null;
  } finally {
    waited();
    bench.busy = false;
    document.body.classList.remove("busy");
  }
}

async function step(what) {
  const { turn, state } = await api.step(bench.id, what);
  bench.turns.push(turn);
  bench.state = state;
  waited();
  say(turn, bench.turns.length - 1);
  choose(bench.turns.length - 1);
  showState();
  return turn;
}

function speak(turn) {
  const ssml = turn.do === "silence" && !turn.response ? bench.reprompt : turn.ssml;
  if (turn.reprompt_ssml) bench.reprompt = turn.reprompt_ssml;
  voice.speak(ssml, bench.state.locale);
}

async function send(words) {
  const text = words.trim();
  if (!text) return;
  const oneShot = byId("one-shot").checked && !/^(?:alexa,? )?(?:ask|open|launch|tell) /i.test(text);
  const said = oneShot ? `ask ${bench.state.invocation} ${text}` : text;
  bench.spoken.push(text);
  bench.recall = bench.spoken.length;
  byId("words").value = "";
  await run({ do: "say", value: said });
}

async function take(ask) {
  try {
    await inTurn(async () => {
      const { id, state, turns } = await ask();
      Object.assign(bench, { id, state, turns, chosen: turns.length - 1, reprompt: "" });
      sessionStorage.setItem(KEPT, id);
      redraw();
      choose(bench.chosen);
      showState();
    });
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

const wanted = () => ({
  device: byId("device").value, locale: byId("locale").value,
  capture: byId("capture").value, learner: byId("learner").value,
});

export const begin = (setup = wanted()) => take(() => api.begin(setup));

// --- tabs ---

function openTab(name) {
  document.body.dataset.tab = name;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  if (name === "screen") requestAnimationFrame(fit);
  if (name === "course") showLearners(byId("learners"));
}

const narrow = window.matchMedia("(max-width: 899px)");

function wireTabs() {
  const list = byId("tabs");
  const shown = () => [...list.querySelectorAll("[role=tab]")].filter((tab) => tab.offsetParent);
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) openTab(tab.dataset.tab);
  });
  list.addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const tabs = shown();
    const next = tabs[(tabs.indexOf(event.target) + move + tabs.length) % tabs.length];
    openTab(next.dataset.tab);
    next.focus();
  });
  const settle = () => {
    openTab(narrow.matches ? "talk" : "turn");
    byId("setup-fold").open = !narrow.matches;
  };
  narrow.addEventListener("change", settle);
  settle();
}

// --- wiring ---

function wireDock() {
  byId("say").addEventListener("submit", (event) => {
    event.preventDefault();
    send(byId("words").value);
  });
  byId("silence").addEventListener("click", () => run({ do: "silence" }));
  byId("hang-up").addEventListener("click", () => run({ do: "end" }));
  byId("words").addEventListener("keydown", (event) => {
    const move = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!move) return;
    event.preventDefault();
    bench.recall = Math.max(0, Math.min(bench.spoken.length, bench.recall + move));
    byId("words").value = bench.spoken[bench.recall] || "";
  });
  const aloud = byId("aloud");
  aloud.disabled = !voice.canSpeak;
  aloud.addEventListener("change", () => { if (!aloud.checked) voice.hush(); });
  wireEars();
}

function wireEars() {
  const button = byId("listen");
  if (!voice.canListen) {
    button.disabled = true;
    button.title = "This browser cannot recognise speech";
    return;
  }
  let stop = null;
  button.addEventListener("click", () => {
    if (stop) {
      stop();
      return;
    }
    button.setAttribute("aria-pressed", "true");
    stop = voice.listen(bench.state.locale, (words, final) => {
      byId("words").value = words;
      if (final) send(words);
    }, (fault) => {
      stop = null;
      button.setAttribute("aria-pressed", "false");
      if (fault && fault !== "no-speech" && fault !== "aborted") toast(`The browser could not listen: ${fault}.`);
    });
  });
}

function wireSetup() {
  byId("new-session").addEventListener("click", () => run({ do: "new" }));
  byId("start-over").addEventListener("click", () => begin());
  for (const name of ["device", "locale", "capture", "learner"]) {
    byId(name).addEventListener("change", () => take(() => api.setup(bench.id, { [name]: byId(name).value })));
  }
  byId("setup").addEventListener("submit", (event) => event.preventDefault());
}

function wireTools() {
  const move = (days) => run({ do: "wait", value: days });
  for (const button of document.querySelectorAll("[data-days]")) {
    button.addEventListener("click", () => move(Number(button.dataset.days)));
  }
  byId("move-clock").addEventListener("click", () => move(Number(byId("days").value)));
  byId("reshuffle").addEventListener("click", () =>
    begin({ ...wanted(), seed: Math.floor(Math.random() * 2 ** 31) }));
  byId("last-request").addEventListener("click", () => {
    const last = bench.turns.findLast((turn) => turn.request);
    if (last) byId("envelope").value = JSON.stringify(last.request, null, 2);
    else toast("Nothing was sent yet.");
  });
  byId("send-envelope").addEventListener("click", () => {
    let envelope;
    try {
      envelope = JSON.parse(byId("envelope").value);
    } catch (error) {
      toast(`That is not JSON: ${error.message}`);
      return;
    }
    run({ do: "send", value: envelope });
  });
  playing({ begin, run, id: () => bench.id, place: byId("replay-result"), show: openTab });
}

function wireKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "Escape") voice.hush();
    if (event.key === "/" && !typing) {
      event.preventDefault();
      if (narrow.matches) openTab("talk");
      byId("words").focus();
    }
    if (!event.altKey || event.ctrlKey) return;
    if (event.code === "KeyS") {
      event.preventDefault();
      byId("silence").click();
    } else if (/^Digit[1-8]$/.test(event.code)) {
      event.preventDefault();
      byId("suggestions").querySelectorAll("button")[Number(event.code.slice(5)) - 1]?.click();
    }
  });
}

function locales(names) {
  const select = byId("locale");
  const now = select.value;
  fill(select, names.map((name) => make("option", { value: name }, name)));
  if (names.includes(now)) select.value = now;
}

async function start() {
  wireTabs();
  wireDock();
  wireSetup();
  wireTools();
  wireKeys();
  new ResizeObserver(fit).observe(byId("glass"));
  await watchCourse(byId("course"), byId("learners"), locales, (status) => {
    toast(`${status.file} was read again.`);
  });
  const kept = sessionStorage.getItem(KEPT);
  let again = null;
  if (kept) again = await api.look(kept).catch(() => null);
  if (again) await take(async () => again);
  else await begin();
  document.body.dataset.ready = "true";
  if (!narrow.matches) byId("words").focus();
}

start().catch((error) => toast(error.message));
