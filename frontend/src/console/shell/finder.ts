import type { Permission } from "../access.ts";
import type { FindApplicationsQuery, FindUsersQuery } from "../gql/graphql.ts";
import { paths } from "../paths.ts";
import type { Texts } from "../texts/en.ts";
import { places } from "./pages.ts";

/** Something the finder can open. */
export interface Target {
  kind: "page" | "application" | "user";
  /** Unique among all targets: the address it opens. */
  to: string;
  label: string;
  detail?: string;
  isOutside?: boolean;
}

export interface Group {
  key: "recent" | "pages" | "applications" | "users";
  targets: Target[];
}

const mostRecent = 5;
const storeKey = "ostiary.console.recent";

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** The pages that this role may open and whose title, in either language, contains `search`. */
export function findPages(
  search: string,
  texts: Texts,
  catalogues: readonly Texts[],
  may: (permission: Permission) => boolean,
): Target[] {
  const wanted = fold(search);
  return places
    .filter((place) => may(place.permission))
    .filter((place) => catalogues.some((catalogue) => fold(place.title(catalogue)).includes(wanted)))
    .map(({ to, title, isOutside }) => ({ kind: "page", to, label: title(texts), ...(isOutside && { isOutside }) }));
}

export function applicationTargets(answer: FindApplicationsQuery | undefined): Target[] {
  return (answer?.applications.edges ?? []).map(({ node }) => ({
    kind: "application",
    to: paths.application(node.id),
    label: node.name,
    detail: node.clientId,
  }));
}

export function userTargets(answer: FindUsersQuery | undefined): Target[] {
  return (answer?.users.edges ?? []).map(({ node }) => ({ kind: "user", to: paths.user(node.id), label: node.email }));
}

/** Which option an arrow key leads to: round and round; `Home` and `End` stay with the text. */
export function step(index: number, key: string, count: number): number {
  if (count === 0) return 0;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  return index;
}

function isTarget(value: unknown): value is Target {
  const target = value as Partial<Target> | null;
  return (
    typeof target === "object" &&
    ["page", "application", "user"].includes(target?.kind ?? "") &&
    typeof target?.label === "string" &&
    typeof target.to === "string" &&
    /^\/(?!\/)/.test(target.to)
  );
}

/** What was opened last, newest first. Kept for this tab and this viewer: other people's emails do not stay behind. */
export function readRecent(store: Storage, viewerId: string): Target[] {
  try {
    const kept = JSON.parse(store.getItem(storeKey) ?? "null") as { viewer?: unknown; targets?: unknown } | null;
    if (kept?.viewer !== viewerId || !Array.isArray(kept.targets)) return [];
    return kept.targets.filter(isTarget).slice(0, mostRecent);
  } catch {
    return [];
  }
}

export function rememberTarget(store: Storage, viewerId: string, target: Target): void {
  const others = readRecent(store, viewerId).filter((each) => each.to !== target.to);
  store.setItem(storeKey, JSON.stringify({ viewer: viewerId, targets: [target, ...others].slice(0, mostRecent) }));
}

export function forgetRecent(store: Storage): void {
  store.removeItem(storeKey);
}
