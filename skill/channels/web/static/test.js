// A self-test, also without the net: answers are kept here, and marked when it is back.

import { Away, post } from "./api.js";
import { $, el, plural } from "./dom.js";
import { course, subjects } from "./guide.js";
import { keep, recall } from "./kept.js";
import { chosen, picker } from "./subject.js";

const body = $("test-body");
const LENGTH = 5;
const MOST = 20; // answers that are sent at once
const SAID = { right: "Right", partly: "Partly right", wrong: "Not this time", not_known: "One to learn", talk: "A word from the owl", gone: "This question has been taken out" };
let busy = false; // a test is being taken
let sending = false;

window.addEventListener("online", () => send());

export async function draw() {
  if (busy) return;
  const found = await course().catch(() => null);
  const subject = picker("test-subject", await subjects(found), draw);
  if (busy || (found && found.subject !== chosen())) return; // begun meanwhile, or another one was chosen
  if (!found) {
    const away = el("p", { class: "card" }, "You're offline, and these questions aren't on this device yet. Open this once with the net, and they stay.");
    body.replaceChildren(...[subject, away].filter(Boolean));
    return;
  }
  const topics = found.topics.filter((topic) => topic.questions.length);
  const choice = el("select", { id: "test-topic" }, el("option", { value: "" }, "Everything"),
    topics.map((topic) => el("option", { value: topic.id }, topic.title)));
  const begin = el("button", { type: "button", class: "main", onclick: () => {
    const from = topics.filter((topic) => !choice.value || topic.id === choice.value).flatMap((topic) => topic.questions);
    ask(picked(from), found.subject);
  } }, "Start");
  body.replaceChildren(
    el("p", { class: "soft" }, `${LENGTH} questions, in your own time. They work offline: what you answer is kept on this device, and marked when you're online.`),
    ...[subject].filter(Boolean),
    el("div", { class: "field" }, el("label", { for: "test-topic" }, "On what?"), choice),
    el("div", { class: "row" }, begin), el("div", { id: "results", role: "status" }));
  results();
  await send();
}

function picked(questions) {
  const left = [...questions];
  return Array.from({ length: Math.min(LENGTH, left.length) }, () => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}

function ask(questions, subject, at = 0) {
  busy = at < questions.length;
  if (!busy) return draw();
  const question = questions[at];
  const done = (heard) => {
    keep("test", [...recall("test", []), { item: question.id, q: question.q, heard: heard.slice(0, 600), at: Math.floor(Date.now() / 1000), subject }]);
    ask(questions, subject, at + 1);
  };
  const options = question.kind === "choice" ? question.options : question.kind === "true_false" ? ["True", "False"] : null;
  const heading = el("h3", { tabindex: "-1" }, question.q);
  const wanted = question.wanted ? ` Name ${question.wanted}, one after the other.` : "";
  body.replaceChildren(el("div", { class: "card" },
    el("p", { class: "soft" }, `${at + 1} of ${questions.length}.${wanted}`), heading,
    question.hint && el("details", {}, el("summary", {}, "A hint"), el("p", {}, question.hint)),
    options ? el("div", { class: "options" }, options.map((text) => el("button", { type: "button", onclick: () => done(text) }, text))) : field(done),
    el("div", { class: "row" }, el("button", { type: "button", onclick: () => done("I don't know") }, "I don't know"),
      el("button", { type: "button", onclick: () => { busy = false; draw(); } }, "Leave it there"))));
  heading.focus();
}

function field(done) {
  const input = el("input", { type: "text", id: "test-answer", maxlength: "600", autocomplete: "off" });
  return el("form", { class: "field", onsubmit: (event) => {
    event.preventDefault();
    if (input.value.trim()) done(input.value.trim());
  } }, el("label", { for: "test-answer" }, "Your answer"), input, el("button", { type: "submit", class: "main" }, "Next"));
}

// What waits is sent; what comes back is kept until it was seen.
export async function send() {
  const waiting = recall("test", []);
  if (!waiting.length || busy || sending) return;
  sending = true;
  const more = await sent(waiting);
  sending = false;
  results();
  if (more) await send();
}

// Sends what fits at once; whether there may be more.
async function sent(waiting) {
  const { subject } = waiting[0];
  const batch = waiting.filter((each) => each.subject === subject).slice(0, MOST);
  const answers = batch.map(({ item, heard, at }) => ({ item, heard, at }));
  try {
    const { marks } = await post("/api/marks", { answers, subject });
    const names = new Set(batch.map(nameOf));
    keep("test", recall("test", []).filter((each) => !names.has(nameOf(each))));
    const seen = marks.map((mark) => ({ ...mark, ...lastOf(batch, mark.item) }));
    keep("marks", [...seen, ...recall("marks", [])].slice(0, MOST));
    return true;
  } catch (fault) {
    if (!(fault instanceof Away) && fault.status !== 429) keep("test", []); // it can never be marked
    return false;
  }
}

const nameOf = ({ item, at }) => `${item} ${at}`;
const lastOf = (batch, item) => {
  const { q, heard } = batch.filter((each) => each.item === item).pop() ?? {};
  return { q, heard };
};

function results() {
  const place = $("results");
  if (!place) return;
  const waiting = recall("test", []).length;
  const marks = recall("marks", []);
  const sum = marks.filter((mark) => mark.verdict !== "talk").reduce((all, mark) => all + mark.credit, 0);
  place.replaceChildren(
    ...(waiting ? [el("p", { class: "card" }, `${plural(waiting, "answer")} kept on this device. I'll mark ${waiting === 1 ? "it" : "them"} when you're back online.`)] : []),
    ...(marks.length ? [el("h3", { class: "row" }, `Your last answers: ${Math.round(sum * 10) / 10} of ${marks.length}`), ...marks.map(result)] : []));
}

function result(mark) {
  return el("div", { class: `result ${mark.verdict}` }, el("strong", {}, SAID[mark.verdict]),
    el("p", {}, mark.q), el("p", { class: "soft" }, `You said: ${mark.heard}`), el("p", {}, mark.text));
}
