const key = "ostiary.console.place";

/** Leaves for the login of the console and remembers where to come back to, in this tab alone. */
export function goToLogin(place: string = location.pathname + location.search): void {
  if (place !== "/") sessionStorage.setItem(key, place);
  location.assign("/login?client_id=console");
}

/** Where the person was when the session ended; asked for once, after the login came back to `/`. */
export function takeRememberedPlace(): string | null {
  const place = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return place?.startsWith("/") && !place.startsWith("//") ? place : null;
}
