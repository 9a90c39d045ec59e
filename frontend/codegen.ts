import type { CodegenConfig } from "@graphql-codegen/cli";

// One output per entry, so that no entry carries the other's documents.
const entry = (name: "login" | "console"): CodegenConfig["generates"] => ({
  [`src/${name}/gql/`]: {
    preset: "client",
    documents: [`src/${name}/**/*.graphql`],
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
  generates: { ...entry("login"), ...entry("console") },
};

export default config;
