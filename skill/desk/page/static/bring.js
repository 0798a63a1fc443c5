// A file that is dropped onto the desk, or chosen, is read into the course.

import * as api from "./api.js";
import { byId, fill, make, toast } from "./dom.js";
import { desk, doing, tell } from "./state.js";

const LARGEST = 28 * 1024 * 1024;

export function showBring() {
  const file = make("input", { type: "file", id: "file" });
  file.addEventListener("change", () => {
    const [chosen] = file.files;
    // Else a browser says nothing when the same file, edited, is chosen again.
    file.value = "";
    if (chosen) bring(chosen);
  });
  fill(document.querySelector('section[data-view="bring"]'), make("h2", {}, "Bring what you have"),
    make("p", {}, "Notes, a Word document, a sheet, a quiz from Kahoot, Blooket or Moodle, flash cards from "
      + "Quizlet or Anki. Drop the file anywhere on this page, or choose it here. What you have written stays."),
    make("label", { for: "file", class: "name" }, "Your file"), file,
    make("div", { id: "brought", "aria-live": "polite" }),
    make("div", { id: "choices" }), make("p", { id: "choices-told", role: "status" }));
}

async function packed(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

async function bring(file) {
  tell("view:bring");
  const place = byId("brought");
  if (file.size > LARGEST) { toast("That file is too large. Split it, and bring the parts."); return; }
  fill(place, make("p", { class: "soft" }, `Reading ${file.name}...`));
  const told = await doing(async () => api.bring(desk.key, file.name, await packed(file)));
  if (!told) { fill(place, make("p", { class: "refused" }, byId("toast").textContent)); return; }
  byId("choices-told").textContent = "";
  fill(place, report(file.name, told.report));
  tell("chosen");
}

function listed(title, lines) {
  return lines.length ? make("details", {}, make("summary", {}, title),
    make("ul", {}, lines.map((line) => make("li", {}, line)))) : null;
}

function report(name, told) {
  const open = () => tell("view:drafts");
  return make("div", {}, make("h3", {}, `${name} was read as ${told.known}`),
    make("p", {}, `${told.number} new, ${told.updated} brought up to date, ${told.drafts} drafts to read.`),
    told.drafts ? make("button", { type: "button", class: "primary", onclick: open }, "Read the drafts") : null,
    listed("What was taken", told.taken.map((each) => each.text)),
    listed(`What was left (${told.left.length})`, told.left),
    told.choices ? make("p", {}, "Something both you and the file have changed: see below.") : null,
    listed("Look at these", told.notes));
}

/** Dropping works anywhere on the page. */
export function watchDrops() {
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const [file] = event.dataTransfer?.files || [];
    if (file && desk.course) bring(file);
  });
}
