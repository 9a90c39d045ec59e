import { IconApps, IconFileText, IconUser } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Button } from "../parts/Button.tsx";
import { describe } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Target } from "./finder.ts";
import type { useFound } from "./useFound.ts";

const look = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

const icons: Record<Target["kind"], ReactNode> = {
  page: <IconFileText {...look} />,
  application: <IconApps {...look} />,
  user: <IconUser {...look} />,
};

interface FinderAnswerProps {
  found: ReturnType<typeof useFound>;
  listId: string;
  optionId: (index: number) => string;
  active: number;
  onOpen: (target: Target) => void;
}

interface OptionProps {
  id: string;
  target: Target;
  isActive: boolean;
  onOpen: (target: Target) => void;
}

/** The keyboard stays in the text field, whose arrow keys move here; a click or tap opens. */
function Option({ id, target, isActive, onOpen }: OptionProps) {
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox has the keys
    <div id={id} role="option" tabIndex={-1} aria-selected={isActive} className="finder-option" onClick={() => onOpen(target)}>
      {icons[target.kind]}
      <span className="finder-label">{target.label}</span>
      {target.detail && <code>{target.detail}</code>}
    </div>
  );
}

/** What was found, and how the search stands. */
export function FinderAnswer({ found, listId, optionId, active, onOpen }: FinderAnswerProps) {
  const { texts } = useLanguage();
  const { groups, search, isSearching, error } = found;
  const targets = groups.flatMap((group) => group.targets);
  const isEmpty = targets.length === 0;
  const count = isEmpty ? texts.finder.nothing(search) : texts.finder.found(targets.length);
  // A search that failed has found neither something nor nothing.
  const state = isSearching ? texts.finder.searching : isEmpty && error ? "" : count;
  return (
    <>
      <div className="finder-list" id={listId} role="listbox" aria-label={texts.finder.title} hidden={isEmpty}>
        {groups.map((group) => (
          <div key={group.key} role="group" aria-labelledby={`finder-${group.key}`}>
            <p className="finder-title" id={`finder-${group.key}`} role="presentation">
              {texts.finder[group.key]}
            </p>
            {group.targets.map((target) => {
              const index = targets.indexOf(target);
              return (
                <Option
                  key={target.to}
                  id={optionId(index)}
                  target={target}
                  isActive={index === active}
                  onOpen={onOpen}
                />
              );
            })}
          </div>
        ))}
      </div>
      {error !== null && (
        <div className="finder-failure" role="alert">
          <p>{texts.states.both(texts.finder.failed, describe(error, texts))}</p>
          <Button onClick={found.retry}>{texts.actions.again}</Button>
        </div>
      )}
      <p className="finder-foot">
        <span role="status">{state}</span>
        <span className="finder-keys">{texts.finder.keys}</span>
      </p>
    </>
  );
}
