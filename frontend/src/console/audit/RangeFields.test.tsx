import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { LanguageProvider } from "../texts/context.tsx";
import { toLocalInput } from "./filter.ts";
import { RangeFields, readRange } from "./RangeFields.tsx";

afterEach(cleanup);

const narrowed = { since: "2026-11-24T08:30:41.250Z", until: "2026-11-24T08:30:59.999Z" };

function show(filter: { since?: string; until?: string }, span?: "hour") {
  const { container } = render(
    <LanguageProvider initial="en">
      <form>
        <RangeFields filter={filter} span={span} />
      </form>
    </LanguageProvider>,
  );
  const form = container.querySelector("form") ?? undefined;
  return () => readRange(new FormData(form), filter);
}

test("what the chart narrowed to is sent again to its last millisecond", () => {
  const read = show(narrowed);
  expect(screen.getByLabelText<HTMLInputElement>("From").value).toBe(toLocalInput(narrowed.since));
  expect(read()).toEqual({ ...narrowed, span: undefined });
});

test("choosing a span empties both instants", async () => {
  const read = show(narrowed);
  await userEvent.selectOptions(screen.getByLabelText("Time"), "Last hour");
  expect([screen.getByLabelText<HTMLInputElement>("From").value, screen.getByLabelText<HTMLInputElement>("Before").value]).toEqual(["", ""]);
  expect(read()).toEqual({ since: undefined, until: undefined, span: "hour" });
});

test("an instant of one's own takes the span back, and leaves the other end as it was", () => {
  const read = show({ until: narrowed.until }, "hour");
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-11-24T08:00" } });
  expect(screen.getByLabelText<HTMLSelectElement>("Time").selectedOptions[0]?.text).toBe("Custom range");
  expect(read()).toEqual({ since: new Date("2026-11-24T08:00").toISOString(), until: narrowed.until, span: undefined });
});
