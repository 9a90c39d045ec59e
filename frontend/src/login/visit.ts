// One login from the first load to its end. The stage lives on the server; this holds the token that asks for it,
// and moves the page where the server's answers say (rules L2–L6, A2).
import { type Brand, wear } from "./brand.ts";
import { createClient } from "../shared/client.ts";
import type { Locale } from "../shared/locale.ts";
import {
  EntranceDocument,
  type EntranceQuery,
  ReadChallengeDocument,
  SignOutDocument,
  type StartLoginMutation,
  ViewerDocument,
} from "./gql/graphql.ts";
import { keepPlace, type Place, recallPlace, tokenOf } from "./place.ts";
import { type Challenge, challengeStage, lockOf, type Notice, noticeOf, type Stage, type Turn } from "./stage.ts";
import { joinTabs, type Tabs } from "./tabs.ts";

export const send = createClient("login");

/** The console is an application like any other (D2), but it has a page of its own to go on to. */
const consoleId = "console";

/** A challenge that was not looked at for this long (ms) is read again when the tab comes back. */
const staleAfter = 30_000;

/** The first answer as the server wrote it into the page; null where it could not. */
const writtenEntrance = (): EntranceQuery | null =>
  JSON.parse(document.getElementById("entrance")?.textContent ?? "null") as EntranceQuery | null;

export class Visit {
  readonly clientId: string;
  applicationName = "";
  isDemo = false;
  brand: Partial<Brand> = {};
  /** What the application speaks to somebody who wants none of our languages. */
  defaultLocale: Locale = "en";
  stage: Stage = { at: "loading" };
  private place: Place | null = null;
  private readAt = 0;
  private expiry: ReturnType<typeof setTimeout> | undefined;
  private readonly onStage: (stage: Stage) => void;
  private readonly tabs: Tabs;

