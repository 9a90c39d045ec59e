import type { editor } from "monaco-editor";

const clear = "#ffffff00";
const ground = "#212a3b";
const accent = "#ff5794";
const glow = "#ff579419";

const all = (names: readonly string[], colour: string) => Object.fromEntries(names.map((name) => [name, colour]));

/** What the editor itself calls its dark theme. */
export const darkName = "graphiql-DARK";

/** The same theme, but for comments, which are 3.6:1 there: each example begins with one, and they are to be read. */
export const darkTheme: editor.IStandaloneThemeData = {
  base: "vs-dark",
  inherit: true,
  rules: [
    { token: "argument.identifier.gql", foreground: "#908aff" },
    { token: "comment", foreground: "#8fbc7a" },
  ],
  colors: {
    ...all(["editor.background", "scrollbar.shadow"], clear),
    ...all(["editorHoverWidget", "menu", "editorSuggestWidget", "quickInput", "editorWidget"].map((name) => `${name}.background`), ground),
    ...all(["textLink.foreground", "textLink.activeForeground", "editorLink.activeForeground", "list.highlightForeground"], accent),
    ...all(["list.focusHighlightForeground", "editorSuggestWidget.selectedForeground", "pickerGroup.foreground"], accent),
    ...all(["menu.selectionForeground", "focusBorder", "editorWidget.resizeBorder"], accent),
    ...all(["list.hoverBackground", "editorSuggestWidget.selectedBackground", "toolbar.hoverBackground"], glow),
    ...all(["inputOption.hoverBackground", "quickInputList.focusBackground", "menu.selectionBackground"], glow),
    "quickInputList.focusForeground": "#ffffff",
    "input.background": "#b7c2d711",
  },
};
