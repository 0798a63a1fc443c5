// The page put together: its parts, and whether the net is there.

import { net } from "./api.js";
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

function tell() {
  const away = net.away || !navigator.onLine;
  $("net").hidden = !away;
  $("net").textContent = away
    ? "You're offline. You can read the guide and take a self-test; I'll mark it when you're back." : "";
}

window.addEventListener("hashchange", () => show(location.hash.slice(1), true));
window.addEventListener("online", tell);
window.addEventListener("offline", tell);
net.addEventListener("change", tell);
tell();
show(location.hash.slice(1));
talk.begin(() => { if (shown === "today") today.draw(act); });
mic.begin(guide.course);
test.send();
if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => undefined);
}
document.body.dataset.ready = "true";
