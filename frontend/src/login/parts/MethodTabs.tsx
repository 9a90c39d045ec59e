import { texts } from "../door.ts";
import type { FactorKind } from "../gql/graphql.ts";

interface Props {
  kinds: FactorKind[];
  chosen: FactorKind;
  onChosen: (choice: { kind: FactorKind; isByKey: boolean }) => void;
}

/** Which tab a key leads to, or null where the key means nothing here (WAI-ARIA tabs, automatic activation). */
export function tabAfter(key: string, index: number, count: number): number | null {
  if (key === "ArrowRight") return (index + 1) % count;
  if (key === "ArrowLeft") return (index + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

export function MethodTabs({ kinds, chosen, onChosen }: Props) {
  function onKeyDown(event: KeyboardEvent): void {
    const next = tabAfter(event.key, kinds.indexOf(chosen), kinds.length);
    const kind = next === null ? undefined : kinds[next];
    if (!kind) return;
    event.preventDefault();
    onChosen({ kind, isByKey: true });
    document.getElementById(`tab-${kind}`)?.focus();
  }

  return (
    <div role="tablist" tabIndex={-1} aria-label={texts.tabs} onKeyDown={onKeyDown}>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          role="tab"
          id={`tab-${kind}`}
          aria-controls={`panel-${kind}`}
          aria-selected={kind === chosen}
          tabIndex={kind === chosen ? 0 : -1}
          onClick={() => {
            onChosen({ kind, isByKey: false });
          }}
        >
          {kind === "OTP" ? kind : texts.email}
        </button>
      ))}
    </div>
  );
}
