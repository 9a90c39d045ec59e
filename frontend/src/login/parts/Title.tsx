import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useDoor } from "../door.ts";

/** The page's one h1. A new stage brings a new one, which takes the focus and names the window. */
export function Title({ text, children }: { text: string; children?: ComponentChildren }) {
  const { flow } = useDoor();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEffect(() => {
    const name = flow.applicationName;
    document.title = !name || text.includes(name) ? text : `${text} · ${name}`;
  });
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
      {children}
    </h1>
  );
}
