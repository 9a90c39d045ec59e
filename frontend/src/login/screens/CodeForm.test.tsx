import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDoor } from "../door.ts";
import { Visit } from "../visit.ts";
import { en } from "../texts/en.ts";
import { CodeForm } from "./CodeForm.tsx";

const challenge = {
  token: "t",
  attemptsRemaining: 6,
  expiresIn: 600,
  methods: [{ kind: "OTP" as const, bound: true, maskedEmail: null }],
  emailCode: null,
};
const wrong = { __typename: "InvalidCode", attemptsRemaining: 5, reason: "WRONG", wrongCodes: ["CODE"], clockOffsetMinutes: null };
const fetch = vi.fn<(path: string, init: { body: string }) => Promise<Response>>();

const sentCodes = (): string[] =>
  fetch.mock.calls.map(([, init]) => (JSON.parse(init.body) as { variables: { input: { code: string } } }).variables.input.code);

function show(): HTMLInputElement {
  openDoor({ texts: en, locale: "en", visit: new Visit("acme", vi.fn()) });
  render(<CodeForm kind="OTP" challenge={challenge} takesFocus />);
  return screen.getByLabelText("6-digit code");
}

const enter = (field: HTMLInputElement, text: string): boolean => fireEvent.input(field, { target: { value: text } });

afterEach(cleanup);
beforeEach(() => {
  fetch.mockReset();
  fetch.mockImplementation(() => Promise.resolve(Response.json({ data: { verifyFactor: wrong } })));
  vi.stubGlobal("fetch", fetch);
});

test("the first complete code is sent by itself", async () => {
  const field = show();
  enter(field, "Your code is 123 456!");
  await waitFor(() => {
    expect(sentCodes()).toEqual(["123456"]);
  });
});

test("after an error a complete code waits for Confirm", async () => {
  const field = show();
  enter(field, "123456");
  await screen.findByText("That code didn’t work.");
  enter(field, "654321");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sentCodes()).toEqual(["123456"]);
  fireEvent.click(screen.getByRole("button", { name: "Confirm" }));
  await waitFor(() => {
    expect(sentCodes()).toEqual(["123456", "654321"]);
  });
});

test("a wrong code is marked, named and selected, not erased", async () => {
  const field = show();
  enter(field, "123456");
  await screen.findByText("That code didn’t work.");
  await waitFor(() => {
    expect(document.activeElement).toBe(field);
  });
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(["123456", 0, 6]);
});

test("an incomplete code is not sent and costs nothing", () => {
  const field = show();
  enter(field, "123");
  fireEvent.click(screen.getByRole("button", { name: "Confirm" }));
  expect(fetch).not.toHaveBeenCalled();
});

test("a double click sends one code", async () => {
  const field = show();
  enter(field, "123456");
  const confirm = screen.getByRole("button", { name: /Confirm|Checking/ });
  fireEvent.click(confirm);
  fireEvent.click(confirm);
  await screen.findByText("That code didn’t work.");
  expect(sentCodes()).toEqual(["123456"]);
});

test("a broken network keeps the code and says so", async () => {
  fetch.mockRejectedValue(new TypeError("offline"));
  const field = show();
  enter(field, "123456");
  await screen.findByText("Can’t reach the server. Your entries are kept. Try again.");
  expect(field.value).toBe("123456");
});
