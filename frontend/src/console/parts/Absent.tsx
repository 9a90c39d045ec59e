import { useLanguage } from "../texts/context.tsx";

/** Nothing stands here; said as a word to those who cannot see the dash. */
export function Absent() {
  const { texts } = useLanguage();
  return (
    <span className="soft">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{texts.states.none}</span>
    </span>
  );
}
