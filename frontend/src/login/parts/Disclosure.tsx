import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** A button that shows and hides what belongs to it. */
export function Disclosure({ id, label, children }: { id: string; label: string; children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        class="quiet"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {label}
      </button>
      <div id={id} hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}
