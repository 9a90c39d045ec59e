import type { Plugin } from "vite";

const wrapped = /new TypedDocumentString\(`([^`]*)`(?:, \{.*\})?\)/g;

/**
 * Codegen wraps every document into an object that only serves its types, and indents it. What is shipped is the bare
 * string, on one line.
 */
export function plainDocuments(): Plugin {
  return {
    name: "plain-documents",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/gql/graphql.ts")) return null;
      const bare = code.replace(wrapped, (_, document: string) => JSON.stringify(document.replace(/\s+/g, " ").replace(/ ?([{}():]|\.{3}) ?/g, "$1").trim()));
      return { code: bare, map: null };
    },
  };
}
