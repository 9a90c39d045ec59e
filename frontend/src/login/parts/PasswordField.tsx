import { useState } from "preact/hooks";
import { texts } from "../door.ts";
import { Icon } from "./Icon.tsx";
import { TextField } from "./TextField.tsx";

interface Props {
  /** Left out: the password that one has. */
  label?: string;
  autoComplete?: "new-password";
  value: string;
  onValue: (value: string) => void;
  error: string | null;
}

export function PasswordField({ label, autoComplete, value, onValue, error }: Props) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      id="password"
      label={label ?? texts.password}
      type={isShown ? "text" : "password"}
      autoComplete={autoComplete ?? "current-password"}
      value={value}
      error={error}
      onInput={(event) => {
        onValue(event.currentTarget.value);
      }}
    >
      <button
        type="button"
        class="inside"
        aria-label={texts.showPassword}
        aria-pressed={isShown}
        onClick={() => {
          setShown(!isShown);
        }}
      >
        <Icon name="eye" />
      </button>
    </TextField>
  );
}
