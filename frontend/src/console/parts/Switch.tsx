interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  labelledBy: string;
  describedBy?: string;
  /** May be seen, not changed: stays in the tab order, so that the state can be read. */
  readOnly?: boolean;
  busy?: boolean;
}

export function Switch({ checked, onChange, labelledBy, describedBy, readOnly = false, busy = false }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={checked}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-disabled={readOnly || undefined}
      onClick={() => {
        if (!readOnly && !busy) onChange(!checked);
      }}
    >
      <span className="switch-thumb" />
    </button>
  );
}
