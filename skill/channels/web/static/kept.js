// What this device keeps for itself: choices, and what could not be sent yet. Where the browser keeps
// nothing (a private window, no room left) it is held for as long as the page is open.

const held = new Map();

export function recall(name, otherwise) {
  if (held.has(name)) return held.get(name);
  try {
    const found = localStorage.getItem(`owl.${name}`);
    return found === null ? otherwise : JSON.parse(found);
  } catch {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`owl.${name}`, JSON.stringify(value));
    held.delete(name);
  } catch {
    held.set(name, value);
  }
}

export function forgetAll() {
  held.clear();
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("owl.")) localStorage.removeItem(name);
    }
  } catch {
    // There is nothing to take away.
  }
}
