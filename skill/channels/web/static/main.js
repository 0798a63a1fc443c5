// The page put together: its parts, and whether the net is there.

import { $ } from "./dom.js";
import * as choices from "./choices.js";
import * as guide from "./guide.js";
import * as mic from "./mic.js";
import * as talk from "./talk.js";
import * as test from "./test.js";
import * as today from "./today.js";

const VIEWS = ["talk", "today", "guide", "test", "choices"];
const PARTS = { today, guide, test, choices };

const act = {
  say(words) { location.hash = "talk"; show("talk"); talk.say(words); },
  touch(touched, shown) { location.hash = "talk"; show("talk"); talk.touch(touched, shown); },
};

let shown = "";

function show(wanted, focus = false) {
  const view = VIEWS.includes(wanted) ? wanted : "talk";
  for (const each of VIEWS) $(each).hidden = each !== view;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view === shown) return;
  shown = view;
  PARTS[view]?.draw(act);
  if (focus) $(`${view}-title`)?.focus();
}

// What the browser says of the net is half of it: a request that found nobody is the other.
const AGAIN = 5000; // ms until it is looked for once more
let away = false;

function net() {
  const here = navigator.onLine && !away;
  $("net").hidden = here;
  $("net").textContent = here ? ""
    : "You're offline. You can read the guide and take a self-test; I'll mark it when you're back.";
}

async function look() {
  try {
    await fetch("/healthz", { method: "HEAD", cache: "no-store" });
    away = false;
  } catch {
    away = true;
    setTimeout(look, AGAIN);
  }
  net();
}

function gone() {
  if (away) return;
  away = true;
  net();
  setTimeout(look, AGAIN);
}

window.addEventListener("hashchange", () => show(location.hash.slice(1), true));
window.addEventListener("away", gone);
window.addEventListener("online", look);
window.addEventListener("offline", net);
net();
show(location.hash.slice(1));
talk.begin(() => { if (shown === "today") today.draw(act); });
mic.begin(guide.course);
test.send();
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
document.body.dataset.ready = "true";
