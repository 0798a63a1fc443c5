// The conversation: what was said, the question that is open, and words on their way.

import { $, el } from "./dom.js";
import { drawQuestion } from "./question.js";
import { Queue } from "./queue.js";
import { hush, speak } from "./voice.js";
import { keep, recall } from "./kept.js";

const MOST_LINES = 60;
const log = $("log");
const said = $("lines");
let aloud = recall("aloud", false);
let thinking = null;
let answered = () => undefined;
const lines = new Map(); // a message to its line

const queue = new Queue({
  sending(message) {
    const line = lines.get(message.once);
    line?.querySelector(".when")?.remove();
    think(true);
  },
  waiting(message, why) {
    think(false);
    const line = lines.get(message.once);
    if (!line) {
      if (!said.children.length) note("You're offline just now. The guide and the self-test are here to use.");
      return;
    }
    line.querySelector(".when")?.remove();
    line.append(el("span", { class: "when" }, why || "Kept. I'll send it when you're back online."));
  },
  heard(message, reply) {
    think(false);
    draw(message, reply);
    answered();
  },
  declined(message, say) {
    think(false);
    owl(say);
  },
});

export function begin(told) {
  answered = told;
  for (const message of queue.waiting) you(message);
  queue.first({ act: "launch" });
  $("say").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = $("words").value.trim();
    if (!words) return;
    $("words").value = "";
    say(words);
  });
  $("aloud").addEventListener("click", () => readAloud(!aloud));
  readAloud(aloud);
}

export function readAloud(on) {
  aloud = on;
  keep("aloud", on);
  $("aloud").setAttribute("aria-pressed", on);
  $("aloud").textContent = `Read aloud: ${on ? "on" : "off"}`;
  if (!on) hush();
}

export const readsAloud = () => aloud;

// Words that were typed, or that the browser's recogniser heard: only those can be somebody else's.
export function say(text, spoken = false) {
  hush();
  you(queue.add({ act: "said", text, typed: !spoken }));
}

// Something that was touched; shown says what it is called.
export function touch(touched, shown) {
  hush();
  you(queue.add({ act: "touched", touched, shown }));
}

function you(message) {
  if (message.act === "launch") return;
  const line = el("li", { class: "you" }, el("span", { class: "hidden" }, "You: "),
    el("span", {}, message.shown ?? message.text));
  lines.set(message.once, line);
  added(line);
}

function owl(text, ...more) {
  return added(el("li", { class: "owl" }, el("span", { class: "hidden" }, "Owl: "), el("span", { class: "text" }, text), more));
}

function note(text) {
  return added(el("li", { class: "note" }, text));
}

function think(on) {
  thinking?.remove();
  thinking = on && said.children.length ? added(el("li", { class: "thinking" }, "The owl is thinking…")) : null;
}

function added(line) {
  said.append(line);
  while (said.children.length > MOST_LINES) said.firstChild.remove();
  log.scrollTop = log.scrollHeight;
  return line;
}

function draw(message, reply) {
  if (reply.text) owl(reply.text, listed(reply));
  lines.delete(message.once);
  drawQuestion(reply, message.shown ?? message.text, touch);
  chips(reply);
  log.scrollTop = log.scrollHeight;
  if (aloud) speak(reply.speech, reply.rate);
}

// An answer's points, or how a quiz went: to see what is said.
function listed({ screen }) {
  if (!screen || screen.kind !== "summary" || !screen.lines.length) return null;
  return el("ul", { class: "shown" }, screen.lines.map((line) => el("li", {}, line)));
}

function chips({ screen, question, listen }) {
  const made = [];
  const add = (text, touched) => made.push(
    el("button", { type: "button", onclick: () => touch(touched, text) }, text));
  if (question) {
    for (const text of ["Hint", "Skip", "Repeat", ...(question.kind === "list" ? ["That's all"] : ["I don't know"])]) add(text, `say:${text.toLowerCase()}`);
  } else {
    if (screen?.touch?.length) screen.lines.forEach((line, at) => screen.touch[at] && add(line, screen.touch[at]));
    if (listen) for (const text of ["Yes", "No", "Quiz me"]) add(text, `say:${text.toLowerCase()}`);
    else add("Start again", "say:hello");
  }
  $("chips").replaceChildren(...made);
}
