import { useEffect, useRef } from "preact/hooks";
import { visit } from "../door.ts";

/** The id of the sentence that is read out together with the title, where a screen has one. */
export const aboutId = "about";

/** The page's one h1. A new stage brings a new one, which takes the focus and names the window. */
export function Title({ text, isUnseen = false }: { text: string; isUnseen?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEffect(() => {
    const name = visit.applicationName;
    document.title = !name || text.includes(name) ? text : `${text} · ${name}`;
  });
  return (
    <h1 ref={heading} class={isUnseen ? "unseen" : ""} tabIndex={-1} aria-describedby={aboutId}>
      {text}
    </h1>
  );
}
