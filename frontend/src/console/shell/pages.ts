import type { Permission } from "../access.ts";
import { routes } from "../paths.ts";
import type { Texts } from "../texts/en.ts";
import type { Keys } from "./shortcuts.ts";

/** A page of the left navigation, as the navigation, the finder and the shortcuts know it. */
export interface Place {
  key: "applications" | "users" | "behavior" | "administration" | "explorer" | "settings";
  to: string;
  permission: Permission;
  title: (texts: Texts) => string;
  keys?: Keys;
  /** A page of its own, not of the console. */
  isOutside?: boolean;
}

export const places: readonly Place[] = [
  {
    key: "applications",
    to: routes.applications,
    permission: "seeApplications",
    title: (texts) => texts.shell.applications,
    keys: "g a",
  },
  { key: "users", to: routes.users, permission: "seeUsers", title: (texts) => texts.shell.userList, keys: "g u" },
  { key: "behavior", to: routes.behavior, permission: "seeAudit", title: (texts) => texts.shell.behavior, keys: "g l" },
  {
    key: "administration",
    to: routes.administration,
    permission: "seeAudit",
    title: (texts) => texts.shell.administration,
  },
  {
    key: "explorer",
    to: "/graphiql",
    permission: "explore",
    title: (texts) => texts.shell.explorer,
    isOutside: true,
  },
  {
    key: "settings",
    to: routes.settings,
    permission: "seeSettings",
    title: (texts) => texts.settings.title,
    keys: "g s",
  },
];
