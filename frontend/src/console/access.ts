import { createContext, use } from "react";
import type { Role } from "./gql/graphql.ts";

export interface Viewer {
  id: string;
  email: string;
  role: Role;
}

export type Permission =
  | "seeApplications"
  | "seeAudit"
  | "seeUsers"
  | "supportUsers"
  | "endSessions"
  | "changeDirectory"
  | "changeFactors"
  | "changeBranding"
  | "explore"
  | "seeSettings"
  | "changeSettings";

/** What each role is shown (rule D2). The server decides; this only spares people buttons that would be refused. */
const permissions: Record<Role, readonly Permission[]> = {
  ADMIN: [
    "seeApplications",
    "seeAudit",
    "seeUsers",
    "supportUsers",
    "endSessions",
    "changeDirectory",
    "changeFactors",
    "changeBranding",
    "explore",
    "seeSettings",
    "changeSettings",
  ],
  HELPDESK: ["seeUsers", "supportUsers"],
  AUDITOR: ["seeApplications", "seeAudit", "seeUsers", "seeSettings"],
};

export function isAllowed(role: Role, permission: Permission): boolean {
  return permissions[role].includes(permission);
}

/** The roles that may, for the sentence that says so. */
export function rolesWith(permission: Permission): Role[] {
  return (["ADMIN", "HELPDESK", "AUDITOR"] as const).filter((role) => isAllowed(role, permission));
}

const ViewerContext = createContext<Viewer | null>(null);

export const ViewerProvider = ViewerContext;

/** Who is calling, and what they may do. Only inside the signed-in part of the console. */
export function useViewer() {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error("useViewer outside of ViewerProvider");
  return { ...viewer, may: (permission: Permission) => isAllowed(viewer.role, permission) };
}
