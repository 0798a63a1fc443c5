// Two versions of one field: both are shown, and the teacher decides.

import { byId, fill, make } from "./dom.js";
import { desk, thing } from "./state.js";

const said = (value) => {
  if (value === null || value === undefined || value === "") return "(nothing)";
  if (Array.isArray(value)) return value.map(said).join("\n");
  return typeof value === "object" ? Object.values(value).map(said).join(" · ") : String(value);
};

/** decide(field, mine) is called once for each field. */
export function showClash(clash, decide) {
  const box = byId("clash");
  const kind = thing(clash.id)?.kind;
  const label = (name) => desk.forms[kind]?.find((spec) => spec.name === name)?.label || name;
  let left = clash.fields.length;
  const parts = clash.fields.map((each) => {
    const part = make("div", { class: "both" });
    const chosen = (mine) => () => {
      decide(each.field, mine);
      part.remove();
      left -= 1;
      if (!left) box.close();
    };
    fill(part, make("h3", {}, label(each.field)),
      make("div", { class: "two" },
        make("div", {}, make("h4", {}, "Yours"), make("p", { class: "words" }, said(each.mine)),
          make("button", { type: "button", onclick: chosen(true) }, "Keep mine")),
        make("div", {}, make("h4", {}, "What is there now"), make("p", { class: "words" }, said(each.theirs)),
          make("button", { type: "button", onclick: chosen(false) }, "Keep what is there"))));
    return part;
  });
  fill(box, make("h2", { id: "clash-title" }, "Somebody has changed this since you opened it"), parts);
  if (!box.open) box.showModal();
}
