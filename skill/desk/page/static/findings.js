// What the check says: beside the field it says it of, and all of it in one list.

import * as api from "./api.js";
import { byId, fill, make } from "./dom.js";
import { open as form } from "./form.js";
import { choose, desk, doing, nameOf, tell, thing } from "./state.js";

const GRADES = ["Must be put right", "Worth putting right", "Could be better"];

const sentence = (found) => `${found.reason}${found.fix ? ` ${found.fix}` : ""}`
  + (found.others ? ` There are ${found.others} more like this.` : "");

function mender(found) {
  if (!found.mend) return null;
  const mend = async () => {
    const told = await doing(() => api.mend(desk.key, { rule: found.rule, id: found.id, place: found.place }));
    if (told && form.id === found.id) tell("chosen");
  };
  return make("button", { type: "button", class: "small mend", onclick: mend }, found.mend);
}

/** Beside the fields of the form that is open. */
export function showTold() {
  for (const { told } of Object.values(form.fields)) {
    for (const old of told.querySelectorAll(".finding")) old.remove();
  }
  const loose = byId("form").querySelector(".loose");
  loose?.remove();
  if (form.id === null) return;
  const rest = [];
  for (const found of desk.findings.filter((each) => each.id === form.id)) {
    const line = make("div", { class: `finding grade-${found.rank}` },
      make("p", {}, make("b", {}, `${GRADES[found.rank]}: `), sentence(found)), mender(found));
    const place = form.fields[found.field]?.told;
    if (place) place.append(line);
    else rest.push(line);
  }
  if (rest.length) byId("form").querySelector("h2").after(make("div", { class: "loose" }, rest));
}

function line(found) {
  const each = thing(found.id);
  const spec = desk.forms[each?.kind]?.find((one) => one.name === found.field);
  const place = [each ? nameOf(each) : "The course", spec?.label].filter(Boolean).join(": ");
  const go = () => {
    tell("view:write");
    choose(found.id, found.field);
  };
  return make("li", { class: `finding grade-${found.rank}` },
    make("button", { type: "button", class: "link", onclick: go }, place),
    make("p", {}, sentence(found)), mender(found));
}

/** All of it. */
export function showFindings() {
  const count = desk.findings.filter((found) => found.rank < 2).length;
  byId("count-check").textContent = count || "";
  const place = document.querySelector('section[data-view="check"]');
  const mends = desk.findings.filter((found) => found.mend).length;
  const all = () => doing(() => api.mend(desk.key, { rule: "*", id: "", place: [] })).then(() => tell("chosen"));
  fill(place, make("h2", {}, "What the check says"),
    make("p", { class: "soft", role: "status" }, desk.more
      ? "The check is still asking every question and marking every answer: more may come." : "The check is complete."),
    mends > 1 ? make("button", { type: "button", onclick: all }, `Mend all ${mends} that can be mended`) : null,
    desk.findings.length ? null : make("p", {}, "Nothing to put right."),
    GRADES.map((grade, rank) => {
      const found = desk.findings.filter((each) => each.rank === rank);
      return found.length ? [make("h3", {}, grade), make("ul", { class: "findings" }, found.map(line))] : [];
    }).flat());
}
