// What happened inside one turn.

import { copier, fill, make, tree } from "./dom.js";

const percent = (value) => {
  const fine = (value > 0.995 && value < 1) || (value > 0 && value < 0.1);
  return `${(100 * value).toFixed(fine ? 1 : 0)}%`;
};

export function showTurn(place, turn, at) {
  if (!turn) {
    fill(place, make("h2", {}, "Inside a turn"),
      make("p", { class: "soft" }, "What Alexa would make of the words, why the owl answered as it did, and both envelopes: they stand here after the first turn."));
    return;
  }
  const parts = [make("h2", {}, `Turn ${at + 1}`), understood(turn)];
  if (turn.why.routing) parts.push(routing(turn.why.routing));
  if (turn.why.marking) parts.push(marking(turn.why.marking));
  if (turn.request) {
    parts.push(times(turn), attributes(turn), facts(turn),
      json("Request", turn.request), json("Response", turn.response));
  }
  fill(place, parts);
}

function section(title, ...children) {
  return make("section", { class: "part" }, make("h3", {}, title), children);
}

function understood(turn) {
  const heard = turn.understood;
  if (!heard) return section("Understood", make("p", {}, "Nothing was sent to the skill."));
  const name = heard.intent ? make("code", {}, heard.intent) : make("code", {}, heard.type);
  const rows = heard.slots.map((slot) => make("tr", {},
    make("th", { scope: "row" }, slot.name), make("td", {}, slot.value),
    make("td", {}, slot.resolved.flatMap((each) => each.values.length
      ? each.values.map((value) => make("div", {}, value.name, " ",
        make("span", { class: "soft" }, `${value.id} (${each.from})`)))
      : make("div", { class: "soft" }, `no match (${each.from})`)))));
  return section("Understood", make("p", {}, "As ", name),
    rows.length ? make("table", {}, make("thead", {}, make("tr", {},
      ["Slot", "Heard", "Resolved to"].map((title) => make("th", { scope: "col" }, title)))),
    make("tbody", {}, rows)) : null);
}

const DECIDED = {
  answer: "Answer with the first.", did_you_mean: "Ask which of the first two was meant.",
  unknown: "Say that the course does not have it.",
};

function meter(value) {
  const bar = make("span", { class: "bar", "aria-hidden": "true" }, make("span", {}));
  bar.firstChild.style.width = `${Math.max(0, Math.min(1, value)) * 100}%`;
  return bar;
}

function routing(found) {
  const rows = found.candidates.map((candidate, at) => make("li", {},
    make("div", { class: "candidate" },
      make("span", {}, candidate.question || candidate.entry_id), meter(candidate.score),
      make("b", {}, percent(candidate.score))),
    candidate.asks_point ? make("p", { class: "soft" }, `Asks about: ${candidate.asks_point}`) : null,
    signals(candidate.signals, at)));
  return section("Why: which entry", make("p", { class: "decision" }, DECIDED[found.decision] || found.decision),
    make("ol", { class: "candidates" }, rows),
    make("div", { class: "candidate" }, make("span", {}, "None of them"), meter(found.nothing),
      make("b", {}, percent(found.nothing))),
    worths(found),
    make("p", { class: "soft" }, `Heard as: ${found.heard || "nothing that is a word"}.`),
    make("details", {}, make("summary", {}, "How the decision was made"),
      make("pre", {}, found.explained)));
}

const CHOICES = { answer: "to answer", did_you_mean: "to ask which of two", unknown: "to say it has nothing" };

/** The three choices with what each is worth: the owl takes the dearest. */
function worths(found) {
  const known = Object.entries(found.worth || {}).sort(([, one], [, other]) => other - one);
  if (!known.length) return null;
  return make("p", { class: "worths" }, "Worth: ", known.map(([choice, worth], at) => make("span", {},
    make(choice === found.decision ? "b" : "span", {}, `${CHOICES[choice]} ${worth.toFixed(2)}`),
    at < known.length - 1 ? ", " : ".")));
}

function signals(values, at) {
  const known = Object.entries(values || {}).filter(([, value]) => value);
  if (!known.length) return null;
  return make("details", {}, make("summary", {}, `Signals of number ${at + 1}`),
    make("table", { class: "dense" }, make("tbody", {}, known.map(([name, value]) =>
      make("tr", {}, make("th", { scope: "row" }, name.replaceAll("_", " ")),
        make("td", {}, value.toFixed(2)))))));
}

function marking(mark) {
  const rows = [
    ["Question", mark.prompt], ["Wanted", mark.answer || (mark.wanted > 1 ? `${mark.wanted} points` : "")],
    ["Verdict", mark.verdict], ["Rule", mark.rule], ["Understood", mark.understood],
    ["Command", mark.command], ["Credit", percent(mark.credit)],
    ["Points earned", (mark.earned || []).join("; ")],
    ["Rivals", mark.rivals.map(([text, near]) => `${text} (${near.toFixed(2)})`).join("; ")],
  ];
  return section("Why: the mark", make("table", {}, make("tbody", {}, rows.filter(([, value]) => value)
    .map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value))))));
}

function times(turn) {
  const most = Math.max(1, ...turn.stages.map((each) => each.ms));
  return section("Milliseconds", make("p", {}, make("b", {}, turn.ms.toFixed(1)), " from request to response"),
    make("ul", { class: "times" }, turn.stages.map((each) => make("li", {},
      make("span", {}, each.stage), meter(each.ms / most), make("span", { class: "figure" }, each.ms.toFixed(2))))));
}

function attributes(turn) {
  const { after, changes } = turn.attributes;
  const side = (change, name) => name in change ? make("code", {}, JSON.stringify(change[name])) : make("span", { class: "soft" }, "none");
  return section("Session attributes",
    changes.length ? make("table", { class: "dense" }, make("thead", {}, make("tr", {},
      ["Changed", "Before", "After"].map((title) => make("th", { scope: "col" }, title)))),
    make("tbody", {}, changes.map((change) => make("tr", {}, make("th", { scope: "row" }, change.path),
      make("td", {}, side(change, "before")), make("td", {}, side(change, "after"))))))
      : make("p", { class: "soft" }, "Nothing changed."),
    after ? make("details", {}, make("summary", {}, "All of them"), tree(after)) : null);
}

function facts(turn) {
  const known = Object.entries(turn.facts);
  if (!known.length) return null;
  return section("Logged", make("p", { class: "facts" }, known.map(([name, value]) =>
    make("span", {}, make("b", {}, name), ` ${typeof value === "object" ? JSON.stringify(value) : value}`))));
}

function json(title, value) {
  if (!value) return null;
  const size = new TextEncoder().encode(JSON.stringify(value)).length;
  return make("section", { class: "part" },
    make("details", { class: "json" }, make("summary", {}, title, " ",
      make("span", { class: "soft" }, `${size.toLocaleString("en-GB")} bytes`)), tree(value)),
    copier(() => JSON.stringify(value, null, 2)));
}
