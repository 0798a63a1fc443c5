// Drafts: read, and taken into use or thrown away, one by one or all at once.

import * as api from "./api.js";
import { byId, fill, make } from "./dom.js";
import { choose, desk, doing, tell, things } from "./state.js";

const right = (item) => item.answer || (item.points || []).map((point) => point.text).join("; ");

function line({ id, record, topic }) {
  const settle = (take, put) => () => doing(() => api.drafts(desk.key, take, put)).then(() => tell("chosen"));
  const others = (record.options || []).filter((each) => each !== record.answer);
  return make("li", { class: "draft" },
    make("p", { class: "words" }, record.prompt),
    make("p", {}, make("b", {}, "Right: "), right(record)),
    others.length ? make("p", { class: "soft" }, `Also offered: ${others.join("; ")}`) : null,
    make("p", { class: "soft" }, topic.title),
    make("div", { class: "row" },
      make("button", { type: "button", class: "primary", onclick: settle([id], []) }, "Accept"),
      make("button", { type: "button", onclick: () => { tell("view:write"); choose(id); } }, "Change it"),
      make("button", { type: "button", class: "out", onclick: settle([], [id]) }, "Throw away")));
}

export function showDrafts() {
  const drafts = things().filter((each) => each.kind === "question" && each.record.draft);
  byId("count-drafts").textContent = drafts.length || "";
  const every = () => doing(() => api.drafts(desk.key, drafts.map((each) => each.id), []))
    .then(() => tell("chosen"));
  fill(document.querySelector('section[data-view="drafts"]'), make("h2", {}, "Drafts"),
    make("p", {}, drafts.length
      ? "These questions were made from what you brought. They are not asked until you have accepted them."
      : "There are no drafts to read."),
    drafts.length > 1 ? make("button", { type: "button", id: "accept-all", onclick: every },
      `Accept all ${drafts.length}`) : null,
    make("ul", { class: "drafts" }, drafts.map(line)));
}
