// The study guide: every topic to read, on this device too when the net is away.

import { Declined, get } from "./api.js";
import { $, el } from "./dom.js";
import { choose, chosen, picker } from "./subject.js";

const body = $("guide-body");
const loading = new Map(); // a subject to its course

// The chosen subject's course, as the page has it; asked for once. Rejects where it was never fetched and
// the net is away. One that the shelf has no more gives way to the first.
export async function course() {
  const subject = chosen();
  try {
    return await fetched(subject);
  } catch (fault) {
    if (!subject || !(fault instanceof Declined && fault.status === 404)) throw fault;
    choose("");
    return fetched("");
  }
}

function fetched(subject) {
  const path = subject ? `/api/guide?subject=${subject}` : "/api/guide";
  if (!loading.has(subject)) loading.set(subject, get(path).catch((fault) => { loading.delete(subject); throw fault; }));
  return loading.get(subject);
}

// What there is to choose from: every course says so, and the first one where the chosen is not here.
export async function subjects(found) {
  const any = found ?? await fetched("").catch(() => null);
  return any?.subjects ?? [];
}

export async function draw(act) {
  const wanted = chosen();
  if (body.dataset.drawn === `of ${wanted}`) return;
  const found = await course().catch(() => null);
  const named = await subjects(found);
  if (found && found.subject !== chosen()) return; // another one was chosen meanwhile, and is drawn
  body.dataset.drawn = found ? `of ${found.subject}` : "";
  body.replaceChildren(...[picker("guide-subject", named, () => draw(act)), ...(found ? all(found, act) : [away()])].filter(Boolean));
}

const away = () => el("p", { class: "card" }, "You're offline, and this guide isn't on this device yet. Open it once with the net, and it stays.");

const all = (found, act) => [
  el("p", { class: "soft" }, `${found.title}.${boards(found)} It's here to read when you're offline, too.`),
  ...found.topics.filter((topic) => topic.entries.length).map((topic) => section(topic, act)),
];

const boards = ({ boards: named }) => (named.length ? ` Written for ${named.join(", ")}; no board has endorsed it.` : "");

function section(topic, act) {
  const inside = el("div", {});
  const made = el("details", { class: "topic" }, el("summary", {}, topic.title), inside);
  made.addEventListener("toggle", () => {
    if (made.open && !inside.children.length) inside.append(...read(topic, act));
  });
  return made;
}

function read(topic, act) {
  const quiz = el("button", { type: "button", onclick: () => act.touch(`say:quiz me on ${topic.title}`, `Quiz on ${topic.title}`) }, "Quiz me on this");
  return [
    el("div", { class: "row" }, quiz),
    ...topic.entries.map(entry),
    ...(topic.terms.length ? [el("h3", {}, "Words to know"), el("dl", {}, topic.terms.flatMap(([term, meaning]) => [el("dt", {}, term), el("dd", {}, meaning)]))] : []),
  ];
}

function entry(each) {
  const labelled = [["Why it matters", each.why], ["To remember", each.remember],
    ...(each.examples ?? []).map((text) => ["Example", text]),
    ...(each.mixed ?? []).map(([wrong, right]) => ["Often mixed up", `${wrong} ${right}`])];
  return el("article", {},
    el("h3", {}, each.q),
    el("p", { class: "answer" }, each.a),
    each.points && el("ol", {}, each.points.map((text) => el("li", {}, text))),
    each.detail && el("p", {}, each.detail),
    each.simpler && el("details", {}, el("summary", {}, "In plainer words"), el("p", {}, each.simpler)),
    labelled.filter(([, text]) => text).map(([label, text]) => el("p", { class: "soft" }, el("strong", {}, `${label}: `), text)),
    each.boards && el("p", { class: "soft" }, each.boards.join(", ")));
}
