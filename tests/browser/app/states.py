"""Every state that the app can be seen in, one after the other."""

SCRIPT = """
  window.SpeechRecognition = class {
    static available() { return Promise.resolve("unavailable"); }
    start() { window.ears = this; }
    stop() { this.onend?.(); }
  };
"""
NAMES = {
    "welcome", "thinking", "choice", "true or false", "list, empty", "list, half", "list, full",
    "summary", "asking about the microphone", "listening", "offline, words kept", "today",
    "today with a plan", "guide", "guide, open", "test", "test, question", "test, marked", "choices",
    "read aloud",
}  # fmt: skip


def walk(app, house):
    """Goes through them all; yields the name of each."""
    yield "welcome"
    yield from _thinking(app, house)
    yield from _quiz(app)
    yield from _talking(app)
    yield from _offline(app)
    yield from _parts(app)


def _thinking(app, house):
    house.hold.clear()
    app.page.fill("#words", "quiz me")
    app.page.press("#words", "Enter")
    app.page.locator("#log .thinking").wait_for()
    yield "thinking"
    app.after(house.hold.set)


def _quiz(app):
    shown = {"Which gas r": "choice", "Neon burns.": "true or false", "Name two no": "list, empty"}
    while app.prompt():
        if name := shown.get(app.prompt()[:11]):
            yield name
        if name == "list, empty":
            app.say("neon")
            yield "list, half"
            app.say("argon")
            yield "list, full"
        else:
            app.say(app.answers()[0])
    yield "summary"


def _talking(app):
    page = app.page
    page.click("#mic")
    yield "asking about the microphone"
    page.click("#mic-yes")
    page.click("#mic")
    yield "listening"
    page.click("#mic")
    if page.get_attribute("#aloud", "aria-pressed") != "true":
        page.click("#aloud")
    yield "read aloud"


def _offline(app):
    page = app.page
    page.context.set_offline(True)
    page.fill("#words", "what is neon")
    page.press("#words", "Enter")
    page.get_by_text("Kept.").wait_for()
    app.until("!document.getElementById('net').hidden")
    yield "offline, words kept"
    app.after(lambda: page.context.set_offline(False))


def _parts(app):
    page = app.page
    app.go("today")
    page.locator("#today svg").first.wait_for()
    yield "today"
    page.fill(
        "#exam-day", page.evaluate("new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)")
    )
    app.after(lambda: page.click("text=Make a plan"))
    app.go("today")
    page.get_by_text("Change the day").wait_for()
    yield "today with a plan"
    app.go("guide")
    page.locator("#guide summary").first.wait_for()
    yield "guide"
    page.locator("#guide summary").first.click()
    yield "guide, open"
    app.go("test")
    page.locator("#test button.main").wait_for()
    yield "test"
    page.click("#test button.main")
    yield "test, question"
    for _ in range(5):
        page.click("text=I don't know")
    page.get_by_text("Your last answers").wait_for()
    yield "test, marked"
    app.go("choices")
    page.get_by_text("Forget me").wait_for()
    yield "choices"
