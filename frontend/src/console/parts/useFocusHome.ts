import { useLayoutEffect, useRef, type RefObject } from "react";

/** For what its own buttons end: the focus would be lost with it, and goes to the page's heading instead. */
export function useFocusHome<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useLayoutEffect(() => {
    const ending = place.current;
    return () => {
      if (ending?.contains(document.activeElement)) document.querySelector("h1")?.focus();
    };
  }, []);
  return place;
}
