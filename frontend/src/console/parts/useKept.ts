import { useState } from "react";

/** The rows that were shown last, for as long as the wanted ones cannot be had. */
export function useKept<Row>(rows: readonly Row[], isCurrent: boolean): readonly Row[] {
  const [kept, setKept] = useState(rows);
  const isNews = isCurrent && (kept.length !== rows.length || kept.some((row, index) => row !== rows[index]));
  if (isNews) setKept(rows);
  return isCurrent ? rows : kept;
}
