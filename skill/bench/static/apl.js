// Draws the APL documents that our responses carry: Container, Text, Frame, Sequence and
// TouchWrapper, with the properties we use. Anything else is shown as a fault, never guessed.

import { bound } from "./expression.js";
import { make } from "./dom.js";

const SIDES = ["Left", "Right", "Top", "Bottom"];
const FLEX = { start: "flex-start", end: "flex-end" };

class Scope {
  constructor(names, resources) {
    this.names = names;
    this.resources = resources;
  }

  with(names) {
    return new Scope({ ...this.names, ...names }, this.resources);
  }

  resource(name) {
    return this.resources.has(name) ? bound(this.resources.get(name), this) : `@${name}`;
  }
}

/**
 * The drawn screen.
 * @param directive Alexa.Presentation.APL.RenderDocument
 * @param size { width, height, shape }, in dp
 * @param touched called with a SendEvent's arguments
 */
export function draw(directive, size, touched) {
  const { document: source, datasources } = directive;
  const viewport = { width: size.width, height: size.height, shape: size.shape };
  const resources = new Map();
  const scope = new Scope({ viewport }, resources);
  for (const block of source.resources || []) {
    if (block.when !== undefined && !bound(block.when, scope)) continue;
    for (const kind of ["colors", "dimensions", "strings"]) {
      for (const [name, value] of Object.entries(block[kind] || {})) resources.set(name, value);
    }
  }
  const [payload] = source.mainTemplate.parameters || [];
  const inner = scope.with(payload ? { [payload]: datasources } : {});
  const page = make("div", { class: "apl" });
  page.style.width = `${size.width}px`;
  page.style.height = `${size.height}px`;
  const drawing = { size, touched, mounted: [] };
  page.append(...components(source.mainTemplate.items || source.mainTemplate.item, inner, drawing, true));
  return { page, mount: () => drawing.mounted.forEach((run) => run()) };
}

/** Several components; of a data-bound item's alternatives only the first that applies. */
function components(list, scope, drawing, first = false) {
  const drawn = [];
  for (const part of [list].flat().filter(Boolean)) {
    if (part.when !== undefined && !bound(part.when, scope)) continue;
    drawn.push(component(part, scope, drawing));
    if (first) break;
  }
  return drawn;
}

function component(part, scope, drawing) {
  const build = BUILD[part.type];
  if (!build) return make("p", { class: "apl-fault" }, `The bench cannot draw ${part.type}.`);
  const element = build(part, scope, drawing);
  box(element, part, scope, drawing.size);
  for (const command of [part.onMount || []].flat()) mount(command, element, scope, drawing);
  return element;
}

function box(element, part, scope, size) {
  const { style } = element;
  const read = (name) => bound(part[name], scope);
  for (const name of ["width", "height"]) {
    if (part[name] !== undefined) style[name] = dimension(read(name), size);
  }
  for (const side of SIDES) {
    const value = part[`padding${side}`];
    if (value !== undefined) style[`padding${side}`] = dimension(read(`padding${side}`), size);
  }
  if (part.borderRadius !== undefined) style.borderRadius = dimension(read("borderRadius"), size);
  if (part.backgroundColor !== undefined) style.backgroundColor = read("backgroundColor");
  if (part.alignSelf !== undefined) style.alignSelf = FLEX[read("alignSelf")] || read("alignSelf");
  style.flexGrow = read("grow") ?? 0;
  style.flexShrink = read("shrink") ?? 0;
}

function dimension(value, size) {
  if (typeof value === "number") return `${value}px`;
  const match = /^(-?\d+(?:\.\d+)?)(dp|px|vw|vh|%)?$/.exec(String(value));
  if (!match) return "auto";
  const number = Number(match[1]);
  if (match[2] === "%") return `${number}%`;
  if (match[2] === "vw") return `${number * size.width / 100}px`;
  if (match[2] === "vh") return `${number * size.height / 100}px`;
  return `${number}px`;
}

const BUILD = {
  Container(part, scope, drawing) {
    const element = make("div", { class: "apl-container" });
    const direction = bound(part.direction, scope) || "column";
    element.style.flexDirection = direction;
    const items = bound(part.alignItems, scope);
    const justify = bound(part.justifyContent, scope);
    if (items) element.style.alignItems = FLEX[items] || items;
    if (justify) element.style.justifyContent = FLEX[justify] || justify;
    element.append(...components(part.items || part.item, scope, drawing));
    return element;
  },

  Frame(part, scope, drawing) {
    return make("div", { class: "apl-frame" }, components(part.item || part.items, scope, drawing, true));
  },

  Text(part, scope) {
    const element = make("div", { class: "apl-text" });
    element.textContent = plain(String(bound(part.text, scope) ?? ""));
    element.style.fontSize = `${bound(part.fontSize, scope) ?? 40}px`;
    element.style.color = bound(part.color, scope) ?? "#fafafa";
    element.style.fontWeight = bound(part.fontWeight, scope) ?? "normal";
    element.style.textAlign = bound(part.textAlign, scope) ?? "left";
    return element;
  },

  Sequence(part, scope, drawing) {
    const element = make("div", { class: "apl-sequence", tabindex: 0, role: "group", "aria-label": "The screen" });
    const data = bound(part.data, scope) || [];
    element.append(
      ...components(part.firstItem, scope, drawing, true),
      ...data.flatMap((each, index) => components(
        part.items || part.item, scope.with({ data: each, index, length: data.length }), drawing, true)),
      ...components(part.lastItem, scope, drawing, true));
    return element;
  },

  TouchWrapper(part, scope, drawing) {
    const inner = components(part.item || part.items, scope, drawing, true);
    if (bound(part.disabled, scope)) return make("div", { class: "apl-touch" }, inner);
    const press = () => {
      for (const command of [part.onPress || []].flat()) {
        if (command.type === "SendEvent") {
          drawing.touched((command.arguments || []).map((each) => bound(each, scope)));
        }
      }
    };
    return make("button", { type: "button", class: "apl-touch", onclick: press }, inner);
  },
};

function mount(command, element, scope, drawing) {
  if (command.type !== "ScrollToIndex") return;
  const index = Number(bound(command.index, scope));
  drawing.mounted.push(() => {
    const child = element.children[index];
    if (!child) return;
    // Positions are read unscaled: the screen may be drawn smaller than it is.
    const end = child.offsetTop + child.offsetHeight;
    if (end > element.scrollTop + element.clientHeight) {
      element.scrollTop = Math.min(child.offsetTop, end - element.clientHeight + 12);
    } else if (index > 0 && child.offsetTop < element.scrollTop) {
      element.scrollTop = child.offsetTop;
    }
  });
}

/** A Text's markup as plain text: line breaks kept, entities read, other tags dropped. */
function plain(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: "\u00a0" };
  return text.replace(/<br\s*\/?>/gi, "\n").replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) =>
      code ? String.fromCodePoint(Number(code)) : named[name] ?? whole);
}
