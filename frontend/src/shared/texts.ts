/**
 * What another language's catalogue must look like: the same keys, the same arguments, other words.
 * Use: `export const en = {…}`, `export type Texts = Catalogue<typeof en>`, `export const zh: Texts = {…}`.
 */
export type Catalogue<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Catalogue<T[Key]>;
};

/** English has two forms: `countOf(1, "user", "users")` is "1 user". */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
