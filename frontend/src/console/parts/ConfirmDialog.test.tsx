import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "../../shared/client.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { ConfirmDialog } from "./ConfirmDialog.tsx";

afterEach(cleanup);

function open(onConfirm: () => Promise<string | undefined>) {
  const onClose = vi.fn();
  render(
    <LanguageProvider initial="en">
      <ConfirmDialog title="Turn off OTP?" confirm="Turn off" onClose={onClose} onConfirm={onConfirm}>
        <p>128 users have bound OTP.</p>
      </ConfirmDialog>
    </LanguageProvider>,
  );
  return onClose;
}

test("focus starts on Cancel, so that a hasty Enter destroys nothing", async () => {
  const onConfirm = vi.fn(() => Promise.resolve(undefined));
  open(onConfirm);
  const cancel = screen.getByRole("button", { name: "Cancel" });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
  expect(screen.getByRole("alertdialog").getAttribute("aria-labelledby")).toBe(screen.getByText("Turn off OTP?").id);
  await userEvent.keyboard("{Enter}");
  expect(onConfirm).not.toHaveBeenCalled();
});

test("Escape cancels", async () => {
  const onClose = open(() => Promise.resolve(undefined));
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("confirming twice while the first is under way sends once, and closes when it is done", async () => {
  let finish = (): void => undefined;
  const onConfirm = vi.fn(() => new Promise<undefined>((resolve) => (finish = () => resolve(undefined))));
  const onClose = open(onConfirm);
  await userEvent.click(screen.getByRole("button", { name: "Turn off" }));
  await userEvent.click(screen.getByRole("button", { name: "Working…" }));
  expect(onConfirm).toHaveBeenCalledTimes(1);
  expect(onClose).not.toHaveBeenCalled();
  finish();
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
});

test("a refusal is shown and keeps the dialog open", async () => {
  const onClose = open(() => Promise.resolve("It no longer exists."));
  await userEvent.click(screen.getByRole("button", { name: "Turn off" }));
  expect((await screen.findByRole("alert")).textContent).toBe("It no longer exists.");
  expect(onClose).not.toHaveBeenCalled();
});

test("a missing answer is told as such", async () => {
  open(() => Promise.reject(new ApiError("NETWORK", "no answer")));
  await userEvent.click(screen.getByRole("button", { name: "Turn off" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "Can’t reach the server. Check your connection and try again.",
  );
});
