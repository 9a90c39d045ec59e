import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { DataTable, type Column, type Disclosure } from "./DataTable.tsx";

afterEach(cleanup);

const columns: Column<string>[] = [{ key: "name", header: "Name", cell: (row) => row }];
const disclosure: Disclosure<string> = { header: "Details", label: (row) => `Details of ${row}`, content: (row) => `more of ${row}` };

test("a row is opened and closed by keyboard, and its button says whether it is", async () => {
  render(<DataTable caption="Names" columns={columns} rows={["ada", "bob"]} rowKey={(row) => row} disclosure={disclosure} />);
  const opener = screen.getByRole("button", { name: "Details of bob" });
  expect(opener.getAttribute("aria-expanded")).toBe("false");
  await userEvent.tab();
  await userEvent.tab();
  expect(document.activeElement).toBe(opener);
  await userEvent.keyboard("{Enter}");
  expect(opener.getAttribute("aria-expanded")).toBe("true");
  const opened = screen.getByText("more of bob").closest("tr");
  expect(opened?.id).toBe(opener.getAttribute("aria-controls"));
  expect(screen.queryByText("more of ada")).toBeNull();
  await userEvent.keyboard(" ");
  expect(screen.queryByText("more of bob")).toBeNull();
});

test("without anything to disclose there is neither button nor column", () => {
  render(<DataTable caption="Names" columns={columns} rows={["ada"]} rowKey={(row) => row} />);
  expect([screen.queryByRole("button"), screen.getAllByRole("columnheader").length]).toEqual([null, 1]);
});
