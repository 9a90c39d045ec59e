import type { AroundNavHandler } from "wouter";

type Ask = (go: () => void) => void;

let ask: Ask | null = null;
/** The address that is guarded. */
let from = "";
let isFree = false;

/** Whether this leads to another page; a filter in the address does not. */
export function isElsewhere(to: string): boolean {
  return new URL(to, location.href).pathname !== location.pathname;
}

/** For the router: every link, shortcut and redirect of the console passes here. */
export const aroundNavigation: AroundNavHandler = (navigate, to, options) => {
  if (ask && isElsewhere(to)) ask(() => navigate(to, options));
  else navigate(to, options);
};

/**
 * Back and forward have happened when they are told; the address is put back until the person has answered. This
 * listens from the start, before the router does: who hears it later finds the page gone already.
 */
window.addEventListener("popstate", (event) => {
  if (!ask || !isElsewhere(from)) return;
  const to = location.pathname + location.search;
  event.stopImmediatePropagation();
  history.pushState(null, "", from);
  ask(() => history.pushState(null, "", to));
});

function warn(event: BeforeUnloadEvent): void {
  if (!isFree) event.preventDefault();
}

/** The way to the login asks nothing: whoever has no session can save nothing. */
export function leaveFreely(): void {
  isFree = true;
}

/** From now on `asking` decides about every way out of this page. Answers how to stop. */
export function guardLeaving(asking: Ask): () => void {
  ask = asking;
  from = location.pathname + location.search;
  window.addEventListener("beforeunload", warn);
  return () => {
    ask = null;
    window.removeEventListener("beforeunload", warn);
  };
}
