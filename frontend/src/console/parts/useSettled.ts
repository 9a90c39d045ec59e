import { useEffect, useState } from "react";

/** Milliseconds that typing must pause before the server is asked. */
const pause = 200;

/** `text` as it was when typing last paused. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
