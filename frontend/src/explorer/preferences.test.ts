import { beforeEach, describe, expect, it } from "vitest";
import { createPreferences } from "./preferences.ts";

describe("what the explorer remembers", () => {
  beforeEach(() => localStorage.clear());

  it("keeps the theme in the browser", () => {
    createPreferences(localStorage).setItem("graphiql:theme", "dark");
    expect(createPreferences(localStorage).getItem("graphiql:theme")).toBe("dark");
  });

  it.each(["query", "variables", "headers", "tabState", "a key of a later version"])(
    "holds %s until the page is left and never writes it to the browser's store",
    (name) => {
      const preferences = createPreferences(localStorage);
      preferences.setItem(`graphiql:${name}`, "hunter2");
      expect(preferences.getItem(`graphiql:${name}`)).toBe("hunter2");
      expect(localStorage).toHaveLength(0);
      expect(createPreferences(localStorage).getItem(`graphiql:${name}`)).toBeNull();
    },
  );
});
