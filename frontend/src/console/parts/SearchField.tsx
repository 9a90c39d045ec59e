import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";

const pause = 250;

interface SearchFieldProps {
  label: string;
  onSearch: (text: string) => void;
  /** Drawn anew, empty, by a button that is gone now: takes the focus over. */
  isCleared?: boolean;
  /** What the field says at first. */
  initial?: string;
}

/** Asks once typing pauses. */
export function SearchField({ label, onSearch, isCleared = false, initial = "" }: SearchFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isCleared) input.current?.focus();
  }, [isCleared]);
  const [text, setText] = useState(initial);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), pause);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <div className="search" role="search">
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <IconSearch size={18} aria-hidden="true" />
      <input
        ref={input}
        id={id}
        type="search"
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
