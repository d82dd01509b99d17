"""Hands that have no mouse: everything is reached by Tab, and where one is can always be seen."""

from typing import Any

from tests.browser.person import Person

AT_MOST = 150
"""Presses of Tab from one control to the next that is wanted."""
# Where the focus is: nothing wrong with it, or what. A radio drawn by its label shows it there.
SEEN = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return "the focus is nowhere";
  const drawn = focused.classList.contains("btn-check") ? focused.nextElementSibling : focused;
  const style = getComputedStyle(drawn), box = drawn.getBoundingClientRect();
  const name = `${focused.tagName} ${focused.name || focused.id || focused.textContent.trim()}`;
  const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  if (!ring && style.boxShadow === "none") return `no focus to be seen on ${name}`;
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  if (bottom <= top || right <= left) return `out of sight: ${name}`;
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const near = over && (drawn.contains(over) || over.contains(drawn) || drawn.closest("label"));
  return near ? "" : `hidden behind ${over && over.className}: ${name}`;
}"""
NAMED = """() => [...document.querySelectorAll("main form [name]")]
  .filter((control) => control.type !== "hidden" && control.tabIndex >= 0)
  .map((control) => control.name)"""


class Hands:
    """One person's hands on the keyboard."""

    def __init__(self, person: Person) -> None:
        self.page = person.page

    def press(self, key: str) -> None:
        """Press a key. The focus is somewhere afterwards, and can be seen."""
        self.page.keyboard.press(key)
        self.look()

    def look(self) -> None:
        """See where the focus is."""
        fault = self.page.evaluate(SEEN)
        assert not fault, f"{self.page.url}: {fault}"

    def is_on(self, selector: str) -> bool:
        """Whether the focus is on such an element."""
        return bool(
            self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector)
        )

    def reach(self, selector: str, key: str = "Tab") -> None:
        """Go on by Tab until the focus is there."""
        for _ in range(AT_MOST):
            self.press(key)
            if self.is_on(selector):
                return
        raise AssertionError(f"no way by {key} to {selector} on {self.page.url}")

    def follow(self, selector: str, key: str = "Enter") -> None:
        """Go to a link or button and press it; another page comes."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_load_state()

    def fill(self, values: dict[str, Any]) -> None:
        """Fill in the form from its first field on, in the order of the page."""
        names = dict.fromkeys(self.page.evaluate(NAMED))
        assert values.keys() <= names.keys(), values.keys() - names.keys()
        for name in names:
            if name in values:
                self.reach(f'[name="{name}"]')
                self._say(str(values[name]))

    def _say(self, value: str) -> None:
        if self.is_on("[type=radio]"):
            if not self.is_on(f'[value="{value}"]'):
                for _ in range(AT_MOST):
                    self.press("ArrowDown")
                    if self.is_on(f'[value="{value}"]'):
                        return
            self.press("Space")
        else:
            self.page.keyboard.type(value)
