import type { AroundNavHandler } from "wouter";

type Ask = (go: () => void) => void;

let ask: Ask | null = null;
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

/** Back and forward have happened when they are told; the address is put back until the person has answered. */
function holdBack(from: string): (event: PopStateEvent) => void {
  return (event) => {
    const to = location.pathname + location.search;
    if (!ask || !isElsewhere(from)) return;
    event.stopImmediatePropagation();
    history.pushState(null, "", from);
    const leave = () => history.pushState(null, "", to);
    ask(leave);
  };
}

function warn(event: BeforeUnloadEvent): void {
  if (!isFree) event.preventDefault();
}

/** The way to the login asks nothing: whoever has no session can save nothing. */
export function leaveFreely(): void {
  isFree = true;
}

/** From now on `asking` decides about every way out of this page. Answers how to stop. */
export function guardLeaving(asking: Ask): () => void {
  const hold = holdBack(location.pathname + location.search);
  ask = asking;
  window.addEventListener("beforeunload", warn);
  window.addEventListener("popstate", hold, { capture: true });
  return () => {
    ask = null;
    window.removeEventListener("beforeunload", warn);
    window.removeEventListener("popstate", hold, { capture: true });
  };
}
