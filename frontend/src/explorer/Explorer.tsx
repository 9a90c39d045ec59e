import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { examples } from "./examples.ts";
import { fetcher } from "./fetcher.ts";
import { createPreferences } from "./preferences.ts";

const plugins = [explorerPlugin({ showAttribution: false })];
const preferences = createPreferences(localStorage);

/** The API, to be read and tried by a signed-in administrator. */
export function Explorer() {
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={preferences}
      plugins={plugins}
      defaultTabs={examples}
      defaultQuery=""
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <a className="to-console" href="/">
          Ostiary
        </a>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
