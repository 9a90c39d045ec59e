import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SignOutDocument } from "../gql/graphql.ts";
import { createQueryClient, useChange } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { AnnouncerProvider, useAnnounce } from "./Announcer.tsx";
import { FormDialog } from "./FormDialog.tsx";

afterEach(cleanup);
beforeEach(() => {
  const refusal = { data: null, errors: [{ message: "no", extensions: { code: "FORBIDDEN" } }] };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(refusal)));
});

function Saving() {
  const announce = useAnnounce();
  const change = useChange(SignOutDocument);
  return (
    <>
      <button onClick={() => announce("Saved.")}>Save</button>
      <button onClick={() => change.mutate({})}>Change</button>
      {change.isError && <p role="alert">Refused.</p>}
      <FormDialog title="Name" lead="" submit="Create" onClose={() => undefined} onSubmit={() => Promise.resolve("Enter a name.")} />
    </>
  );
}

function show() {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider initial="en">
        <AnnouncerProvider>
          <Saving />
        </AnnouncerProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

const press = (name: string) => userEvent.click(screen.getByRole("button", { name, hidden: true }));

test.each([
  ["Change", "Refused."],
  ["Create", "Enter a name."],
])("what was announced does not stand beside the failure of what came after it: %s", async (name, failure) => {
  show();
  await press("Save");
  expect(screen.getByText("Saved.").closest("[role=status]")).not.toBeNull();
  await press(name);
  await waitFor(() => expect(screen.getByRole("alert", { hidden: true }).textContent).toBe(failure));
  expect(screen.queryByText("Saved.")).toBeNull();
});
