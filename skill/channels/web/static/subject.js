// Which subject of the shelf the guide and the self-test are about: the learner's choice, on this device.

import { $, el } from "./dom.js";
import { keep, recall } from "./kept.js";

export const chosen = () => recall("subject", "");
export const choose = (subject) => keep("subject", subject);

// A field to choose one, where there are several; changed() draws anew what is about it.
export function picker(id, subjects, changed) {
  if (subjects.length < 2) return null;
  const field = el("select", { id, onchange: async () => {
    choose(field.value);
    await changed();
    $(id)?.focus();
  } }, subjects.map((each) => el("option", { value: each.id }, each.name)));
  field.value = chosen();
  return el("div", { class: "field" }, el("label", { for: id }, "Subject"), field);
}
