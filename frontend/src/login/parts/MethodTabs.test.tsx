import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { openDoor } from "../door.ts";
import { Visit } from "../visit.ts";
import { en } from "../texts/en.ts";
import { MethodTabs, tabAfter } from "./MethodTabs.tsx";

afterEach(cleanup);

test.each([
  ["ArrowRight", 0, 1],
  ["ArrowRight", 1, 0],
  ["ArrowLeft", 0, 1],
  ["Home", 1, 0],
  ["End", 0, 1],
  ["Tab", 0, null],
])("%s on tab %i leads to %s", (key, index, next) => {
  expect(tabAfter(key, index, 2)).toBe(next);
});

test("an arrow key chooses the tab and takes the focus along", () => {
  openDoor({ texts: en, locale: "en", visit: new Visit("acme", vi.fn()) });
  const onChosen = vi.fn();
  render(<MethodTabs kinds={["OTP", "EMAIL"]} chosen="OTP" onChosen={onChosen} />);
  fireEvent.keyDown(screen.getByRole("tab", { name: "OTP" }), { key: "ArrowRight" });
  expect(onChosen).toHaveBeenCalledWith({ kind: "EMAIL", isByKey: true });
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Email" }));
});
