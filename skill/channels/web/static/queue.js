// Words on their way to the owl: sent one after the other, in order, and never lost. What cannot be
// sent waits here, over a reload too, until the net is back.

import { Away, Declined, post } from "./api.js";
import { keep, recall } from "./kept.js";

const WAIT = 15_000; // milliseconds until another try, where nothing says that the net is back
const ENOUGH = 429;

export class Queue {
  // told: { sending(message), heard(message, reply), waiting(message, why), declined(message, say) }
  constructor(told) {
    this.told = told;
    this.waiting = recall("queue", []);
    this.busy = false;
    window.addEventListener("online", () => this.send());
  }

  add(message) {
    const named = { ...message, once: crypto.randomUUID?.() ?? `m${Date.now()}-${Math.random()}`.replace(".", "") };
    this.waiting.push(named);
    this.store();
    this.send();
    return named;
  }

  // Before what waits already: the greeting of a page that was opened anew.
  first(message) {
    this.waiting.unshift({ ...message, once: "" });
    this.send();
  }

  store() {
    keep("queue", this.waiting.filter((each) => each.act !== "launch"));
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.later);
    while (this.waiting.length) {
      const message = this.waiting[0];
      this.told.sending(message);
      try {
        const reply = await this.taken(message);
        this.done(message);
        this.told.heard(message, reply);
      } catch (fault) {
        if (this.stays(message, fault)) break;
      }
    }
    this.busy = false;
  }

  // A message that was taken before its reply got lost is not taken twice: the owl says it again.
  async taken({ act, text = "", touched = "", typed = false, once }) {
    const reply = await post("/api/turn", { act, text, touched, typed, once });
    return reply.repeated ? post("/api/turn", { act: "repeat" }) : reply;
  }

  // Whether the message waits for another try.
  stays(message, fault) {
    if (fault instanceof Away || fault.status === ENOUGH) {
      this.told.waiting(message, fault instanceof Declined ? fault.say : "");
      this.later = setTimeout(() => this.send(), WAIT);
      return true;
    }
    this.done(message);
    this.told.declined(message, fault.say ?? "That didn't work. Try it once more?");
    return false;
  }

  done(message) {
    this.waiting = this.waiting.filter((each) => each !== message);
    this.store();
  }
}
