// The self-test in the page: a form for every question, marked here by the wordings that the course accepts.
// Nothing is sent and nothing is kept: what was scored goes when the page does.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("answers").textContent);

  const el = (name, more, ...inside) => {
    const made = Object.assign(document.createElement(name), more);
    made.append(...inside.filter((each) => each));
    return made;
  };

  // --- what was typed ---------------------------------------------------------------------------------------
  const plain = (text) => {
    const folded = text.normalize("NFKD").replace(/[\u0300-\u036f'’‘]/g, "").replace(/[−–]/g, "-").toLowerCase();
    const bare = folded.replace(/[^a-z0-9+.-]+/g, " ").replace(/-(?=[a-z])|\.(?!\d)/g, " ").replace(/\s+/g, " ").trim();
    return bare.replace(/^(?:(?:its|it is|it was|they are|they were|because|the|a|an) )+(?=.)/, "");
  };
  const OFTEN = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9 };
  const figure = (text) => {
    const found = /([-−]?\d[\d,]*(?:\.\d+)?)(?:\s+(hundred|thousand|million|billion))?/i.exec(text);
    return found ? Number(found[1].replace(/,/g, "").replace("−", "-")) * (OFTEN[(found[2] || "").toLowerCase()] || 1) : NaN;
  };
  // One letter more, less, other or swapped: a slip of the pen, and no other word.
  const slip = (one, two) => {
    if (Math.abs(one.length - two.length) > 1 || Math.min(one.length, two.length) < 5 || /\d/.test(one + two)) return false;
    let start = 0, end = 0;
    while (start < one.length && one[start] === two[start]) start += 1;
    const least = Math.min(one.length, two.length) - start;
    while (end < least && one[one.length - 1 - end] === two[two.length - 1 - end]) end += 1;
    const [first, second] = [one.slice(start, one.length - end), two.slice(start, two.length - end)];
    return first.length < 2 && second.length < 2
      || (first.length === 2 && second === first[1] + first[0]);
  };
  const holds = (said, wanted) => ` ${said} `.includes(` ${wanted} `);
  const TURNED = /(?:^| )(?:not|no|never|or|and|isnt|wasnt|arent|werent|dont|didnt|doesnt|cant)(?= |$)/;

  const typed = (known, words) => {
    const said = plain(words), wanted = known.accept.map(plain), wrong = known.reject.map(plain);
    if (wanted.includes(said)) return { right: true };
    if (wrong.includes(said)) return { right: false };
    if (known.kind !== "short") return counted(known, words);
    const near = wanted.findIndex((each) => slip(said, each));
    if (near >= 0 && !wrong.some((each) => slip(said, each))) return { right: true, note: `It's spelt “${known.accept[near]}”.` };
    const inside = wanted.some((each) => each.length > 2 && holds(said, each) && (TURNED.test(each) || !TURNED.test(said))
      && said.split(" ").length <= each.split(" ").length + 3);
    if (inside && !wrong.some((each) => holds(said, each))) return { right: true };
    return { right: null };
  };
  const counted = (known, words) => {
    const year = known.kind === "year" && /\d{3,4}/.exec(words), wanted = known.figures;
    const said = year ? Number(year[0]) : figure(words);
    if (wanted.includes(said)) return { right: true };
    if (Number.isNaN(said) || !wanted.length) return { right: null };
    const off = Math.abs(said - wanted[0]);
    const near = known.kind === "year" ? off <= 2 : off <= Math.abs(wanted[0]) / 20;
    return { right: false, near: near && `Nearly: you said ${words.trim()}.` };
  };

  // --- one question ------------------------------------------------------------------------------------------
  const question = (item, changed) => {
    const known = data[item.dataset.item], ask = item.querySelector(".ask"), fold = item.querySelector(".reveal");
    const told = fold.querySelector(".told"), listed = item.querySelector(".options");
    const form = el("form", { className: "try", noValidate: true, autocomplete: "off" });
    const result = el("div", { className: "result", tabIndex: -1, hidden: true });
    const state = { item, most: known.wanted || 1, got: null, reset };
    const pick = (type, value, words) =>
      el("label", { className: "pick" }, el("input", { type, name: `${item.dataset.item}_answer`, value }), words);
    const label = (source) => el("span", {}, ...[...source.childNodes].map((node) => node.cloneNode(true)));
    const group = (...inside) => {
      const made = el("div", {}, ...inside);
      made.setAttribute("role", "group");
      made.setAttribute("aria-labelledby", ask.id);
      return made;
    };

    function settle(verdict, got, good, ...more) {
      state.got = got;
      const line = el("p", { className: "verdict" }, verdict);
      result.replaceChildren(line, ...more, told);
      result.classList.toggle("right", good);
      form.hidden = true;
      result.hidden = false;
      result.focus();
      changed();
    }
    function judge({ right, note, near }) {
      if (right) return settle(note ? `Yes. ${note}` : "Yes.", 1, true);
      if (right === false) return settle(near || "Not this time.", 0, false);
      const same = el("button", { type: "button" }, "Mine says the same: count it");
      same.addEventListener("click", () => settle("Counted.", 1, true));
      return settle("I can't tell from those words. Compare them with this:", 0, false, el("div", { className: "row" }, same));
    }
    function listOut() {
      const points = told.querySelector(".points");
      const boxes = group(...[...points.children].map((point, at) => pick("checkbox", at, label(point))));
      settle(`None of ${state.most} yet.`, 0, false, el("p", {}, "Tick the ones you had."));
      points.hidden = true;
      points.after(boxes);
      boxes.addEventListener("change", () => {
        const had = boxes.querySelectorAll("input:checked").length;
        state.got = Math.min(had, state.most);
        result.firstChild.textContent = had < state.most ? `${had} of ${state.most}.` : `${state.most} of ${state.most}: that's full marks.`;
        result.classList.toggle("right", had >= state.most);
        changed();
      });
    }
    function reset() {
      const points = told.querySelector(".points");
      if (points && points.hidden) {
        points.hidden = false;
        points.nextSibling.remove();
      }
      state.got = null;
      form.reset();
      form.hidden = false;
      result.hidden = true;
    }

    const buttons = el("div", { className: "row" });
    const unknown = el("button", { type: "button" }, "I don't know");
    unknown.addEventListener("click", () => settle("Here it is.", 0, false));
    if (known.kind === "list") {
      const show = el("button", { type: "button" }, "I've said mine: show the list");
      show.addEventListener("click", listOut);
      buttons.append(show);
      form.append(buttons);
    } else {
      const check = el("button", { type: "submit" }, "Check");
      if (known.kind === "choice" || known.kind === "true_false") {
        const names = listed ? [...listed.children].map(label) : ["True", "False"];
        form.append(group(...names.map((name, at) => pick("radio", at, name))), buttons);
      } else {
        const field = el("input", { type: "text", name: "words", inputMode: known.kind === "year" ? "numeric" : "text", spellcheck: false });
        field.setAttribute("aria-labelledby", ask.id);
        field.setAttribute("autocapitalize", "off");
        buttons.append(field);
        form.append(buttons);
      }
      buttons.append(check, unknown);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const field = form.querySelector("input[type=text]"), chosen = form.querySelector("input:checked");
      if (field && field.value.trim()) judge(typed(known, field.value));
      else if (chosen) judge({ right: Number(chosen.value) === known.right });
      else form.querySelector("input").focus();
    });

    if (listed) listed.hidden = true;
    fold.hidden = true;
    fold.after(form, result);
    return state;
  };

  // --- one topic ----------------------------------------------------------------------------------------------
  for (const test of document.querySelectorAll(".test")) {
    const score = el("p", { className: "score" });
    score.setAttribute("role", "status");
    const list = test.querySelector(".questions");
    const states = [...list.children].map((item) => question(item, changed));
    const again = el("button", { type: "button", hidden: true }, "Start again");
    const missed = el("button", { type: "button", hidden: true }, "Again: those I missed");
    const start = (some) => {
      for (const state of some) state.reset();
      changed();
      some[0].item.querySelector("input, button").focus();
    };
    again.addEventListener("click", () => start(states));
    missed.addEventListener("click", () => start(states.filter((state) => state.got !== null && state.got < state.most)));

    function changed() {
      const done = states.filter((state) => state.got !== null);
      const sum = (some, what) => some.reduce((total, state) => total + state[what], 0);
      const left = states.length - done.length;
      score.textContent = !done.length ? `${states.length} question${states.length === 1 ? "" : "s"}.`
        : `${sum(done, "got")} of ${sum(done, "most")} marks. ${left ? `${left} to go.` : "That's all of them."}`;
      again.hidden = !done.length;
      missed.hidden = !done.some((state) => state.got < state.most);
    }
    list.before(score);
    list.after(el("div", { className: "row" }, missed, again));
    changed();
  }

  // --- paper ---------------------------------------------------------------------------------------------------
  const print = (topic, what) => {
    topic.classList.add("chosen");
    document.body.dataset.print = what;
    window.print();
  };
  window.addEventListener("afterprint", () => {
    delete document.body.dataset.print;
    for (const topic of document.querySelectorAll(".chosen")) topic.classList.remove("chosen");
  });
  for (const topic of document.querySelectorAll(".topic")) {
    const name = topic.querySelector("h2").textContent;
    const button = (what, words) => {
      const made = el("button", { type: "button" }, words);
      made.setAttribute("aria-label", `${words}: ${name}`);
      made.addEventListener("click", () => print(topic, what));
      return made;
    };
    topic.querySelector("h2").after(el("div", { className: "row" },
      topic.querySelector(".sheet") && button("sheet", "Print this sheet"),
      topic.querySelector(".test") && button("test", "Print the test")));
  }
})();
