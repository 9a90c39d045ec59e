import { IconCloudOff } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useLanguage } from "../texts/context.tsx";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that the browser has no network; goes when it has. */
export function Offline() {
  const { texts } = useLanguage();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!isOnline && (
        <p className="notice notice-warn notice-line offline">
          <IconCloudOff size={20} aria-hidden="true" />
          <span>{texts.shell.offline}</span>
        </p>
      )}
    </div>
  );
}
