import { ApiError } from "../../shared/client.ts";
import { endSession } from "../session.ts";
import { proven } from "../stepUp.ts";

export type ExportFormat = "csv" | "jsonl";

export interface Progress {
  rows: number;
  bytes: number;
}

interface FilePicker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<{ createWritable: () => Promise<WritableStream<Uint8Array>> }>;
}

const newline = 10;

/** Counts what passes: rows as lines, the header not among them. */
export function counting(format: ExportFormat, onProgress: (progress: Progress) => void): TransformStream<Uint8Array, Uint8Array> {
  const progress = { rows: format === "csv" ? -1 : 0, bytes: 0 };
  return new TransformStream({
    transform(chunk, controller) {
      progress.bytes += chunk.length;
      for (const byte of chunk) if (byte === newline) progress.rows += 1;
      onProgress({ rows: Math.max(0, progress.rows), bytes: progress.bytes });
      controller.enqueue(chunk);
    },
  });
}

async function ask(address: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reply = await fetch(address, { credentials: "same-origin", headers: { "X-Ostiary-Client": "console" }, signal });
  if (reply.status === 401) endSession();
  if (reply.ok && reply.body) return reply.body;
  const refusal = (await reply.json().catch(() => null)) as { errors?: { extensions?: { code?: string } }[] } | null;
  throw new ApiError(refusal?.errors?.[0]?.extensions?.code ?? "INTERNAL_SERVER_ERROR", "export failed");
}

/**
 * Downloads everything that matches. A bare link would carry no `X-Ostiary-Client`, and without it the session's
 * cookie counts for nothing; so the log is fetched. Where the browser can write a file as it comes, it does; elsewhere
 * it is collected as a Blob, which browsers keep on disk when it grows.
 */
export async function exportLog(
  format: ExportFormat,
  query: string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const name = `audit.${format}`;
  const picker = (window as FilePicker).showSaveFilePicker;
  // Asked for first: it takes the click that is just being handled.
  const file = picker ? await picker.call(window, { suggestedName: name }) : undefined;
  const body = await proven(() => ask(`/export/audit.${format}?${query}`, signal));
  const counted = body.pipeThrough(counting(format, onProgress));
  if (file) {
    await counted.pipeTo(await file.createWritable(), { signal });
    return;
  }
  const address = URL.createObjectURL(await new Response(counted).blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Revoked later: Safari reads it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
