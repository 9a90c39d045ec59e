import { IconLock } from "@tabler/icons-react";
import { useViewer } from "../access.ts";
import { useLanguage } from "../texts/context.tsx";

/** Why there are no buttons, for those who may look and not change. */
export function ReadOnly() {
  const { texts } = useLanguage();
  const { may, role } = useViewer();
  if (may("changeSettings")) return null;
  return (
    <p className="notice notice-soft notice-line">
      <IconLock size={18} aria-hidden="true" />
      <span>{texts.settings.readOnly(texts.roles[role])}</span>
    </p>
  );
}
