// The browser's recogniser: on this device where it can be, and only once the learner has said yes.

const Recogniser = window.SpeechRecognition ?? window.webkitSpeechRecognition;
const HERE = { langs: ["en-GB"], processLocally: true };
const MOST_HINTS = 100;
const HINT = 2; // how much likelier a course word is made; ten would hear nothing else

let takesHints = true;

export const canHear = Boolean(Recogniser);

const WHO = {
  here: "This device turns your voice into words by itself, and only the words come to the owl.",
  away: "Your browser's maker (such as Google or Apple) hears you while the button is lit and turns it " +
    "into words, and only the words come to the owl.",
};
export const whoHears = (place) => WHO[place];

// "here" where this device recognises by itself, else "away".
export async function place() {
  try {
    const state = await Recogniser.available?.(HERE);
    if (state === "available") return "here";
    if (state === "downloadable" || state === "downloading") return "soon";
  } catch {
    // An older browser: it does not say.
  }
  return "away";
}

// Fetches what this device needs to recognise by itself; whether it has it now.
export async function fetched() {
  try {
    return (await Recogniser.install(HERE)) === true;
  } catch {
    return false;
  }
}

function hinted(recogniser, words) {
  const Phrase = window.SpeechRecognitionPhrase;
  if (!takesHints || !Phrase || !("phrases" in recogniser)) return;
  try {
    recogniser.phrases = words.slice(0, MOST_HINTS).map((word) => new Phrase(word, HINT));
  } catch {
    // It takes none for this language.
  }
}

// told: { partly(words), heard(words), over(why) }; why is "", "silence", "refused" or "other".
export function listen(words, here, told) {
  const recogniser = new Recogniser();
  recogniser.lang = "en-GB";
  recogniser.interimResults = true;
  recogniser.maxAlternatives = 1;
  if (here) recogniser.processLocally = true;
  hinted(recogniser, words);
  let why = "";
  let said = "";
  let done = false;
  recogniser.onresult = ({ results }) => {
    said = [...results].map((each) => each[0].transcript).join(" ").trim();
    if ([...results].every((each) => each.isFinal)) {
      if (!done && said) { done = true; told.heard(said); }
    } else {
      told.partly(said);
    }
  };
  recogniser.onerror = ({ error }) => {
    const refused = error === "not-allowed" || error === "service-not-allowed";
    why = error === "no-speech" || error === "aborted" ? "silence" : refused ? "refused" : "other";
    if (error === "phrases-not-supported") takesHints = false;
  };
  recogniser.onend = () => {
    // What was heard half before it was stopped is what was said.
    if (!done && said && !why) { done = true; told.heard(said); }
    told.over(why);
  };
  recogniser.start();
  return () => recogniser.stop();
}
