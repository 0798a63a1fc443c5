// The question that is open: options to touch, and a list that fills in as points are earned.

import { $, el } from "./dom.js";

const box = $("question");
let open = null; // the question as it was drawn last
let named = []; // of its list, what was earned so far

// reply: the owl's; said: the learner's own words that led to it; touch(touched, shown).
export function drawQuestion(reply, said, touch) {
  const { question } = reply;
  const full = finished(reply, said);
  const same = question && open && question.prompt === open.prompt;
  open = question;
  named = question?.earned ?? [];
  box.hidden = !question && !full;
  if (box.hidden) return box.replaceChildren();
  const parts = full ? [full] : [];
  if (question) parts.push(...asked(question, touch));
  box.replaceChildren(...parts);
  if (question && !same) box.scrollTop = 0;
}

function asked(question, touch) {
  const where = question.lesson || question.exam ? "" : `Question ${question.number} of ${question.of}`;
  return [
    where && el("p", { class: "where" }, where),
    el("p", { class: "prompt" }, question.prompt),
    question.kind === "list" ? slots(question.wanted, question.earned) : null,
    question.options.length ? options(question, touch) : null,
  ].filter(Boolean);
}

function options(question, touch) {
  const letters = question.kind === "choice";
  const group = el("div", { class: "options", role: "group", "aria-label": "Options" });
  question.options.forEach((option, at) => {
    const button = el("button", {
      type: "button", "aria-pressed": "false",
      onclick: () => {
        for (const each of group.children) each.setAttribute("aria-pressed", String(each === button));
        touch(option.touch, option.text);
      },
    }, letters && el("span", { class: "letter" }, String.fromCharCode(65 + at)), el("span", {}, option.text));
    group.append(button);
  });
  return group;
}

function slots(wanted, earned) {
  const label = `${earned.length} of ${wanted} so far`;
  return el("ul", { class: "slots", "aria-label": label }, Array.from({ length: wanted }, (_, at) => {
    const text = earned[at];
    return el("li", { class: text ? "full" : "" },
      el("span", { "aria-hidden": "true" }, text ? "✓" : String(at + 1)), el("span", {}, text ?? "Still to come"));
  }));
}

// A list that was just closed, with the last points in the learner's own words: the next question is
// there already, and what was earned should be seen.
function finished({ marked, question }, said) {
  if (marked === undefined || !open || open.kind !== "list" || question?.prompt === open.prompt) return null;
  const missing = Math.round(marked * open.wanted) - named.length;
  const earned = [...named, ...Array(Math.max(0, missing)).fill(said || "Got it")];
  if (!earned.length) return null;
  return el("div", { class: "done" }, el("p", { class: "where" }, "The list you just did"), slots(open.wanted, earned));
}
