// What is in the course: topics with what learners can ask and what the owl asks.

import { byId, fill, make } from "./dom.js";
import { save, showNew } from "./form.js";
import { choose, desk, nameOf, things } from "./state.js";

const opened = new Set();
const HEADS = { entry: "Learners can ask", question: "The owl asks" };

function row(each) {
  const worst = Math.min(3, ...desk.findings.filter((found) => found.id === each.id).map((found) => found.rank));
  const mark = worst < 2 ? make("span", { class: `dot grade-${worst}` },
    make("span", { class: "hidden" }, worst ? " (worth a look)" : " (must be put right)")) : null;
  const draft = each.record.draft ? make("span", { class: "tag" }, "draft") : null;
  const button = make("button", { type: "button", class: "item", "data-id": each.id,
    "aria-current": each.id === desk.chosen ? "true" : null }, nameOf(each), draft, mark);
  button.addEventListener("click", async () => { await save(); choose(each.id); });
  return make("li", {}, button);
}

const adder = (kind, topic, said) => make("button", { type: "button", class: "small",
  onclick: () => showNew(kind, topic) }, said);

function topicPart(topic, every, sought) {
  const inside = every.filter((each) => each.topic?.id === topic.id);
  const fold = make("details", { open: Boolean(sought) || opened.has(topic.id) || every.length < 60 });
  fold.addEventListener("toggle", () => { opened[fold.open ? "add" : "delete"](topic.id); });
  const parts = ["entry", "question"].map((kind) => [
    make("h3", { class: "head" }, HEADS[kind]),
    make("ul", {}, inside.filter((each) => each.kind === kind && fits(each, sought)).map(row)),
    sought ? null : adder(kind, topic.id, kind === "entry" ? "New thing to ask" : "New question"),
  ]);
  const title = make("ul", {}, row({ ...topic, record: { ...topic.record, title: "About this topic" } }));
  fill(fold, make("summary", {}, nameOf(topic)), sought ? null : title, parts.flat());
  return fold;
}

const fits = (each, sought) => !sought || JSON.stringify(each.record).toLowerCase().includes(sought);

export function showList() {
  const every = things();
  const sought = byId("find").value.trim().toLowerCase();
  const exam = every.filter((each) => each.kind === "exam" && fits(each, sought));
  const topics = every.filter((each) => each.kind === "topic");
  fill(byId("list"),
    make("ul", {}, row({ id: "", kind: "course", record: { title: "About the course" } })),
    topics.map((topic) => topicPart(topic, every, sought)),
    make("div", { class: "row" }, adder("topic", "", "New topic"),
      topics.length ? adder("exam", "", "New exam question") : null),
    exam.length ? make("h3", { class: "head" }, "Exam questions") : null, make("ul", {}, exam.map(row)));
}
