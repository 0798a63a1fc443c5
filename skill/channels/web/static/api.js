// What the page asks its own server for, and nobody else.

// The net is away, or the server is: what was to be sent is worth sending later.
export class Away extends Error {}

// The server would rather not; `say` is for the learner.
export class Declined extends Error {
  constructor(status, say) {
    super(say);
    this.status = status;
    this.say = say;
  }
}

// Whether the last request found the net. A browser knows only of some net, not that it leads anywhere.
export const net = Object.assign(new EventTarget(), { away: false });

function found(path, away) {
  if (path.startsWith("/api/guide") || net.away === away) return; // a guide may come from this device
  net.away = away;
  net.dispatchEvent(new Event("change"));
}

async function asked(path, about) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-cache", ...about });
  } catch {
    found(path, true);
    throw new Away();
  }
  found(path, false);
  const data = await response.json().catch(() => ({}));
  if (response.ok) return data;
  if (response.status >= 500) throw new Away();
  throw new Declined(response.status, data.say ?? "That didn't work. Try it once more?");
}

export const get = (path) => asked(path);

export const post = (path, data) => asked(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data),
});
