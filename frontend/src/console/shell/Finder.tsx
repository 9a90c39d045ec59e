import { IconSearch } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "wouter";
import { useViewer } from "../access.ts";
import { DialogFrame } from "../parts/DialogFrame.tsx";
import { useLanguage } from "../texts/context.tsx";
import { FinderAnswer } from "./FinderAnswer.tsx";
import { rememberTarget, step, type Target } from "./finder.ts";
import { useFound } from "./useFound.ts";

const listId = "finder-list";
const optionId = (index: number) => `finder-option-${index}`;

/** Finds users, applications and pages (ux.md 5): a combobox whose list stands below it, all by keyboard. */
export function Finder({ onClose }: { onClose: () => void }) {
  const { texts } = useLanguage();
  const { id, may } = useViewer();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const hasChosen = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const found = useFound(text);
  const targets = found.groups.flatMap((group) => group.targets);
  const index = Math.min(active, Math.max(0, targets.length - 1));

  function open(target: Target) {
    hasChosen.current = true;
    rememberTarget(sessionStorage, id, target);
    onClose();
    if (target.isOutside) location.assign(target.to);
    else navigate(target.to);
  }

  function onKeyDown(event: KeyboardEvent) {
    // An input method's own Enter and arrows choose its characters.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = step(index, event.key, targets.length);
      setActive(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      const target = targets[index];
      if (target) open(target);
    }
  }

  return (
    <DialogFrame
      title={texts.finder.title}
      isTitleHidden
      className="finder"
      initialFocus={input}
      finalFocus={() => (hasChosen.current ? document.querySelector<HTMLElement>("h1") : true)}
      onClose={onClose}
    >
      <div className="finder-entry">
        <IconSearch size={20} aria-hidden="true" />
        <input
          ref={input}
          role="combobox"
          aria-label={texts.finder.label}
          aria-expanded={targets.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={targets.length > 0 ? optionId(index) : undefined}
          placeholder={may("seeApplications") ? texts.finder.placeholderAll : texts.finder.placeholderUsers}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="finder-close" onClick={onClose}>
          {texts.actions.close}
        </button>
      </div>
      <FinderAnswer found={found} listId={listId} optionId={optionId} active={index} onOpen={open} />
    </DialogFrame>
  );
}
