import { beforeEach, expect, test } from "vitest";
import { type Brand, wear } from "./brand.ts";

const red = { colour: "#c1272d", label: "#ffffff" };
const pink = { colour: "#f2777c", label: "#000000" };
const plain: Brand = { name: "Acme", logoUrl: null, accentLight: null, accentDark: null, supportUrl: null, defaultLanguage: null };

beforeEach(() => {
  document.head.innerHTML = "<style>:root { --accent: green }</style>";
});

const rules = (): string[] => [...(document.styleSheets[0]?.cssRules ?? [])].slice(1).map((rule) => rule.cssText.replace(/\s+/g, ""));

test("an application's accent follows the page's own rules, each mode with its colour", () => {
  wear({ ...plain, accentLight: red, accentDark: pink });
  const [light, dark, ...more] = rules();
  expect(light).toMatch(/^@mediaall\{.*--accent:#c1272d;.*--on-accent:#ffffff/);
  expect(dark).toMatch(/^@media\(prefers-color-scheme:dark\)\{.*--accent:#f2777c;.*--on-accent:#000000/);
  expect(more).toEqual([]);
});

test("an application without an accent leaves the page as it is", () => {
  wear(plain);
  expect(rules()).toEqual([]);
});
