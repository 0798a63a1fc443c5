// What the page asks of the server.

async function answered(response) {
  let data = null;
  try { data = await response.json(); } catch { /* an error page */ }
  if (!response.ok) throw new Error(data?.error || `The server answered ${response.status}.`);
  return data;
}

async function get(path) {
  return answered(await fetch(path, { headers: { Accept: "application/json" } }));
}

async function post(path, data) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(data) }));
}

const at = (id, rest = "") => `/simulator/conversations/${encodeURIComponent(id)}${rest}`;

export const begin = (setup) => post("/simulator/conversations", setup);
export const look = (id) => get(at(id));
export const step = (id, what) => post(at(id, "/steps"), what);
export const setup = (id, what) => post(at(id, "/setup"), what);
export const exported = (id, form) => at(id, `/${form}`);
export const readFile = (name, text) => post("/simulator/files", { name, text });
export const course = () => get("/simulator/course");
export const learners = () => get("/simulator/learners");
