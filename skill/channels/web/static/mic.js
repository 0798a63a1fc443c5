// The button to talk: off until the learner turns it on, having read who hears.

import { $ } from "./dom.js";
import { canHear, fetched, listen, place, whoHears } from "./ears.js";
import { keep, recall } from "./kept.js";
import { readAloud, say } from "./talk.js";
import { canSpeak, hush } from "./voice.js";

let stop = null;
let words = []; // the course's own, for a recogniser that takes hints
let course = null;
let where = "away";
const told = new EventTarget();

export const micChanged = told;
export const micIsOn = () => canHear && recall("mic", "") === where;

// found: gives the course, which is asked for only where somebody talks.
export async function begin(found) {
  course = found;
  $("mic").hidden = !canHear;
  if (!canHear) return;
  where = (await place()) === "here" ? "here" : "away";
  if (micIsOn()) expect();
  $("mic").addEventListener("click", pressed);
  $("mic-yes").addEventListener("click", turnOn);
  $("mic-no").addEventListener("click", () => $("ask-mic").close());
}

function expect() {
  course().then((each) => { words = each.words; }).catch(() => undefined);
}

export async function offer() {
  const found = await place();
  where = found === "away" ? "away" : "here";
  $("mic-who").textContent = whoHears(where);
  $("ask-mic").showModal();
}

async function turnOn() {
  $("ask-mic").close();
  if (where === "here" && (await place()) === "soon" && !(await fetched())) {
    // It cannot do it by itself after all: that is another question, and it is asked anew.
    where = "away";
    $("mic-who").textContent = whoHears(where);
    $("ask-mic").showModal();
    return;
  }
  keep("mic", where);
  expect();
  if (canSpeak) readAloud(true);
  told.dispatchEvent(new Event("change"));
}

export function turnOff() {
  stop?.();
  keep("mic", "");
  told.dispatchEvent(new Event("change"));
}

function pressed() {
  if (!micIsOn()) return offer();
  if (stop) return stop();
  hush();
  lit(true);
  try {
    stop = listen(words, where === "here", {
      partly: (text) => { $("words").value = text; },
      heard: (text) => { $("words").value = ""; say(text, true); },
      over: (why) => { stop = null; lit(false); ended(why); },
    });
  } catch {
    stop = null;
    lit(false);
  }
}

function lit(on) {
  $("mic").setAttribute("aria-pressed", on);
  $("mic").setAttribute("aria-label", on ? "Stop listening" : "Talk");
  $("words").placeholder = on ? "Listening…" : "Ask, or answer";
}

function ended(why) {
  if (why === "refused") $("words").placeholder = "The microphone is off for this page. Typing works.";
  if (why === "other") $("words").placeholder = "I didn't catch that. Press again, or type.";
}
