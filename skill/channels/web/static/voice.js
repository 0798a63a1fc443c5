// The owl's voice: one that this device has by itself, so that no words leave for it.

const talks = window.speechSynthesis;
let turn = 0;

export const canSpeak = Boolean(talks && window.SpeechSynthesisUtterance);

function chosen() {
  const voices = talks.getVoices?.() ?? [];
  const local = voices.filter((each) => each.localService && each.lang?.startsWith("en"));
  const best = local.find((each) => each.lang.replace("_", "-") === "en-GB") ?? local[0];
  return { voice: best, silent: voices.length > 0 && !best };
}

export function hush() {
  turn += 1;
  talks?.cancel();
}

// parts: { say, as } and { pause } in milliseconds, as the owl says them.
export async function speak(parts, rate = 1) {
  if (!canSpeak) return;
  hush();
  const mine = turn;
  const { voice, silent } = chosen();
  if (silent) return;
  for (const part of joined(parts)) {
    if (mine !== turn) return;
    await (part.pause ? waited(part.pause) : spoken(part.say, rate, voice));
  }
}

// Words between two pauses are one utterance: a voice that stops at every name is tiring.
function joined(parts) {
  const made = [];
  for (const part of parts) {
    const last = made[made.length - 1];
    const words = part.as ?? part.say;
    if (part.pause) made.push(part);
    else if (last?.say) last.say += `${/^[\s,.;:?!']/.test(words) || /\s$/.test(last.say) ? "" : " "}${words}`;
    else made.push({ say: words });
  }
  return made.filter((each) => each.pause || each.say.trim());
}

const waited = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function spoken(words, rate, voice) {
  return new Promise((done) => {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = "en-GB";
    said.rate = rate;
    if (voice) said.voice = voice;
    said.onend = said.onerror = done;
    talks.speak(said);
  });
}
