import { readFileSync } from "node:fs";
import { buildSchema, getOperationAST, parse, validate } from "graphql";
import { getVariableValues } from "graphql/execution/values";
import { describe, expect, it } from "vitest";
import { examples } from "./examples.ts";

const schema = buildSchema(readFileSync("../schema.graphql", "utf8"));

describe.each(examples)("the example $query", ({ query, variables }) => {
  it("is one operation that the schema allows", () => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(document.definitions).toHaveLength(1);
  });

  it("brings the variables that it declares", () => {
    const declared = getOperationAST(parse(query))?.variableDefinitions ?? [];
    const given = JSON.parse(variables ?? "{}") as Record<string, unknown>;
    expect(getVariableValues(schema, declared, given).errors).toBeUndefined();
  });
});
