import type { CodegenConfig } from "@graphql-codegen/cli";

// One output per folder, so that no entry, and no chunk of its own, carries another's documents.
export const typed = (folder: string, ...without: string[]): CodegenConfig["generates"] => ({
  [`${folder}/gql/`]: {
    preset: "client",
    documents: [`${folder}/**/*.graphql`, ...without.map((each) => `!${each}/**`)],
    presetConfig: { fragmentMasking: false },
    config: {
      documentMode: "string",
      enumsAsTypes: true,
      useTypeImports: true,
      strictScalars: true,
      scalars: { DateTime: "string", ID: "string" },
    },
  },
});

const config: CodegenConfig = {
  schema: "../schema.graphql",
  silent: true,
  ignoreNoDocuments: true,
  generates: { ...typed("src/login", "src/login/forgotten"), ...typed("src/login/forgotten"), ...typed("src/console") },
};

export default config;
