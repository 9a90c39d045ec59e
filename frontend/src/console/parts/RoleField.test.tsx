import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ComponentProps } from "react";
import { afterEach, expect, test } from "vitest";
import { LanguageProvider } from "../texts/context.tsx";
import { readRole, RoleField } from "./RoleField.tsx";

afterEach(cleanup);

function show(options: ComponentProps<typeof RoleField>) {
  const { container } = render(
    <LanguageProvider initial="en">
      <form>
        <RoleField {...options} />
      </form>
    </LanguageProvider>,
  );
  const form = container.querySelector("form");
  const select = screen.getByRole<HTMLSelectElement>("combobox");
  return { select, chosen: () => (form ? readRole(new FormData(form)) : undefined) };
}

const words = (select: HTMLSelectElement) => [...select.options].map((each) => each.text);

test("where a role is needed, the least one is chosen until another is", async () => {
  const { select, chosen } = show({});
  expect(words(select)).toEqual(["Auditor", "Help desk", "Administrator"]);
  expect(chosen()).toBe("AUDITOR");
  await userEvent.selectOptions(select, "ADMIN");
  expect(chosen()).toBe("ADMIN");
});

test("where none is a choice, it is chosen until a role is", async () => {
  const { select, chosen } = show({ isOptional: true });
  expect(words(select)).toEqual(["None", "Auditor", "Help desk", "Administrator"]);
  expect(chosen()).toBeNull();
  await userEvent.selectOptions(select, "HELPDESK");
  expect(chosen()).toBe("HELPDESK");
});

test("the hint says what the chosen role may do", async () => {
  const { select } = show({ current: "ADMIN", isOptional: true, label: "Role" });
  expect(screen.getByRole("combobox", { name: "Role", description: "Everything." })).toBe(select);
  await userEvent.selectOptions(select, "");
  expect(screen.getByRole("combobox", { description: "No access to the console." })).toBe(select);
});
