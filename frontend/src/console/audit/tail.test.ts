import { expect, test } from "vitest";
import { en } from "../texts/en.ts";
import { chartRange, readView, resolved } from "./range.ts";
import { eventsOf, type ServerEvent } from "./sse.ts";
import { backoff, off, rowsMax, tail, type Added, type Pause, type TailRow, type TailState } from "./tail.ts";

function added(...ids: number[]): Added {
  return { cursor: `after ${ids.join()}`, events: ids.map((id) => ({ id: id.toString() }) as TailRow) };
}

function pause(state: TailState, by: Pause, isWanted = true): TailState {
  return tail(state, { do: "pause", by, isWanted });
}

function after(by: Pause | undefined, ...batches: Added[]): TailState {
  const started = tail(off, { do: "start" });
  return batches.reduce((state, each) => tail(state, { do: "add", added: each }), by ? pause(started, by) : started);
}

const ids = (rows: readonly TailRow[]) => rows.map((row) => row.id);

test("new rows stand on top, newest first, and the last cursor is kept", () => {
  const state = after(undefined, added(), added(1, 2), added(3));
  expect([state.phase, ids(state.shown), state.cursor]).toEqual(["live", ["3", "2", "1"], "after 3"]);
});

test("while it is paused rows wait, and are shown when it is released", () => {
  const paused = after("button", added(1, 2), added(3));
  expect([ids(paused.shown), ids(paused.waiting)]).toEqual([[], ["3", "2", "1"]]);
  const released = tail(paused, { do: "release" });
  expect([ids(released.shown), ids(released.waiting)]).toEqual([["3", "2", "1"], []]);
});

test("a pointer and the focus hold by themselves: what waits is shown when neither does", () => {
  const both = pause(pause(after(undefined), "pointer"), "focus");
  const paused = tail(both, { do: "add", added: added(1) });
  const unfocused = pause(paused, "focus", false);
  expect([ids(unfocused.shown), ids(unfocused.waiting)]).toEqual([[], ["1"]]);
  const left = pause(unfocused, "pointer", false);
  expect([ids(left.shown), ids(left.waiting)]).toEqual([["1"], []]);
});

test("a live view that begins anew knows where the pointer is, and forgets the button", () => {
  const held = pause(pause(after(undefined), "pointer"), "button");
  expect(tail(held, { do: "start" }).pauses).toEqual({ pointer: true, focus: false, button: false });
  expect(tail(held, { do: "stop" }).pauses).toEqual({ pointer: true, focus: false, button: false });
});

test("it stops at its bound, those that wait counted, and stays stopped", () => {
  const most = Array.from({ length: rowsMax - 1 }, (_, index) => index);
  const full = after(undefined, added(...most), added(rowsMax, rowsMax + 1));
  expect([full.phase, full.shown.length, full.shown[0]?.id]).toEqual(["full", rowsMax, rowsMax.toString()]);
  expect(tail(full, { do: "add", added: added(9_999) })).toBe(full);
  expect(tail(full, { do: "lose" })).toBe(full);
});

test("a lost connection keeps rows and cursor, and the next answer makes it live again", () => {
  const lost = tail(after(undefined, added(1)), { do: "lose" });
  expect([lost.phase, ids(lost.shown), lost.cursor]).toEqual(["reconnecting", ["1"], "after 1"]);
  expect(tail(lost, { do: "add", added: added() }).phase).toBe("live");
});

test("the wait doubles up to half a minute", () => {
  expect([0, 1, 2, 5, 30].map(backoff)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
});

test("events are read however the stream is cut, comments passed over", async () => {
  async function* chunks() {
    await Promise.resolve();
    yield ":\n\nevent: ne";
    yield 'xt\ndata: {"a":1}\n';
    yield "\nevent: complete\ndata: \n\nevent: half";
  }
  const events: ServerEvent[] = [];
  for await (const event of eventsOf(chunks())) events.push(event);
  expect(events).toEqual([
    { name: "next", data: '{"a":1}' },
    { name: "complete", data: "" },
  ]);
});

test("a span moves with the clock, and instants of one's own come before it", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  expect(resolved(readView("last=hour&ip=192.0.2.1", en), now)).toEqual({ ip: "192.0.2.1", since: "2026-11-24T11:00:00.000Z" });
  expect(readView("last=hour&since=2026-11-24T00:00:00Z", en)).toEqual({
    filter: { since: "2026-11-24T00:00:00Z" },
    span: undefined,
  });
  expect(readView("last=toString", en).span).toBeUndefined();
});

test("the chart shows a week where no beginning is given", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  expect(chartRange({}, now)).toEqual({ since: "2026-11-17T12:00:00.000Z", until: "2026-11-24T12:00:00.000Z" });
});
