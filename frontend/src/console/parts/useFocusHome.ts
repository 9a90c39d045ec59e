import { useLayoutEffect, useRef, type RefObject } from "react";

/** For what its own buttons end: the focus would be lost with it, and goes to `home` instead; else the page's heading. */
export function useFocusHome<E extends HTMLElement>(home?: RefObject<HTMLElement | null>): RefObject<E | null> {
  const place = useRef<E>(null);
  useLayoutEffect(() => {
    const ending = place.current;
    const kept = home?.current;
    return () => {
      if (ending?.contains(document.activeElement)) (kept ?? document.querySelector("h1"))?.focus({ preventScroll: true });
    };
  }, [home]);
  return place;
}
