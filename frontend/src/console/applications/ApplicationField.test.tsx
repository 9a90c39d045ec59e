import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createQueryClient } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { ApplicationChoice } from "../users/ApplicationChoice.tsx";
import { ApplicationField } from "./ApplicationField.tsx";

afterEach(cleanup);

const everything = Array.from({ length: 130 }, (_, index) => ({ id: `A${index}`, name: `App ${index}` })).reverse();

/** A directory of more applications than one answer has. */
beforeEach(() => {
  vi.stubGlobal("fetch", (_: string, init: { body: string }) => {
    const { variables } = JSON.parse(init.body) as { variables: { id?: string; first?: number; search?: string } };
    const { id, first = 0, search = "" } = variables;
    const found = everything.filter(({ name }) => name.includes(search));
    const data = id
      ? { application: everything.find((each) => each.id === id) ?? null }
      : {
          applications: {
            totalCount: found.length,
            totalIsExact: true,
            pageInfo: { hasNextPage: found.length > first, endCursor: "c" },
            edges: found.slice(0, first).map((node) => ({ node: { ...node, factors: [] } })),
          },
        };
    return Promise.resolve(Response.json({ data }));
  });
});

function show(what: React.ReactNode) {
  const { container } = render(
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider initial="en">
        <form>{what}</form>
      </LanguageProvider>
    </QueryClientProvider>,
  );
  const form = container.querySelector("form") ?? undefined;
  return (name: string) => new FormData(form).getAll(name);
}

const chosen = () => screen.getByLabelText<HTMLSelectElement>("Application").selectedOptions[0]?.text;

test("an application that is older than those listed stays chosen, by its name", async () => {
  const read = show(<ApplicationField label="Application" name="applicationId" value="A7" onChoose={() => undefined} />);
  await waitFor(() => expect(chosen()).toBe("App 7"));
  expect(read("applicationId")).toEqual(["A7"]);
});

test("one that is not there any more stays chosen too, and says so", async () => {
  const read = show(<ApplicationField label="Application" name="applicationId" value="gone" onChoose={() => undefined} />);
  await waitFor(() => expect(chosen()).toBe("Unknown"));
  expect(read("applicationId")).toEqual(["gone"]);
});

test("a search reaches every application, and sends no form", async () => {
  const onChoose = vi.fn();
  show(<ApplicationField label="Application" value="" onChoose={onChoose} />);
  await userEvent.type(await screen.findByLabelText("Find application"), "App 12{Enter}");
  await screen.findByText("11 applications");
  await userEvent.selectOptions(screen.getByLabelText("Application"), "App 12");
  expect(onChoose).toHaveBeenCalledExactlyOnceWith("A12");
});

test("what was ticked stays ticked and in sight while another is searched for", async () => {
  const read = show(<ApplicationChoice assigned={[{ id: "A3", name: "App 3" }]} />);
  await userEvent.type(await screen.findByLabelText("Find application"), "App 29");
  await screen.findByText("1 application");
  await userEvent.click(screen.getByLabelText("App 29"));
  await userEvent.clear(screen.getByLabelText("Find application"));
  await userEvent.type(screen.getByLabelText("Find application"), "nothing");
  await screen.findByText("No application matches “nothing”.");
  expect(read("applications")).toEqual(["A3", "A29"]);
  await userEvent.click(screen.getByLabelText("App 3"));
  expect(read("applications")).toEqual(["A29"]);
});
