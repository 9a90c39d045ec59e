import type { ReactNode } from "react";

/** A state in a word, with a colour that only repeats it. */
export function Badge({ tone, icon, children }: { tone: "good" | "warn" | "danger" | "soft"; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`badge badge-${tone}`}>
      {icon}
      {children}
    </span>
  );
}
