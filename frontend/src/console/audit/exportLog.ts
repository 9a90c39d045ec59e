import { ApiError } from "../../shared/client.ts";
import { endSession } from "../session.ts";

export type ExportFormat = "csv" | "jsonl";

/**
 * Downloads everything that matches. A bare link would carry no `X-Ostiary-Client`, and without it the session's
 * cookie counts for nothing; so the log is fetched, and handed over as a file.
 */
export async function exportLog(format: ExportFormat, query: string): Promise<void> {
  const reply = await fetch(`/export/audit.${format}?${query}`, {
    credentials: "same-origin",
    headers: { "X-Ostiary-Client": "console" },
  });
  if (reply.status === 401) endSession();
  if (!reply.ok) throw new ApiError(reply.status === 403 ? "FORBIDDEN" : "INTERNAL_SERVER_ERROR", "export failed");
  const address = URL.createObjectURL(await reply.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `audit.${format}`;
  link.click();
  // Revoked later: Safari reads it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
