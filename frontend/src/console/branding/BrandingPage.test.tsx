import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ViewerProvider } from "../access.ts";
import type { Application } from "../applications/ApplicationPages.tsx";
import type { Role } from "../gql/graphql.ts";
import { AnnouncerProvider } from "../parts/Announcer.tsx";
import { createQueryClient } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { brandingEn } from "../texts/en-branding.ts";
import BrandingPage from "./BrandingPage.tsx";

afterEach(cleanup);
// jsdom lays nothing out, and so has nothing to scroll.
Element.prototype.scrollIntoView = () => undefined;

const branding = { accent: "#4453c9", logoUrl: null, supportUrl: null, defaultLanguage: null, version: 3 };
const application: Application = {
  id: "QXBw1=",
  clientId: "acme",
  name: "Acme",
  createdAt: "2026-11-01T00:00:00+00:00",
  branding,
  factors: [],
};
const colour = { colour: "#8a7300", label: "#ffffff", contrastBefore: 1.48, contrastAfter: 4.57 };

/** A server that answers each save in turn, and remembers what was saved. */
function serve(...saves: object[]): unknown[] {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", (_: string, init: { body: string }) => {
    const { query, variables } = JSON.parse(init.body) as { query: string; variables: { input?: unknown } };
    if (query.includes("mutation")) sent.push(variables.input);
    const answer = query.includes("mutation") ? saves.shift() : { data: { accentPreview: { light: colour, dark: colour } } };
    return Promise.resolve(Response.json(answer));
  });
  return sent;
}

function show(role: Role = "ADMIN") {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider initial="en">
        <AnnouncerProvider>
          <ViewerProvider value={{ id: "V", email: "li@example.com", role }}>
            <BrandingPage application={application} />
          </ViewerProvider>
        </AnnouncerProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

const saved = (name: string, version: number) => ({ name, branding: { ...branding, version } });

test("what is saved names the version that it was made from, and an empty field means none", async () => {
  const sent = serve({ data: { saveBranding: { __typename: "BrandingSaved", application: saved("Acme 2", 4) } } });
  show();
  await userEvent.type(screen.getByLabelText("Name"), " 2");
  await userEvent.clear(screen.getByLabelText("Colour code"));
  expect(screen.getByRole("region", { name: "Unsaved changes: name, accent colour" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Save" })).toBeNull());
  const none = { accent: null, supportUrl: null, defaultLanguage: null };
  expect(sent).toEqual([{ applicationId: "QXBw1=", version: 3, name: "Acme 2", ...none }]);
  expect(document.activeElement?.tagName).toBe("H1");
});

test("overwriting names the version of who saved first; reloading takes theirs", async () => {
  const theirs = saved("Theirs", 7);
  Object.assign(theirs.branding, { savedAt: new Date().toISOString(), savedBy: { email: "wang@example.com" } });
  const conflict = { data: { saveBranding: { __typename: "BrandingConflict", application: theirs } } };
  const sent = serve(conflict, conflict);
  show();
  await userEvent.type(screen.getByLabelText("Name"), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const notice = (await screen.findByRole("alert")).textContent;
  expect(notice).toContain("Changed by wang@example.com just now.");
  expect(notice).toContain("The application is called Theirs now. Nothing of yours was saved.");
  await userEvent.click(screen.getByRole("button", { name: "Overwrite" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ version: 7, name: "Acme!" });
  await userEvent.click(await screen.findByRole("button", { name: "Reload" }));
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Theirs");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a value that the server refuses is told at its field, and what was typed stays", async () => {
  const extensions = { code: "BAD_USER_INPUT", field: "supportUrl" };
  serve({ data: null, errors: [{ message: "no", extensions }] });
  show();
  await userEvent.type(screen.getByLabelText("Support link"), "javascript:1");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByRole("alert")).textContent).toBe(brandingEn.branding.supportInvalid);
  expect(screen.getByLabelText<HTMLInputElement>("Support link").value).toBe("javascript:1");
});

test("a file that is too large is not even sent", async () => {
  const sent = serve();
  show();
  const file = new File([new Uint8Array(32 * 1024 + 1)], "logo.png", { type: "image/png" });
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("nowhere to put a file");
  await userEvent.upload(input, file);
  expect((await screen.findByRole("alert")).textContent).toBe("The file is larger than 32 KiB.");
  expect(sent).toEqual([]);
});

test("an auditor has nothing to press", () => {
  serve();
  show("AUDITOR");
  expect(screen.queryAllByRole("button")).toEqual([]);
  expect(screen.getByText("Read-only: the role Auditor cannot change branding.")).toBeTruthy();
});
