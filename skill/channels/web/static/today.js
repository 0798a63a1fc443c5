// Today: what is due, the plan up to the exam, and progress by topic as a picture.

import { Away, get } from "./api.js";
import { $, drawn, el, plural } from "./dom.js";

const body = $("today-body");

// act: { say(words), touch(touched, shown) }, each of which goes to the conversation.
export async function draw(act) {
  if (!body.children.length) body.replaceChildren(el("p", { class: "soft" }, "Just a moment…"));
  try {
    const found = await get("/api/standing");
    body.replaceChildren(due(found, act), exam(found, act), progress(found, act));
  } catch (fault) {
    const text = fault instanceof Away
      ? "You're offline, so I can't see how you're doing. The guide and the self-test still work."
      : fault.say;
    body.replaceChildren(el("p", { class: "card" }, text));
  }
}

const button = (text, onclick, kind = "") => el("button", { type: "button", class: kind, onclick }, text);

function due(found, act) {
  const has = found.due > 0;
  const line = has ? `${plural(found.due, "question")} to go over` : "Nothing to go over just now";
  const next = found.next ? ` The next comes round ${day(found.next)}.` : "";
  const days = found.streak > 1 ? `${plural(found.streak, "day")} in a row. ` : "";
  const soft = has ? `${days}A short go is plenty.`
    : found.met ? `${days}${next.trim()}` : "Take a first quiz, and what you miss comes back here when it's time.";
  return el("div", { class: "card" },
    el("p", { class: "big" }, line), el("p", { class: "soft" }, soft),
    !found.remembers && el("p", { class: "soft" }, "Progress isn't kept here from one day to the next."),
    el("div", { class: "row" }, button(has ? "Start" : "Quick quiz",
      () => act.touch(has ? "say:quiz me on everything that's due" : "say:quick quiz", has ? "What's due" : "Quick quiz"), "main")));
}

function exam(found, act) {
  const field = el("input", { type: "date", id: "exam-day", value: found.exam ?? "", min: new Date().toISOString().slice(0, 10) });
  const set = button(found.exam ? "Change the day" : "Make a plan", () => {
    if (!field.value) return field.focus();
    const said = new Date(`${field.value}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    act.say(`my exam is on ${said}`);
  });
  return el("div", { class: "card" },
    el("h3", {}, "Your exam"),
    found.plan ? planned(found.plan) : el("p", { class: "soft" }, "Say when it is, and I'll spread the work up to it."),
    el("div", { class: "field" }, el("label", { for: "exam-day" }, "The day of the exam"), field),
    el("div", { class: "row" }, set));
}

function planned(plan) {
  const when = plan.days === 0 ? "It's today." : plan.days === 1 ? "It's tomorrow." : `In ${plural(plan.days, "day")}.`;
  const parts = [plan.due && `${plan.due} to go over`, plan.fresh && `${plan.fresh} new`].filter(Boolean);
  const long = `about ${10 * plan.sessions} minutes`;
  return el("div", {},
    el("p", { class: "big" }, when),
    parts.length ? el("p", {}, `For today: ${parts.join(" and ")}, in ${long}.`) : el("p", {}, "Nothing left for today."),
    !plan.enough && el("p", { class: "soft" }, "There's more than fits by then, so the plan takes the most useful part of it."),
    plan.weakest && el("p", { class: "soft" }, `Worth a look: ${plan.weakest}.`));
}

function progress(found, act) {
  return el("div", { class: "card" },
    el("h3", {}, "How it's going"),
    el("p", { class: "soft" }, `${found.met} of ${found.total} questions met so far.`),
    el("ul", { class: "topics" }, found.topics.map((topic) => el("li", {},
      el("div", { class: "line" }, el("span", {}, topic.title), el("span", { class: "soft" }, `${topic.mastery}%`)),
      bar(topic),
      el("div", { class: "line" }, el("span", { class: "soft" }, `${topic.seen} of ${topic.items} met`),
        button("Quiz", () => act.touch(`say:quiz me on ${topic.title}`, `Quiz on ${topic.title}`)))))));
}

function bar(topic) {
  return drawn("svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", role: "img", "aria-label": `${topic.title}: ${topic.mastery} per cent known` },
    drawn("rect", { class: "track", width: 100, height: 4, rx: 1 }),
    drawn("rect", { class: "bar", width: topic.mastery, height: 4, rx: 1 }));
}

function day(iso) {
  const ahead = Math.round((new Date(iso).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000);
  if (ahead <= 0) return "later today";
  if (ahead === 1) return "tomorrow";
  return `in ${ahead} days`;
}
