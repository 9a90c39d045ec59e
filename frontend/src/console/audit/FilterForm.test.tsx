import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createQueryClient } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { administrationTypes, behaviorTypes, type Filter } from "./filter.ts";
import { FilterForm } from "./FilterForm.tsx";

afterEach(cleanup);
beforeEach(() => {
  const none = { totalCount: 0, totalIsExact: true, pageInfo: { hasNextPage: false, endCursor: null }, edges: [] };
  const data = { applications: none, application: { id: "A7", name: "Old Works" }, users: none, apiTokens: none };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ data })));
});

const client = createQueryClient();

function form(filter: Filter, types = behaviorTypes, onChange = vi.fn()) {
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider initial="en">
        <FilterForm filter={filter} span={undefined} types={types} onChange={onChange} />
      </LanguageProvider>
    </QueryClientProvider>
  );
}

test("what nobody touched is applied again as it was: the range to its millisecond, an application of long ago", async () => {
  const filter = { applicationId: "A7", since: "2026-11-24T08:30:41.250Z", until: "2026-11-24T08:30:59.999Z" };
  const onChange = vi.fn();
  render(form(filter, behaviorTypes, onChange));
  await userEvent.selectOptions(screen.getByLabelText("Result"), "Failure");
  await userEvent.click(screen.getByRole("button", { name: "Apply" }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ ...filter, result: "FAILURE" }), undefined);
});

test("both logs are filtered by why something failed", async () => {
  for (const types of [behaviorTypes, administrationTypes]) {
    const onChange = vi.fn();
    render(form({}, types, onChange));
    await userEvent.selectOptions(screen.getByLabelText("Failure reason"), "Mail not sent");
    await userEvent.click(screen.getByRole("button", { name: "Apply" }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ failureReason: "MAIL_UNAVAILABLE" }), undefined);
    cleanup();
  }
});

test("a window that is turned neither opens nor closes the filters, and so moves no row", () => {
  const { rerender } = render(form({}));
  const filters = screen.getByText("Filters").closest("details");
  expect(filters?.open).toBe(true);
  vi.stubGlobal("innerWidth", 390);
  rerender(form({ result: "FAILURE" }));
  expect(filters?.open).toBe(true);
});
