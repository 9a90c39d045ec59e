import { IconCircleCheck } from "@tabler/icons-react";
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";

const visibleFor = 6_000;

const AnnouncerContext = createContext<(sentence: string) => void>(() => undefined);

/** One line at the foot of the window that says what was done, also to a screen reader. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ sentence: string } | null>(null);
  const announce = useCallback((sentence: string) => setSaid({ sentence }), []);
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(null), visibleFor);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="announcer" role="status">
        {said && (
          <p className="announcement">
            <IconCircleCheck size={20} aria-hidden="true" />
            {said.sentence}
          </p>
        )}
      </div>
    </AnnouncerContext>
  );
}

export function useAnnounce(): (sentence: string) => void {
  return use(AnnouncerContext);
}
