// What the page knows: the shelf, the open course, what is chosen. Parts of the page watch it.

import * as api from "./api.js";
import { byId, fill, make, toast } from "./dom.js";

export const desk = {
  courses: [], forms: {}, tries: false, key: "", course: null, version: "", undo: "", redo: "",
  findings: [], more: false, chosen: "", broken: null, choices: 0,
};

const watchers = new Set();
export const watch = (told) => watchers.add(told);
export function tell(what) { for (const told of watchers) told(what); }

/** The courses there are, in the box to choose from. */
export function showShelf(courses, key) {
  desk.courses = courses;
  fill(byId("courses"), courses.map((each) => make("option", { value: each.key }, each.title)));
  byId("courses").value = key;
}

/** The course as the laptop told it. */
export function take(told) {
  desk.broken = told.broken || null;
  if (told.broken) Object.assign(desk, { course: null, choices: 0 });
  else Object.assign(desk, { course: told.course, version: told.version, undo: told.undo,
    redo: told.redo, choices: told.choices });
  tell("course");
  if (!told.broken) check();
}

export async function open(key) {
  desk.key = key;
  desk.chosen = "";
  desk.findings = [];
  take(await api.course(key));
  tell("chosen");
}

export function choose(id, field = "") {
  desk.chosen = id;
  tell("chosen");
  if (field) tell(`field:${field}`);
}

let asking;
/** Ask what the check says, and again while more is to come. */
export function check(after = 250) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    try {
      const told = await api.findings(desk.key);
      if (told.version === desk.version) {
        Object.assign(desk, { findings: told.findings, more: told.more });
        tell("findings");
      }
      if (told.more) check(4000);
    } catch (error) {
      if (error.status === 0) toast(error.message);
    }
  }, after);
}

const LISTS = [["entries", "entry"], ["quiz", "question"]];

/** Everything with an id: [{ id, kind, record, topic }]. */
export function things() {
  const found = [];
  const listed = (value) => (Array.isArray(value) ? value : []);
  for (const topic of listed(desk.course?.topics)) {
    found.push({ id: topic.id, kind: "topic", record: topic, topic: null });
    for (const [name, kind] of LISTS) {
      for (const record of listed(topic[name])) found.push({ id: record.id, kind, record, topic });
    }
  }
  for (const record of listed(desk.course?.exam_questions)) {
    found.push({ id: record.id, kind: "exam", record, topic: null });
  }
  return found;
}

export function thing(id) {
  if (id === "") return { id: "", kind: "course", record: desk.course?.course || {}, topic: null };
  return things().find((each) => each.id === id) || null;
}

const NAMED = { topic: "title", entry: "question", question: "prompt", exam: "prompt", course: "title" };
export const nameOf = (each) => each.record[NAMED[each.kind]] || each.id;

let line = Promise.resolve();
/** One thing after the other: what came late would undo the newer. */
export function inTurn(work) {
  const done = line.then(work);
  line = done.catch(() => {});
  return done;
}

/** Do something that changes the course; what is wrong is told. */
export function doing(work) {
  return inTurn(async () => {
    try {
      const told = await work();
      take(told);
      tell("saved");
      return told;
    } catch (error) {
      toast(error.message);
      if (error.stale) { take(await api.course(desk.key)); tell("chosen"); }
      return null;
    }
  });
}
