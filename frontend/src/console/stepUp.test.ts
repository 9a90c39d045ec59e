import { expect, test, vi } from "vitest";
import { ApiError } from "../shared/client.ts";
import { endStepUp, proven } from "./stepUp.ts";

const refused = new ApiError("STEP_UP_REQUIRED", "…");

test("work that is refused for want of a fresh second step is done again once it was proven", async () => {
  const work = vi.fn().mockRejectedValueOnce(refused).mockResolvedValueOnce("done");
  const answer = proven(work);
  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  endStepUp(true);
  expect(await answer).toBe("done");
  expect(work).toHaveBeenCalledTimes(2);
});

test("work that was refused comes back refused where the dialog is left, and is not done again", async () => {
  const work = vi.fn().mockRejectedValue(refused);
  const answer = proven(work);
  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  endStepUp(false);
  await expect(answer).rejects.toBe(refused);
  expect(work).toHaveBeenCalledOnce();
});

test("any other refusal asks for nothing", async () => {
  const forbidden = new ApiError("FORBIDDEN", "…");
  await expect(proven(() => Promise.reject(forbidden))).rejects.toBe(forbidden);
});

test("two that wait at once are let go on by one proof", async () => {
  const works = [1, 2].map((each) => vi.fn().mockRejectedValueOnce(refused).mockResolvedValueOnce(each));
  const answers = works.map((work) => proven(work as () => Promise<number>));
  await vi.waitFor(() => works.forEach((work) => expect(work).toHaveBeenCalledOnce()));
  endStepUp(true);
  expect(await Promise.all(answers)).toEqual([1, 2]);
});
