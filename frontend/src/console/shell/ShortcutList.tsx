import { useRef, useState } from "react";
import { useViewer } from "../access.ts";
import { Button } from "../parts/Button.tsx";
import { DialogFrame } from "../parts/DialogFrame.tsx";
import { Switch } from "../parts/Switch.tsx";
import { useLanguage } from "../texts/context.tsx";
import { controlKey } from "./platform.ts";
import { places } from "./pages.ts";
import { areShortcutsOn, rememberShortcuts } from "./shortcuts.ts";

function Row({ keys, children }: { keys: string[]; children: string }) {
  const { texts } = useLanguage();
  return (
    <div>
      <dt>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && <span className="shortcut-then"> {texts.shortcuts.then} </span>}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Every shortcut, and the switch that turns off those of a single key (WCAG 2.1.4). */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [isOn, setIsOn] = useState(areShortcutsOn);
  const close = useRef<HTMLButtonElement>(null);
  const reachable = places.filter((place) => place.keys && may(place.permission));
  return (
    <DialogFrame title={texts.shortcuts.title} lead={texts.shortcuts.lead} initialFocus={close} onClose={onClose}>
      <dl className="shortcuts" data-off={!isOn || undefined}>
        {reachable.map((place) => (
          <Row key={place.key} keys={(place.keys ?? "").split(" ")}>
            {texts.shortcuts.goTo(place.title(texts))}
          </Row>
        ))}
        <Row keys={["?"]}>{texts.shortcuts.list}</Row>
      </dl>
      <dl className="shortcuts">
        <Row keys={[controlKey("K")]}>{texts.shortcuts.finder}</Row>
        {may("changeFactors") && <Row keys={[controlKey("S")]}>{texts.shortcuts.save}</Row>}
      </dl>
      <div className="setting">
        <div>
          <p className="setting-title" id="shortcuts-switch">
            {texts.shortcuts.enabled}
          </p>
          <p className="soft" id="shortcuts-hint">
            {texts.shortcuts.enabledHint}
          </p>
        </div>
        <Switch
          checked={isOn}
          labelledBy="shortcuts-switch"
          describedBy="shortcuts-hint"
          onChange={(next) => {
            rememberShortcuts(next);
            setIsOn(next);
          }}
        />
      </div>
      <div className="dialog-actions">
        <Button ref={close} onClick={onClose}>{texts.actions.close}</Button>
      </div>
    </DialogFrame>
  );
}
