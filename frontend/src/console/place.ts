import { routes } from "./paths.ts";
import { leaveFreely } from "./shell/leaving.ts";

const key = "ostiary.console.place";

/** Leaves for the login of the console and remembers where to come back to, in this tab alone. */
export function goToLogin(place: string = location.pathname + location.search): void {
  if (place !== "/") sessionStorage.setItem(key, place);
  leaveFreely();
  location.assign("/login?client_id=console");
}

const explorerCookie = "ostiary_place=explorer";

/** The server asks so for whoever wanted the explorer and had no session yet. */
function takeExplorer(): string | null {
  if (!document.cookie.split("; ").includes(explorerCookie)) return null;
  document.cookie = `${explorerCookie}; Path=/; Max-Age=0; SameSite=Lax`;
  return routes.explorer;
}

/** Where the person was when the session ended; asked for once, after the login came back to `/`. */
export function takeRememberedPlace(): string | null {
  const place = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return place?.startsWith("/") && !place.startsWith("//") ? place : takeExplorer();
}
