// The place a browser keeps of a login, so that a reload or a second tab goes on where it was (rule L3).
//
// Kept: the challenge's token, or the time a lock ends, or what was proven. Never a password, a code or a secret.
// It lives in sessionStorage, so it is gone with the tab; a second tab is handed it by the first over a
// BroadcastChannel (see tabs.ts). Not localStorage: a token would then outlive the browser on a shared computer, and
// the next person could spend the first one's attempts (A1) or see the offer that waits.

export interface Lock {
  /** The clock time to show, as the server said it. */
  lockedUntil: string;
  /** The same instant on this device's clock (ms), so that a reload shows the same wait. */
  endsAt: number;
}

export interface Proof {
  userId: string;
  amr: string[];
  expiresAt: string;
}

export type Place =
  | { at: "challenge"; token: string }
  | { at: "locked"; lock: Lock }
  | { at: "signedIn"; proof: Proof };

/** The token of a challenge that is under way. */
export const tokenOf = (place: Place | null): string | null => (place?.at === "challenge" ? place.token : null);

const keyOf = (clientId: string): string => `ostiary.login.${clientId}`;
const factorKey = "ostiary.factor";

/** Storage may be switched off or full: a login works without it, it only forgets. */
function orNull<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export function recallPlace(clientId: string): Place | null {
  const place = orNull(() => JSON.parse(sessionStorage.getItem(keyOf(clientId)) ?? "null") as Place | null);
  return place?.at === "locked" && place.lock.endsAt <= Date.now() ? null : place;
}

/** Remembers `place` for this tab; null forgets. */
export function keepPlace(clientId: string, place: Place | null): void {
  orNull(() => {
    if (place === null) sessionStorage.removeItem(keyOf(clientId));
    else sessionStorage.setItem(keyOf(clientId), JSON.stringify(place));
  });
}

/**
 * Whether this tab has shown `account` an offer in an earlier login than `token`'s. It lives as long as its login, so
 * an entry that was scanned then is of no use now. Remembers the first login that offered.
 */
export function isOfferedAgain(clientId: string, account: string, token: string): boolean {
  const key = `${keyOf(clientId)}.${account}`;
  return orNull(() => {
    const first = sessionStorage.getItem(key);
    if (first === null) sessionStorage.setItem(key, token);
    return first !== null && first !== token;
  }) === true;
}

/** The factor last used in this browser, to be shown first the next time. No secret, so it may outlive the tab. */
export const lastFactor = (): string | null => orNull(() => localStorage.getItem(factorKey));
export function rememberFactor(kind: string): void {
  orNull(() => {
    localStorage.setItem(factorKey, kind);
  });
}
