// Conversations from files, and the same conversation once more: where does it differ?

import * as api from "./api.js";
import { byId, fill, make, toast } from "./dom.js";

export function playing({ begin, run, id, place, show }) {
  const play = async (talk, name) => {
    const setup = Object.fromEntries(["locale", "device", "capture", "learner", "start"]
      .filter((key) => talk[key]).map((key) => [key, talk[key]]));
    if (Number.isInteger(talk.seed)) setup.seed = talk.seed;
    setup.device ||= byId("device").value;
    fill(place, make("p", {}, "Playing…"));
    if (!(await begin(setup))) {
      fill(place);
      return;
    }
    const differing = [];
    let played = 0;
    for (const step of talk.steps) {
      const turn = await run(step);
      if (!turn) break;
      played += 1;
      if (turn.difference) differing.push(turn);
    }
    report(place, name, talk, played, differing);
  };

  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    try {
      await play(await api.readFile(file.name, await file.text()), file.name);
    } catch (error) {
      fill(place, make("p", { class: "fault" }, error.message));
    }
    event.target.value = "";
  });

  byId("play-again").addEventListener("click", async () => {
    try {
      const text = await (await fetch(api.exported(id(), "saved"))).text();
      await play(await api.readFile("This conversation", text), "This conversation");
    } catch (error) {
      toast(error.message);
    }
  });
}

function report(place, name, talk, played, differing) {
  const expecting = talk.steps.filter((step) => step.owl.length || step.microphone).length;
  const stopped = played < talk.steps.length ? ` It stopped after ${played} of ${talk.steps.length} steps.` : "";
  const told = expecting === 0 ? `${name}: played; the file holds no replies to compare with.`
    : differing.length ? `${name}: ${differing.length} of ${expecting} replies differ.`
      : `${name}: all ${expecting} replies as expected.`;
  fill(place, make("p", { class: differing.length || stopped ? "differs" : "agrees" }, told + stopped),
    differing.length ? make("ul", { class: "differences" }, differing.map((turn) => make("li", {},
      make("b", {}, `Turn ${turn.number}: `), turn.difference,
      make("br"), make("span", { class: "soft" }, `got: ${turn.speech || "(nothing)"}`)))) : null);
}
