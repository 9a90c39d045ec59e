// What every screen needs: the words, the language and the login itself.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Locale } from "../shared/locale.ts";
import type { Flow } from "./flow.ts";
import type { Texts } from "./texts/en.ts";

export interface Door {
  texts: Texts;
  locale: Locale;
  flow: Flow;
}

export const DoorContext = createContext<Door | null>(null);

export function useDoor(): Door {
  const door = useContext(DoorContext);
  if (!door) throw new Error("no door above");
  return door;
}
