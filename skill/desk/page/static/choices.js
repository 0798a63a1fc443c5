// What a file and the teacher have both changed: both are shown, and one is picked. What is not picked
// yet is kept on the laptop, and is here again when the page is opened the next time.

import * as api from "./api.js";
import { byId, fill, make } from "./dom.js";
import { choose, desk, doing, tell } from "./state.js";
import { said } from "./versions.js";

const spec = (thing, field) => desk.forms[thing.kind]?.find((one) => one.name === field);

function side(thing, each, name, title, button, value) {
  const picked = each.picked === name;
  const pick = async () => {
    const told = await doing(() => api.choose(desk.key, { id: thing.id, field: each.field, side: name, was: each.mine }));
    if (told) done(told);
  };
  return make("div", {}, make("h5", {}, title),
    make("p", { class: "words" }, said(value, spec(thing, each.field))),
    make("button", { type: "button", "aria-pressed": picked ? "true" : null, onclick: pick,
      "aria-label": `${button}: ${each.label}` }, picked ? `${button} (picked)` : button));
}

function field(thing, each) {
  return make("div", { class: "both", "data-field": each.field }, make("h4", {}, each.label),
    make("p", { class: "soft" }, each.place ? `${each.source}, ${each.place}` : each.source),
    make("div", { class: "two" }, side(thing, each, "mine", "Yours", "Keep mine", each.mine),
      side(thing, each, "theirs", "The file’s", "Take the file’s", each.theirs)),
    each.picked ? make("p", { class: "soft" }, "This fits only together with what is still to be picked here.") : null);
}

function part(thing) {
  const go = () => { tell("view:write"); choose(thing.id); };
  return make("li", { class: "choice" },
    make("h4", {}, make("button", { type: "button", class: "link", onclick: go }, thing.name)),
    thing.fields.map((each) => field(thing, each)));
}

function done(told) {
  tell("chosen");
  byId("choices-told").textContent = told.notes.join(" ") || "Done. You can undo it.";
}

function every(name, words) {
  const pick = async () => {
    const told = await doing(() => api.choose(desk.key, { every: true, side: name }));
    if (told) done(told);
  };
  return make("button", { type: "button", onclick: pick }, words);
}

/** Drawn anew whenever the course is: what is still to be picked. */
export async function showChoices() {
  byId("count-choices").textContent = desk.choices || "";
  const place = byId("choices");
  if (!desk.choices) { fill(place); return; }
  const version = desk.version;
  let things;
  try { ({ things } = await api.choices(desk.key)); } catch { return; /* the next look tells */ }
  if (version !== desk.version) return;
  fill(place, make("h3", {}, "You have changed it, and so has the file: whose words shall stand?"),
    make("p", { class: "soft" }, "Yours stand until you pick. You can do that later: nothing here is lost."),
    desk.choices > 1 ? make("div", { class: "row" }, every("mine", `Keep mine, all ${desk.choices}`),
      every("theirs", `Take the file’s, all ${desk.choices}`)) : null,
    make("ul", { class: "drafts" }, things.map(part)));
}
