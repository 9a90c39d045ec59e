import { beforeEach, describe, expect, it, vi } from "vitest";
import { Visit } from "./visit.ts";
import { keepPlace, recallPlace } from "./place.ts";
import type { Stage } from "./stage.ts";

const challenge = {
  __typename: "LoginChallenge" as const,
  token: "t",
  attemptsRemaining: 6,
  expiresIn: 600,
  methods: [{ kind: "OTP" as const, bound: true, maskedEmail: null }],
  emailCode: null,
};
const completed = {
  __typename: "LoginCompleted" as const,
  user: { id: "u", email: "li@example.com" },
  expiresAt: "2026-11-25T00:00:00+00:00",
  amr: ["pwd", "otp", "mfa"],
};
const entrance = { loginApplication: { name: "Acme" }, service: { isDemo: false } };

/** A server that answers each operation with the data given for it; an operation without any is a broken network. */
function serve(answers: Record<string, unknown>): void {
  vi.stubGlobal("fetch", (_: string, init: { body: string }) => {
    const { query } = JSON.parse(init.body) as { query: string };
    const name = /^\s*\w+ (\w+)/.exec(query)?.[1] ?? "";
    return name in answers ? Promise.resolve(Response.json({ data: answers[name] })) : Promise.reject(new Error("offline"));
  });
}

function begin(clientId = "acme") {
  const stages: Stage[] = [];
  const visit = new Visit(clientId, (stage) => stages.push(stage));
  return { visit, last: () => stages.at(-1) };
}

beforeEach(() => {
  sessionStorage.clear();
  document.body.innerHTML = "";
});

describe("a first load", () => {
  it("asks for the password", async () => {
    serve({ Entrance: entrance });
    const { visit, last } = begin();
    await visit.enter();
    expect(last()).toEqual({ at: "signIn" });
    expect(visit.applicationName).toBe("Acme");
  });

  it("is the lock while it lasts", async () => {
    serve({ Entrance: entrance });
    const locked = { at: "locked" as const, lock: { lockedUntil: "2026-11-24T15:42:00+00:00", endsAt: Date.now() + 60_000 } };
    // Of another application: a tab that waits hands its place over, also to the tests below.
    keepPlace("northwind", locked);
    const { visit, last } = begin("northwind");
    await visit.enter();
    expect(last()).toEqual(locked);
  });

  it("does not wait for other tabs", async () => {
    serve({ Entrance: entrance });
    const { visit, last } = begin();
    const entered = vi.fn();
    void visit.enter().then(entered);
    await vi.waitFor(() => {
      expect(last()).toEqual({ at: "signIn" });
    }, { interval: 1 });
    expect(entered).not.toHaveBeenCalled();
  });

  it("reads the first answer from the page, where the server wrote it", async () => {
    serve({});
    document.body.innerHTML = `<script id="entrance" type="application/json">${JSON.stringify(entrance)}</script>`;
    const { visit, last } = begin();
    await visit.enter();
    expect(last()).toEqual({ at: "signIn" });
    expect(visit.applicationName).toBe("Acme");
  });

  it.each([
    ["says that the application is missing", "", {}, "missing"],
    ["says that the application is unknown", "x", { Entrance: { ...entrance, loginApplication: null } }, "unknown"],
    ["says that the server is away", "acme", {}, "unreachable"],
  ])("%s", async (_, clientId, answers, at) => {
    serve(answers);
    const { visit, last } = begin(clientId);
    await visit.enter();
    expect(last()).toEqual({ at });
  });
});

describe("a reload", () => {
  it("goes on where the challenge was (L3)", async () => {
    serve({ Entrance: entrance, ReadChallenge: { loginChallenge: challenge } });
    begin().visit.start(challenge);
    const { visit, last } = begin();
    await visit.enter();
    expect(last()).toEqual({ at: "challenge", challenge });
  });

  it("says that the challenge is over, and forgets it", async () => {
    serve({ Entrance: entrance, ReadChallenge: { loginChallenge: { __typename: "ChallengeExpired" } } });
    begin().visit.start(challenge);
    const { visit, last } = begin();
    await visit.enter();
    expect(last()).toEqual({ at: "expired" });
    expect(recallPlace("acme")).toBeNull();
  });

  it("keeps the signed-in page while the session is the same person's", async () => {
    serve({ Entrance: entrance, Viewer: { viewer: completed.user } });
    begin().visit.start(completed);
    const { visit, last } = begin();
    await visit.enter();
    expect(last()).toMatchObject({ at: "signedIn", email: "li@example.com" });
  });

  it("asks for the password where the session is gone", async () => {
    serve({ Entrance: entrance, Viewer: { viewer: null } });
    begin().visit.start(completed);
    const { visit, last } = begin();
    await visit.enter();
    expect(last()).toEqual({ at: "signIn" });
  });
});

describe("an answer", () => {
  it("of a lock keeps the hour for a reload, and no token", async () => {
    const { visit, last } = begin();
    visit.start(challenge);
    await visit.turn({ __typename: "AccountLocked", lockedUntil: "2026-11-24T15:42:00+00:00", retryAfter: 3600 });
    expect(last()).toMatchObject({ at: "locked", lock: { lockedUntil: "2026-11-24T15:42:00+00:00" } });
    expect(JSON.stringify(recallPlace("acme"))).not.toContain('"token"');
  });

  it("of a factor turned off reads the challenge again and says so (L4)", async () => {
    serve({ ReadChallenge: { loginChallenge: challenge } });
    const { visit, last } = begin();
    visit.start(challenge);
    await visit.turn({ __typename: "FactorUnavailable" });
    expect(last()).toEqual({ at: "challenge", challenge, notice: "factorOff" });
  });

  it("of a wrong code counts down for every tab of methods (A1)", () => {
    const { visit, last } = begin();
    visit.start(challenge);
    visit.charge(2);
    expect(last()).toMatchObject({ challenge: { attemptsRemaining: 2 } });
  });
});

it("another tab's end is this tab's end", async () => {
  serve({ Entrance: entrance, Viewer: { viewer: completed.user } });
  const here = begin();
  const there = begin();
  here.visit.start(challenge);
  there.visit.start(challenge);
  await there.visit.turn(completed);
  await vi.waitFor(() => {
    expect(here.last()).toMatchObject({ at: "signedIn" });
  });
});
