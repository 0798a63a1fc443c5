// What this device keeps for itself: choices, and what could not be sent yet.

export function recall(name, otherwise) {
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
  } catch {
    // A private window keeps nothing: the page goes on without.
  }
}

export function forgetAll() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("owl.")) localStorage.removeItem(name);
    }
  } catch {
    // As above.
  }
}
