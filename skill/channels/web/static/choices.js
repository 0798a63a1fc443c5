// What the learner decides: voice, microphone, linking, and having everything forgotten.

import { get, post } from "./api.js";
import { $, el } from "./dom.js";
import { canHear, place, whoHears } from "./ears.js";
import { forgetAll } from "./kept.js";
import { micChanged, micIsOn, offer, turnOff } from "./mic.js";
import { readAloud, readsAloud } from "./talk.js";
import { canSpeak } from "./voice.js";

const body = $("choices-body");
let act = null;

micChanged.addEventListener("change", () => act && draw(act));

export async function draw(given) {
  act = given;
  const found = await get("/api/standing").catch(() => null);
  const where = canHear ? await place() : "";
  body.replaceChildren(
    el("div", { class: "card" }, el("h3", {}, "Hearing the owl"), speaking()),
    el("div", { class: "card" }, el("h3", {}, "Talking to the owl"), hearing(where)),
    ...(found?.links ? [linking(found.linked)] : []),
    kept());
}

function toggle(label, on, changed) {
  const box = el("input", { type: "checkbox", onchange: () => changed(box.checked) });
  box.checked = on;
  return el("label", { class: "switch" }, box, el("span", {}, label));
}

function speaking() {
  if (!canSpeak) return el("p", { class: "soft" }, "This browser has no voice. Everything is there to read.");
  return toggle("Read replies aloud, in this device's own voice", readsAloud(), readAloud);
}

function hearing(where) {
  if (!canHear) return el("p", { class: "soft" }, "This browser can't turn speech into words. Typing and touching do all of it, and so does the microphone key of most phone keyboards.");
  const who = whoHears(where === "away" ? "away" : "here");
  return el("div", {}, toggle("Talk with the microphone", micIsOn(), (on) => {
    if (on) offer().then(() => draw(act));
    else turnOff();
  }), el("p", { class: "soft" }, who));
}

function linking(linked) {
  const place = el("div", { role: "status" });
  const show = async () => {
    try {
      const { digits, until } = await post("/api/link", {});
      const minutes = Math.max(1, Math.round((until - Date.now() / 1000) / 60));
      place.replaceChildren(el("p", { class: "digits", "aria-label": [...digits].join(" ") }, digits),
        el("p", {}, `Where you already talk to the owl, say: link code ${[...digits].join(" ")}. It holds for ${minutes} minutes.`));
    } catch (fault) {
      place.replaceChildren(el("p", {}, fault.say ?? "I can't get to that just now. Try again in a minute."));
    }
  };
  return el("div", { class: "card" }, el("h3", {}, "The same progress elsewhere"),
    el("p", { class: "soft" }, linked ? "This device shares its progress. Say “unlink” to the owl to stop." : "Share progress with a speaker or another device where you talk to the owl."),
    !linked && el("div", { class: "row" }, el("button", { type: "button", onclick: show }, "Show my digits")), place);
}

function kept() {
  return el("div", { class: "card" }, el("h3", {}, "What's kept"),
    el("p", { class: "soft" }, "How each question went and when it's due again, under a random number that only this browser has. No name, no account, and not what you say."),
    el("div", { class: "row" }, el("button", { type: "button", onclick: () => {
      forgetAll();
      act.say("forget me");
    } }, "Forget me")));
}
