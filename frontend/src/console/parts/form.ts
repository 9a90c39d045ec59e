/** A text field's value; "" for a field that is missing or no text. */
export function readText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** The values of all ticked boxes of one name. */
export function readTicked(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}
