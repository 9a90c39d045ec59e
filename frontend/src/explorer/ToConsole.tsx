import { useGraphiQL, useGraphiQLActions, useMonaco } from "@graphiql/react";
import { useEffect } from "react";
import { darkName, darkTheme } from "./darkTheme.ts";

/** The editor asks for the system's scheme once; whoever chose none in its settings sees it follow. */
function useSystemScheme(): void {
  const { setTheme } = useGraphiQLActions();
  const chosen = useGraphiQL((state) => state.theme);
  useEffect(() => {
    if (chosen) return undefined;
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setTheme(null);
    scheme.addEventListener("change", follow);
    return () => scheme.removeEventListener("change", follow);
  }, [chosen, setTheme]);
}

function useReadableTheme(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => monaco?.editor.defineTheme(darkName, darkTheme), [monaco]);
}

/** The way back, in the place of the editor's own logo. */
export function ToConsole() {
  useSystemScheme();
  useReadableTheme();
  return (
    <a className="to-console" href="/">
      Ostiary
    </a>
  );
}
