import { expect, test } from "vitest";
import { counting, type ExportFormat, type Progress } from "./exportLog.ts";

/** What passes, and how far it was said to be at the end. */
async function passed(format: ExportFormat, ...chunks: string[]): Promise<{ text: string; told: Progress | undefined }> {
  const told: Progress[] = [];
  const counter = counting(format, (progress) => told.push(progress));
  const writer = counter.writable.getWriter();
  const text = new Response(counter.readable as ReadableStream<Uint8Array<ArrayBuffer>>).text();
  for (const chunk of chunks) await writer.write(new TextEncoder().encode(chunk));
  await writer.close();
  return { text: await text, told: told.at(-1) };
}

test("rows are lines, the head of a table not among them, however the stream is cut", async () => {
  expect(await passed("csv", "a,b\n1,", "2\n3,4\n")).toEqual({ text: "a,b\n1,2\n3,4\n", told: { rows: 2, bytes: 12 } });
  expect(await passed("jsonl", "{}\n{", "}\n")).toEqual({ text: "{}\n{}\n", told: { rows: 2, bytes: 6 } });
});

test("a table of a head alone has no rows", async () => {
  expect((await passed("csv", "a,b\n")).told).toEqual({ rows: 0, bytes: 4 });
});
