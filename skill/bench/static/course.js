// The course beside the conversation: read again when it changes, checked, and what learners lack.

import * as api from "./api.js";
import { byId, fill, make } from "./dom.js";

const EVERY = 1000;
const NAMES = { error: ["error", "errors"], warning: ["warning", "warnings"], note: ["note", "notes"] };
const hidden = new Set();

const counted = (number, kind) => `${number} ${NAMES[kind][number === 1 ? 0 : 1]}`;

/** Show the course now and whenever it changes. */
export async function watchCourse(place, learners, locales, changed) {
  let seen = "";
  let edition = 0;
  const look = async () => {
    const status = await api.course();
    const now = JSON.stringify(status);
    if (now !== seen) {
      seen = now;
      locales(status.locales);
      show(place, status);
    }
    if (edition && status.edition !== edition) changed(status);
    edition = status.edition;
  };
  await look();
  showLearners(learners);
  setInterval(() => {
    if (document.visibilityState === "visible") look().catch(() => gone());
  }, EVERY);
}

function gone() {
  byId("course-line").textContent = "The server does not answer";
}

function show(place, status) {
  const numbers = Object.keys(NAMES).map((kind) =>
    [kind, status.findings.filter((each) => each.severity === kind).length]).filter(([, number]) => number);
  const told = numbers.map(([kind, number]) => counted(number, kind)).join(", ");
  byId("course-line").textContent = status.problems.length
    ? `${status.file} cannot be read; the last good edition goes on`
    : `${status.title} · ${status.entries} entries · ${status.items} questions`;
  byId("course-line").classList.toggle("trouble", status.problems.length > 0);
  const count = byId("course-count");
  const urgent = status.problems.length
    + status.findings.filter((each) => each.severity !== "note").length;
  count.hidden = !urgent;
  count.textContent = urgent;
  count.setAttribute("aria-label", `${urgent} to mend`);
  fill(place,
    make("h2", {}, status.title),
    make("p", { class: "soft" }, `${status.file}, edition ${status.edition}, read at ${status.read_at.slice(11, 19)}. Edit it in your own editor: it is read again when it is saved.`),
    status.problems.length ? make("div", { class: "trouble-box", role: "alert" },
      make("p", {}, "The file as it stands cannot be used:"),
      make("ul", {}, status.problems.map((each) => make("li", {}, each)))) : null,
    status.checks ? make("h3", {}, "owl check", make("span", { class: "soft" },
      status.checking ? ` is reading the course…${told ? ` so far ${told}` : ""}` : told ? ` ${told}` : " found nothing")) : null,
    numbers.length > 1 ? make("p", { class: "row" }, numbers.map(([kind]) => filter(kind, place, status))) : null,
    make("ul", { class: "findings" }, status.findings.filter((each) => !hidden.has(each.severity)).map(finding)));
}

function filter(kind, place, status) {
  const box = make("input", { type: "checkbox" });
  box.checked = !hidden.has(kind);
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(kind);
    else hidden.add(kind);
    show(place, status);
  });
  return make("label", { class: "tick" }, box, NAMES[kind][1]);
}

function finding(each) {
  return make("li", { class: each.severity },
    make("p", {}, make("span", { class: "severity" }, each.severity), " ",
      make("code", {}, each.id || each.place), " ", make("span", { class: "soft" }, [each.line ? `line ${each.line}` : "", each.id ? each.place : ""]
        .filter(Boolean).join(", "))),
    make("p", {}, each.reason), each.fix ? make("p", { class: "soft" }, each.fix) : null);
}

/** What learners asked, missed and lacked: the conversations of this page among them. */
export async function showLearners(place) {
  let told;
  try { told = await api.learners(); } catch { return; }
  if (!told.parts.length) return;
  fill(place, told.parts.map((part) => make("section", {}, make("h3", {}, part.title),
    part.rows.length ? make("table", {}, make("thead", {}, make("tr", {},
      part.columns.map((column) => make("th", { scope: "col" }, column)))),
    make("tbody", {}, part.rows.map((row) => make("tr", {}, row.map((cell) => make("td", {}, String(cell)))))))
      : make("p", { class: "soft" }, part.empty),
    part.hint ? make("p", { class: "soft" }, part.hint) : null)));
}
