import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Switch } from "./Switch.tsx";

afterEach(cleanup);

function show(options: { readOnly?: boolean; busy?: boolean }) {
  const onChange = vi.fn();
  render(
    <>
      <h3 id="title">OTP</h3>
      <Switch checked labelledBy="title" onChange={onChange} {...options} />
    </>,
  );
  return onChange;
}

test("a switch bears its title and asks for the other state", async () => {
  const onChange = show({});
  const element = screen.getByRole("switch", { name: "OTP" });
  expect(element.getAttribute("aria-checked")).toBe("true");
  await userEvent.click(element);
  expect(onChange).toHaveBeenCalledExactlyOnceWith(false);
});

test("a read-only switch can be reached and read, and changes nothing", async () => {
  const onChange = show({ readOnly: true });
  await userEvent.tab();
  const element = screen.getByRole("switch", { name: "OTP" });
  expect(document.activeElement).toBe(element);
  expect(element.getAttribute("aria-disabled")).toBe("true");
  await userEvent.keyboard(" ");
  expect(onChange).not.toHaveBeenCalled();
});

test("a switch whose last change is under way takes no other", async () => {
  const onChange = show({ busy: true });
  await userEvent.click(screen.getByRole("switch"));
  expect(onChange).not.toHaveBeenCalled();
});
