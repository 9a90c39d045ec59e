import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useState } from "react";

const pause = 250;

/** Asks once typing pauses. */
export function SearchField({ label, onSearch }: { label: string; onSearch: (text: string) => void }) {
  const id = useId();
  const [text, setText] = useState("");
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
