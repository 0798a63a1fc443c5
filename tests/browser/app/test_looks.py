"""Who sees, hears or touches otherwise: axe, contrast in every state, sizes, motion, both widths."""

import pytest
import states

WIDTHS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1366, "height": 768}}
LEAST, LARGE = 4.5, 3.0
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
  const light = (rgb) => rgb.map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    const seen = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      seen.push(colour);
      if (colour[3] === 1) break;
    }
    return seen.reverse().reduce((under, colour) => over(colour, under), [255, 255, 255]);
  };
  const faint = (element) => {
    let all = 1;
    for (let at = element; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
    return all;
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judge = (element, text, colour) => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (!text.trim() || style.visibility === "hidden" || box.width < 2 || box.height < 2) return;
    if (element.closest(".hidden, [hidden], script, noscript, .jump:not(:focus)")) return;
    if (!element.checkVisibility()) return;
    const under = ground(element), ink = rgba(colour ?? style.color);
    ink[3] *= faint(element);
    const [a, b] = [light(over(ink, under)), light(under)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const large = size >= 24 || (bold && size >= 18.66);
    found.push({ text: text.trim().slice(0, 40), ratio: (a + 0.05) / (b + 0.05), large });
  };
  for (let node = walk.nextNode(); node; node = walk.nextNode()) judge(node.parentElement, node.data);
  for (const field of document.querySelectorAll("input[placeholder]")) {
    judge(field, field.placeholder, getComputedStyle(field, "::placeholder").color);
  }
  return found;
}"""
TARGETS = """() => [...document.querySelectorAll("button, nav a, input, select, summary, .switch")]
  .filter((each) => each.checkVisibility() && !each.closest(".switch > *"))
  .map((each) => [each.textContent.trim().slice(0, 30) || each.id, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < 44 || box.width < 44))
  .map(([name, box]) => `${name}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
AXE = """() => axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_reads_well(open_app, house, axe, width, scheme):
    app = open_app(states.SCRIPT, viewport=WIDTHS[width], color_scheme=scheme)
    page = app.page
    page.evaluate(axe)
    seen = set()
    for name in states.walk(app, house):
        seen.add(name)
        pale = [
            f"{each['text']!r} {each['ratio']:.2f}"
            for each in page.evaluate(CONTRAST)
            if each["ratio"] < (LARGE if each["large"] else LEAST)
        ]
        assert pale == [], name
        assert page.evaluate(AXE) == [], name
        assert page.evaluate(TARGETS) == [], name
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, name
        page.screenshot()  # nothing is in motion that would keep it from being taken
    assert seen == states.NAMES


def test_whoever_wants_no_motion_has_none(open_app):
    page = open_app(reduced_motion="reduce").page
    moving = """[...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0


def test_large_letters_lose_nothing(open_app):
    app = open_app(viewport={"width": 390, "height": 844})
    app.page.evaluate("document.documentElement.style.fontSize = '200%'")
    for view in ("talk", "today", "guide", "test", "choices"):
        app.go(view)
        app.page.wait_for_timeout(150)
        wide = app.page.evaluate(
            "Math.max(...[...document.querySelectorAll('main > section:not([hidden])')]"
            ".map((each) => each.scrollWidth - each.clientWidth))"
        )
        assert wide <= 1, view


def test_what_is_said_is_announced_and_where_one_is_is_said(app):
    page = app.page
    assert page.get_attribute("#log", "role") == "log"
    assert page.get_attribute("#net", "role") == "status"
    app.go("guide")
    assert page.evaluate("document.activeElement.id") == "guide-title"
    assert page.get_attribute("nav a[data-view=guide]", "aria-current") == "page"
    assert page.locator("nav a[aria-current]").count() == 1


def test_progress_is_a_picture_with_words(app):
    app.go("today")
    picture = app.page.locator("#today svg").first
    picture.wait_for()
    assert "per cent known" in picture.get_attribute("aria-label")
