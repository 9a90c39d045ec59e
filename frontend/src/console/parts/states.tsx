import { IconDoorOff, IconLock, IconMoodEmpty, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useViewer } from "../access.ts";
import { describe, isForbidden } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { Button } from "./Button.tsx";
import { PageHeading } from "./PageHeading.tsx";

/** Grey bars where the content will be, so that nothing jumps when it comes. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const { texts } = useLanguage();
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{texts.states.loading}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
}

export function Empty({ title, children, icon }: EmptyProps) {
  return (
    <div className="empty">
      {icon ?? <IconMoodEmpty size={32} stroke={1.5} aria-hidden="true" />}
      <p className="empty-title">{title}</p>
      {children && <div className="soft">{children}</div>}
    </div>
  );
}

/** Why something is not shown, with a way to ask again where that helps. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { texts } = useLanguage();
  const { role } = useViewer();
  if (isForbidden(error)) {
    return (
      <Empty title={texts.states.forbiddenTitle} icon={<IconLock size={32} stroke={1.5} aria-hidden="true" />}>
        <p>{texts.states.forbiddenBody(texts.roles[role])}</p>
      </Empty>
    );
  }
  return (
    <div role="alert">
      <Empty title={texts.states.failedTitle} icon={<IconPlugConnectedX size={32} stroke={1.5} aria-hidden="true" />}>
        <p>{describe(error, texts)}</p>
        <Button onClick={onRetry}>{texts.actions.again}</Button>
      </Empty>
    </div>
  );
}

export function NotFoundPage() {
  const { texts } = useLanguage();
  return (
    <>
      <PageHeading title={texts.states.notFoundTitle} />
      <Empty title={texts.states.notFoundBody} icon={<IconDoorOff size={32} stroke={1.5} aria-hidden="true" />} />
    </>
  );
}

export function ForbiddenPage() {
  const { texts } = useLanguage();
  const { role } = useViewer();
  return (
    <>
      <PageHeading title={texts.states.forbiddenTitle} />
      <Empty
        title={texts.states.forbiddenBody(texts.roles[role])}
        icon={<IconLock size={32} stroke={1.5} aria-hidden="true" />}
      />
    </>
  );
}
