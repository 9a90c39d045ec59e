import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { examples } from "./examples.ts";
import { fetcher } from "./fetcher.ts";
import { createPreferences } from "./preferences.ts";
import { ToConsole } from "./ToConsole.tsx";

const plugins = [explorerPlugin({ showAttribution: false })];
const preferences = createPreferences(localStorage);

/** The API, to be read and tried by a signed-in administrator. */
export function Explorer() {
  return (
    <main>
      <h1 className="unseen">API Explorer</h1>
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
          <ToConsole />
        </GraphiQL.Logo>
      </GraphiQL>
    </main>
  );
}
