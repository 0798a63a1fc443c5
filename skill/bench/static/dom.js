// Elements from data. Text is only ever set as text, so nothing can be injected.

export const byId = (id) => document.getElementById(id);

/** An element: attributes by name, listeners by `on...`, children that are nodes or text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter(Boolean));
}

let fading;
/** A message that goes away by itself. */
export function toast(text) {
  const place = byId("toast");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { place.hidden = true; }, 6000);
}

/** A JSON value as a tree that folds. */
export function tree(value, key = null, depth = 0) {
  const label = key === null ? null : make("span", { class: "key" }, `${key}: `);
  if (value === null || typeof value !== "object") {
    const kind = value === null ? "null" : typeof value;
    return make("div", { class: "leaf" }, label,
      make("span", { class: `value ${kind}` }, JSON.stringify(value)));
  }
  const entries = Array.isArray(value) ? value.map((each, at) => [at, each]) : Object.entries(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!entries.length) return make("div", { class: "leaf" }, label, open + close);
  const fold = make("details", { open: depth < 2 },
    make("summary", {}, label, make("span", { class: "soft" }, `${open} ${entries.length} ${close}`)));
  // Deep parts are built when they are first opened: screens are large.
  let built = false;
  const build = () => {
    if (built || !fold.open) return;
    built = true;
    fold.append(make("div", { class: "branch" },
      entries.map(([name, each]) => tree(each, name, depth + 1))));
  };
  fold.addEventListener("toggle", build);
  build();
  return fold;
}

/** A button that copies. */
export function copier(text) {
  const button = make("button", { type: "button", class: "small" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  return button;
}
