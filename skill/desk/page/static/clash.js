// Two versions of one field: both are shown, and the teacher decides.

import { byId, fill, make } from "./dom.js";
import { desk, thing } from "./state.js";
import { said } from "./versions.js";

/** decide(field, mine) is called once for each field. */
export function showClash(clash, decide) {
  const box = byId("clash");
  const kind = thing(clash.id)?.kind;
  const spec = (name) => desk.forms[kind]?.find((one) => one.name === name);
  let left = clash.fields.length;
  const parts = clash.fields.map((each) => {
    const part = make("div", { class: "both" });
    const chosen = (mine) => () => {
      decide(each.field, mine);
      part.remove();
      left -= 1;
      if (!left) box.close();
    };
    fill(part, make("h3", {}, spec(each.field)?.label || each.field),
      make("div", { class: "two" },
        make("div", {}, make("h4", {}, "Yours"), make("p", { class: "words" }, said(each.mine, spec(each.field))),
          make("button", { type: "button", onclick: chosen(true) }, "Keep mine")),
        make("div", {}, make("h4", {}, "What is there now"), make("p", { class: "words" }, said(each.theirs, spec(each.field))),
          make("button", { type: "button", onclick: chosen(false) }, "Keep what is there"))));
    return part;
  });
  fill(box, make("h2", { id: "clash-title" }, "Somebody has changed this since you opened it"), parts);
  if (!box.open) box.showModal();
}
