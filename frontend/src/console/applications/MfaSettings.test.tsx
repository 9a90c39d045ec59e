import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ViewerProvider } from "../access.ts";
import type { Role } from "../gql/graphql.ts";
import { AnnouncerProvider } from "../parts/Announcer.tsx";
import { createQueryClient } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";
import { MfaSettings } from "./MfaSettings.tsx";

afterEach(cleanup);
// jsdom lays nothing out, and so has nothing to scroll.
Element.prototype.scrollIntoView = () => undefined;

const untouched = { stagedEnabled: null, savedAt: null, savedBy: null };
const application: Application = {
  id: "QXBw1=",
  clientId: "acme",
  name: "Acme",
  createdAt: "2026-11-01T00:00:00+00:00",
    branding: { accent: null, logoUrl: null, supportUrl: null, defaultLanguage: null, version: 1 },
  factors: [
    { ...untouched, id: "F1", kind: "OTP", enabled: true, stagedEnabled: false, bindingCount: 128 },
    { ...untouched, id: "F2", kind: "EMAIL", enabled: true, bindingCount: 0 },
  ],
};

interface Sent {
  name: string;
  input: unknown;
}

/** A server that answers each save in turn, and remembers what it was sent. */
function serve(saves: object[], mail = { isConfigured: true, isWorking: true, lastFailedAt: null }): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", (_: string, init: { body: string }) => {
    const { query, variables } = JSON.parse(init.body) as { query: string; variables: { input?: unknown } };
    const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
    if (name !== "MailDelivery") sent.push({ name, input: variables.input });
    const data = {
      mailDelivery: mail,
      toggleFactor: { __typename: "FactorToggled" },
      discardFactors: { __typename: "FactorsDiscarded" },
      saveFactors: name === "SaveFactors" ? saves.shift() : undefined,
    };
    return Promise.resolve(Response.json({ data }));
  });
  return sent;
}

function show(role: Role = "ADMIN") {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider initial="en">
        <AnnouncerProvider>
          <ViewerProvider value={{ id: "V", email: "li@example.com", role }}>
            <MfaSettings application={application} />
          </ViewerProvider>
        </AnnouncerProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Save" }));
const saveInput = (confirmBindingRemoval: boolean) => ({
  name: "SaveFactors",
  input: { applicationId: "QXBw1=", confirmBindingRemoval },
});

test("the warning shows the number that the server counted at that moment, and confirming removes", async () => {
  const sent = serve([
    { __typename: "BindingRemovalUnconfirmed", bindingCount: 131 },
    { __typename: "FactorsSaved", removedBindings: 131 },
  ]);
  show();
  await save();
  expect((await screen.findByRole("alertdialog")).textContent).toContain("131 users have bound OTP.");
  await userEvent.type(screen.getByRole("textbox", { name: "Type the application’s name to confirm" }), "Acme");
  await userEvent.click(screen.getByRole("button", { name: "Turn off and remove 131 bindings" }));
  await screen.findByText("Saved. Applies to the next sign-in. 131 bindings were removed.");
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(sent).toEqual([saveInput(false), saveInput(true)]);
});

test("cancelling the warning sends nothing more", async () => {
  const sent = serve([{ __typename: "BindingRemovalUnconfirmed", bindingCount: 128 }]);
  show();
  await save();
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(sent).toEqual([saveInput(false)]);
});

test("somebody else's save is told with its author, and overwriting stages the change anew", async () => {
  const factor = { kind: "OTP", enabled: true, savedAt: null, savedBy: { email: "wu@example.com" } };
  const sent = serve([{ __typename: "EditConflict", factor }, { __typename: "FactorsSaved", removedBindings: 0 }]);
  show();
  await save();
  expect((await screen.findByRole("alert")).textContent).toContain("Changed by wu@example.com");
  await userEvent.click(screen.getByRole("button", { name: "Overwrite" }));
  await screen.findByText("Saved. Applies to the next sign-in.");
  const toggle = { name: "ToggleFactor", input: { applicationId: "QXBw1=", kind: "OTP", enabled: false } };
  expect(sent).toEqual([saveInput(false), toggle, saveInput(false)]);
});

test("toggling is sent at once", async () => {
  const sent = serve([]);
  show();
  await userEvent.click(screen.getByRole("switch", { name: "Email" }));
  await waitFor(() =>
    expect(sent).toEqual([
      { name: "ToggleFactor", input: { applicationId: "QXBw1=", kind: "EMAIL", enabled: false } },
    ]),
  );
});

test("an auditor sees the switches and why they do not move", async () => {
  const sent = serve([]);
  show("AUDITOR");
  expect(screen.getByText("Read-only: the role Auditor cannot change factors.")).toBeTruthy();
  await userEvent.click(screen.getByRole("switch", { name: "OTP" }));
  expect(sent).toEqual([]);
});

test("both switches warn while there is no mail", async () => {
  serve([], { isConfigured: false, isWorking: false, lastFailedAt: null });
  show();
  expect(await screen.findAllByText(/^Email can’t be sent yet: set up a mail server first\./)).toHaveLength(2);
  expect(screen.getByText(/ Setting up OTP for the first time also needs a mailed code\.$/)).toBeTruthy();
});
