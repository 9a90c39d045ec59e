import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";

const visibleFor = 6_000;

interface Announcer {
  /** `isGood` false: it could not be done. */
  announce: (sentence: string, isGood?: boolean) => void;
  hush: () => void;
}

const AnnouncerContext = createContext<Announcer>({ announce: () => undefined, hush: () => undefined });

/** One line at the foot of the window that says what was done, also to a screen reader. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ sentence: string; isGood: boolean } | null>(null);
  const announce = useCallback((sentence: string, isGood = true) => setSaid({ sentence, isGood }), []);
  const hush = useCallback(() => setSaid(null), []);
  const announcer = useMemo(() => ({ announce, hush }), [announce, hush]);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(hush, visibleFor);
    return () => clearTimeout(timer);
  }, [said, hush]);
  const Icon = said?.isGood === false ? IconAlertTriangle : IconCircleCheck;
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div className="announcer" role="status">
        {said && (
          <p className="announcement">
            <Icon size={20} aria-hidden="true" />
            {said.sentence}
          </p>
        )}
      </div>
    </AnnouncerContext>
  );
}

export function useAnnounce(): Announcer["announce"] {
  return use(AnnouncerContext).announce;
}

/** Takes back what was said: with the next thing begun it is over, and would stand beside a failure of that. */
export function useHush(): Announcer["hush"] {
  return use(AnnouncerContext).hush;
}
