// The study guide: every topic to read, on this device too when the net is away.

import { get } from "./api.js";
import { $, el } from "./dom.js";

const body = $("guide-body");
let loading = null;

// The course as the page has it; asked for once. Rejects where it was never fetched and the net is away.
export function course() {
  loading ??= get("/api/guide").catch((fault) => { loading = null; throw fault; });
  return loading;
}

export async function draw(act) {
  if (body.dataset.drawn) return;
  try {
    const found = await course();
    body.dataset.drawn = "yes";
    body.replaceChildren(el("p", { class: "soft" }, `${found.title}.${boards(found)} It's here to read when you're offline, too.`),
      ...found.topics.filter((topic) => topic.entries.length).map((topic) => section(topic, act)));
  } catch {
    body.replaceChildren(el("p", { class: "card" }, "You're offline, and the guide isn't on this device yet. Open it once with the net, and it stays."));
  }
}

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
