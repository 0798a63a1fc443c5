// The browser's own ears and voice, where it has them.

const RATES = { "x-slow": 0.5, slow: 0.75, medium: 1, fast: 1.25, "x-fast": 1.6 };

/** SSML as what a synthesiser can do: words with a rate, and pauses between them. */
export function segments(ssml) {
  const read = new DOMParser().parseFromString(ssml, "application/xml");
  const found = [];
  if (read.querySelector("parsererror")) return found;
  const say = (text, rate) => {
    if (!text.trim()) return;
    const last = found.at(-1);
    if (last && "text" in last && last.rate === rate) last.text += text;
    else found.push({ text, rate });
  };
  const walk = (node, rate) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) say(child.data, rate);
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      if (child.tagName === "break") found.push({ pause: milliseconds(child.getAttribute("time")) });
      else if (child.tagName === "sub") say(child.getAttribute("alias") || "", rate);
      else walk(child, child.tagName === "prosody" ? rated(child.getAttribute("rate"), rate) : rate);
    }
  };
  walk(read.documentElement, 1);
  return found;
}

function milliseconds(time) {
  const match = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(time || "");
  return match ? Number(match[1]) * (match[2] === "s" ? 1000 : 1) : 500;
}

function rated(rate, now) {
  if (!rate) return now;
  return rate.endsWith("%") ? now * Number.parseFloat(rate) / 100 : RATES[rate] ?? now;
}

let speaking = 0;

export function hush() {
  speaking += 1;
  window.speechSynthesis?.cancel();
}

/** Speak a reply with its pauses and its pace. Resolves when it is over or was cut short. */
export async function speak(ssml, locale) {
  if (!window.speechSynthesis || !ssml) return;
  hush();
  const mine = speaking;
  for (const part of segments(ssml)) {
    if (mine !== speaking) return;
    if ("pause" in part) await new Promise((done) => { setTimeout(done, part.pause); });
    else await uttered(part, locale);
  }
}

function uttered(part, locale) {
  return new Promise((done) => {
    const words = new SpeechSynthesisUtterance(part.text.trim());
    words.lang = locale;
    words.rate = part.rate;
    words.onend = done;
    words.onerror = done;
    window.speechSynthesis.speak(words);
  });
}

const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
export const canListen = Boolean(Recognition);
export const canSpeak = Boolean(window.speechSynthesis);

/** Listen once. `heard(words, final)` may come several times; `over(error)` comes once. */
export function listen(locale, heard, over) {
  hush();
  const ears = new Recognition();
  ears.lang = locale;
  ears.interimResults = true;
  let fault = "";
  ears.onresult = (event) => {
    const result = event.results[event.results.length - 1];
    heard(result[0].transcript, result.isFinal);
  };
  ears.onerror = (event) => { fault = event.error; };
  ears.onend = () => over(fault);
  ears.start();
  return () => ears.stop();
}
