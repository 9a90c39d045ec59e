import { afterEach, beforeEach, expect, test } from "vitest";
import { areShortcutsOn, isPlainPress, readPress, rememberShortcuts, type Press } from "./shortcuts.ts";

beforeEach(() => localStorage.clear());
afterEach(() => {
  document.body.innerHTML = "";
});

const press = (key: string, at: number): Press => ({ key, at });

test("g and a letter within a moment name a page, in either case", () => {
  expect(readPress(press("g", 0), press("a", 400))).toBe("g a");
  expect(readPress(press("G", 0), press("U", 400))).toBe("g u");
  expect(readPress(press("g", 0), press("l", 1_500))).toBe("g l");
});

test("a letter that comes late, or after another one, names nothing", () => {
  expect(readPress(press("g", 0), press("a", 1_501))).toBeNull();
  expect(readPress(press("x", 0), press("a", 10))).toBeNull();
  expect(readPress(null, press("a", 10))).toBeNull();
  expect(readPress(null, press("g", 10))).toBeNull();
});

test("the question mark needs nothing before it, whatever came", () => {
  expect(readPress(null, press("?", 0))).toBe("?");
  expect(readPress(press("g", 0), press("?", 10))).toBe("?");
});

function heard(target: Element, init: KeyboardEventInit): boolean {
  let plain = false;
  const listen = (event: Event) => (plain = isPlainPress(event as KeyboardEvent));
  window.addEventListener("keydown", listen, { once: true });
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));
  return plain;
}

test("a press is plain without modifiers, repetition or an input method", () => {
  expect(heard(document.body, { key: "g" })).toBe(true);
  expect(heard(document.body, { key: "?", shiftKey: true })).toBe(true);
  for (const init of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }, { repeat: true }, { isComposing: true }]) {
    expect(heard(document.body, { key: "g", ...init })).toBe(false);
  }
});

test.each(["<input>", "<textarea></textarea>", "<select></select>", '<p contenteditable="true">x</p>'])(
  "a press in %s is text",
  (markup) => {
    document.body.innerHTML = markup;
    expect(heard(document.body.firstElementChild ?? document.body, { key: "g" })).toBe(false);
  },
);

test.each(["dialog", "alertdialog"])("a press while a %s is open is not the page's", (role) => {
  document.body.innerHTML = `<div role="${role}"></div>`;
  expect(heard(document.body, { key: "g" })).toBe(false);
});

test("turning them off is remembered, turning them on again forgets it", () => {
  expect(areShortcutsOn()).toBe(true);
  rememberShortcuts(false);
  expect(areShortcutsOn()).toBe(false);
  expect(localStorage.getItem("ostiary.console.shortcuts")).toBe("off");
  rememberShortcuts(true);
  expect(areShortcutsOn()).toBe(true);
  expect(localStorage).toHaveLength(0);
});
