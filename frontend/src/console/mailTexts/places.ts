/** Where line and column (from 1, the column in code points, as the API tells them) are in a text, in UTF-16 units. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const within = Array.from(lines[line - 1] ?? "").slice(0, column - 1).join("");
  return before + within.length;
}

/** The text with a word in place of what is selected, and where the cursor then stands. */
export function inserted(text: string, word: string, start: number | null, end: number | null) {
  const from = start ?? text.length;
  return { value: text.slice(0, from) + word + text.slice(end ?? from), caret: from + word.length };
}