  constructor(clientId: string, onStage: (stage: Stage) => void) {
    this.clientId = clientId;
    this.onStage = onStage;
    this.tabs = joinTabs(
      clientId,
      () => this.place,
      (token, place) => void this.movedElsewhere(token, place),
    );
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && performance.now() - this.readAt > staleAfter) void this.reread().catch(() => undefined);
    });
  }

  /** First load, and again after a failed one. */
  async enter(): Promise<void> {
    if (!this.clientId) {
      this.show({ at: "missing" });
      return;
    }
    this.show({ at: "loading" });
    try {
      const kept = recallPlace(this.clientId);
      const asked = kept ? null : this.tabs.ask();
      const { loginApplication, service } = writtenEntrance() ?? (await send(EntranceDocument, { clientId: this.clientId }));
      this.isDemo = service.isDemo;
      if (!loginApplication) {
        this.show({ at: "unknown" });
        return;
      }
      this.applicationName = loginApplication.name;
      wear((this.brand = loginApplication));
      if (loginApplication.defaultLanguage === "zh") this.defaultLocale = "zh";
      const [, token] = /^#reset=(.+)/.exec(location.hash) ?? [];
      if (token) {
        await this.forget(token);
        return;
      }
      this.show(await this.resume(kept));
      // Nobody waits for the other tabs: most visitors have none.
      const found = await asked;
      if (found && this.stage.at === "signIn") this.show(await this.resume(found));
    } catch {
      this.show({ at: "unreachable" });
    }
  }

  /** The answer to a right password. */
  start(answer: Exclude<StartLoginMutation["startLogin"], { __typename: "InvalidCredentials" | "RateLimited" }>): void {
    if (answer.__typename === "LoginChallenge") this.adopt(answer);
    else void this.turn(answer);
  }

  /** An answer that ends or moves the challenge. Rejects if it must be read again and cannot. */
  async turn(turn: Turn): Promise<void> {
    switch (turn.__typename) {
      case "LoginCompleted": {
        const { user, amr, expiresAt } = turn;
        const place: Place = { at: "signedIn", proof: { userId: user.id, amr, expiresAt } };
        this.end(place);
        if (this.clientId === consoleId) this.enterConsole();
        else this.show({ ...place, email: user.email });
        return;
      }
      case "AccountLocked": {
        const place: Place = { at: "locked", lock: lockOf(turn) };
        this.end(place);
        this.show(place);
        return;
      }
      case "ChallengeExpired":
        this.expire();
        return;
      default:
        await this.reread(noticeOf(turn));
    }
  }

  /** Asks the server again what this challenge needs now (L4). */
  async reread(notice?: Notice): Promise<void> {
    const { place } = this;
    const token = tokenOf(place);
    if (!token) return;
    const { loginChallenge } = await send(ReadChallengeDocument, { token });
    // Another tab, or this one, may have finished meanwhile.
    if (this.place !== place) return;
    if (loginChallenge.__typename === "LoginChallenge") this.adopt(loginChallenge, notice);
    else this.expire();
  }

  /** A wrong code was charged to the account (A1). */
  charge(attemptsRemaining: number): void {
    if (this.stage.at !== "challenge") return;
    this.show({ ...this.stage, challenge: { ...this.stage.challenge, attemptsRemaining } });
  }

  /** Back to the password, for the same person or another. */
  readonly leave = (): void => {
    this.keep(null);
    this.show({ at: "signIn" });
  };

  /** A forgotten password, which few have: its screens are fetched when they are wanted. Without a token: ask for one. */
  async forget(token = ""): Promise<void> {
    try {
      const { Forgotten } = await import("./forgotten/Forgotten.tsx");
      this.show({ at: "forgotten", screen: Forgotten, token });
    } catch {
      this.show({ at: "unreachable" });
    }
  }

  async signOut(): Promise<void> {
    await send(SignOutDocument, {});
    this.keep(null);
    this.show({ at: "signIn", isSignedOut: true });
  }

  private async resume(place: Place | null): Promise<Stage> {
    this.keep(place);
    if (tokenOf(place)) {
      await this.reread();
      return this.stage;
    }
    if (place?.at === "signedIn") {
      const { viewer } = await send(ViewerDocument, {});
      if (viewer?.id === place.proof.userId) return { ...place, email: viewer.email };
      this.keep(null);
    }
    return place?.at === "locked" ? place : { at: "signIn" };
  }

  private async movedElsewhere(token: string, place: Place | null): Promise<void> {
    if (tokenOf(this.place) !== token) return;
    if (!place) this.expire();
    else if (place.at === "signedIn" && this.clientId === consoleId) this.enterConsole();
    else this.show(await this.resume(place).catch((): Stage => ({ at: "unreachable" })));
  }

  private adopt(challenge: Challenge, notice?: Notice): void {
    this.readAt = performance.now();
    const { token } = challenge;
    if (tokenOf(this.place) !== token) this.keep({ at: "challenge", token });
    clearTimeout(this.expiry);
    // The server decides; a failed look changes nothing, since the next step would be told.
    this.expiry = setTimeout(() => void this.reread().catch(() => undefined), challenge.expiresIn * 1000 + 500);
    this.show(challengeStage(challenge, notice));
  }

  private expire(): void {
    this.end(null);
    this.show({ at: "expired" });
  }

  private enterConsole(): void {
    this.keep(null);
    this.show({ at: "enteringConsole" });
    location.replace("/");
  }

  /** The challenge is over: its token is forgotten here and in every tab that holds it. */
  private end(place: Place | null): void {
    const token = tokenOf(this.place);
    if (token) this.tabs.tellMoved(token, place);
    this.keep(place);
  }

  private keep(place: Place | null): void {
    this.place = place;
    keepPlace(this.clientId, place);
    if (!tokenOf(place)) clearTimeout(this.expiry);
  }

  private show(stage: Stage): void {
    this.stage = stage;
    this.onStage(stage);
  }
}
