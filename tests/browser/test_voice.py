"""Speaking to the page and hearing it, with stand-ins for the browser's ears and voice."""

EARS = """
  window.SpeechRecognition = class {
    start() { window.ears = this; }
    stop() { this.onend?.(); }
    hears(words, isFinal) {
      const result = [{ transcript: words }];
      result.isFinal = isFinal;
      this.onresult?.({ results: [result] });
      if (isFinal) this.onend?.();
    }
    fails(error) { this.onerror?.({ error }); this.onend?.(); }
  };
"""
VOICE = """
  window.spoken = []; window.cancelled = 0;
  Object.defineProperty(window, "speechSynthesis", { value: {
    speak(words) {
      window.spoken.push({ text: words.text, rate: words.rate, lang: words.lang });
      if (!window.dumb) setTimeout(() => words.onend?.(), 0);
    },
    cancel() { window.cancelled += 1; },
  } });
"""
NEITHER = """
  delete window.SpeechRecognition;
  Object.defineProperty(window, "webkitSpeechRecognition", { value: undefined });
  Object.defineProperty(window, "speechSynthesis", { value: undefined });
"""


def _listen(bench):
    bench.page.click("#listen")
    assert bench.page.get_attribute("#listen", "aria-pressed") == "true"


def test_what_is_said_is_shown_as_it_comes_and_sent_when_it_is_final(open_bench):
    bench = open_bench(EARS)
    _listen(bench)
    assert bench.page.evaluate("window.ears.lang") == "en-GB"
    bench.page.evaluate("window.ears.hears('what is', false)")
    assert bench.page.input_value("#words") == "what is"
    said = bench.after(lambda: bench.page.evaluate("window.ears.hears('what is oxygen', true)"))
    assert "fires" in said
    assert bench.page.get_attribute("#listen", "aria-pressed") == "false"


def test_a_second_press_stops_listening(open_bench):
    bench = open_bench(EARS)
    _listen(bench)
    bench.page.click("#listen")
    assert bench.page.get_attribute("#listen", "aria-pressed") == "false"


def test_ears_that_fail_say_so_and_silence_is_no_failure(open_bench):
    bench = open_bench(EARS)
    _listen(bench)
    bench.page.evaluate("window.ears.fails('no-speech')")
    assert "could not listen" not in bench.page.inner_text("body")
    _listen(bench)
    bench.page.evaluate("window.ears.fails('not-allowed')")
    bench.page.get_by_text("The browser could not listen: not-allowed.").wait_for()


def test_replies_are_spoken_in_the_locales_voice_when_asked_for(open_bench):
    bench = open_bench(VOICE)
    bench.say("open revision owl")
    assert bench.page.evaluate("window.spoken") == []
    bench.page.check("#aloud")
    said = bench.say("what is oxygen")
    bench.page.wait_for_function("window.spoken.length > 0")
    spoken = bench.page.evaluate("window.spoken")
    assert spoken[0]["lang"] == "en-GB" and spoken[0]["rate"] == 1
    assert said.startswith(spoken[0]["text"][:20])


def test_silence_is_answered_aloud_with_the_reprompt(open_bench):
    bench = open_bench(VOICE)
    bench.page.check("#aloud")
    bench.say("open revision owl")
    bench.page.evaluate("window.spoken.length = 0")
    said = bench.after(lambda: bench.page.keyboard.press("Alt+s"))
    bench.page.wait_for_function("window.spoken.length > 0")
    assert bench.page.evaluate("window.spoken[0].text")[:15] in said


def test_escape_and_the_tick_hush_it(open_bench):
    bench = open_bench("window.dumb = true;" + VOICE)
    bench.page.check("#aloud")
    bench.say("open revision owl")
    bench.page.wait_for_function("window.spoken.length > 0")
    before = bench.page.evaluate("window.cancelled")
    bench.page.keyboard.press("Escape")
    assert bench.page.evaluate("window.cancelled") == before + 1
    bench.page.uncheck("#aloud")
    assert bench.page.evaluate("window.cancelled") == before + 2


def test_a_slower_reply_is_spoken_slower(open_bench):
    bench = open_bench(VOICE)
    bench.page.check("#aloud")
    bench.say("open revision owl")
    bench.say("what is oxygen")
    bench.page.evaluate("window.spoken.length = 0")
    bench.say("slower please")
    bench.page.wait_for_function("window.spoken.some((each) => each.text.includes('living cells'))")
    rates = bench.page.evaluate("window.spoken.map((each) => each.rate)")
    assert 0 < min(rates) < 1


def test_pauses_are_kept_between_the_words(open_bench):
    bench = open_bench(VOICE)
    waited = bench.page.evaluate("""async () => {
      const { speak } = await import("/simulator/static/voice.js");
      const order = [], later = window.setTimeout;
      window.setTimeout = (go, wait) => { if (wait) order.push(wait); return later(go, 0); };
      const say = window.speechSynthesis.speak;
      window.speechSynthesis.speak = (words) => { order.push(words.text); say(words); };
      await speak('<speak>One <break time="400ms"/> two</speak>', "en-GB");
      return order;
    }""")
    assert waited == ["One", 400, "two"]


def test_a_browser_with_neither_says_so(open_bench):
    bench = open_bench(NEITHER)
    assert bench.page.is_disabled("#listen") and bench.page.is_disabled("#aloud")
    assert "cannot recognise" in bench.page.get_attribute("#listen", "title")
    assert "fires" in bench.say("what is oxygen")
