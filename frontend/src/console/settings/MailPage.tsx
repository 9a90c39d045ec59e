import { IconAlertTriangle, IconCircleCheck, IconMailOff, IconMailbox } from "@tabler/icons-react";
import { useViewer } from "../access.ts";
import { MailSettingsDocument, type MailSettingsQuery } from "../gql/graphql.ts";
import { Badge } from "../parts/Badge.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { Failed, Skeleton } from "../parts/states.tsx";
import { Time } from "../parts/Time.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { MailCheck } from "./MailCheck.tsx";
import { ReadOnly } from "./ReadOnly.tsx";
import type { ReactNode } from "react";

type Settings = MailSettingsQuery["mailSettings"];

function State({ settings: { delivery, server } }: { settings: Settings }) {
  const { texts } = useLanguage();
  const words = texts.mailSettings;
  if (!delivery.isConfigured)
    return (
      <Badge tone="danger" icon={<IconMailOff size={16} aria-hidden="true" />}>
        {words.missing}
      </Badge>
    );
  if (!delivery.isWorking)
    return (
      <Badge tone="warn" icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
        {words.failing}
      </Badge>
    );
  return server ? (
    <Badge tone="good" icon={<IconCircleCheck size={16} aria-hidden="true" />}>
      {words.working}
    </Badge>
  ) : (
    <Badge tone="soft" icon={<IconMailbox size={16} aria-hidden="true" />}>
      {words.mailbox}
    </Badge>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Moment({ at }: { at: string | null }) {
  const { texts } = useLanguage();
  return at ? <Time at={at} /> : <span className="soft">{texts.states.never}</span>;
}

function Facts({ settings: { delivery, server, lastFailureReference } }: { settings: Settings }) {
  const { texts } = useLanguage();
  const words = texts.mailSettings;
  return (
    <dl className="facts">
      {server && (
        <>
          <Fact name={words.server}>
            <code>{`${server.host}:${server.port}`}</code>
          </Fact>
          <Fact name={words.encryption}>{words.encryptions[server.encryption]}</Fact>
          <Fact name={words.sender}>{server.sender}</Fact>
        </>
      )}
      <Fact name={words.lastDelivered}>
        <Moment at={delivery.lastDeliveredAt} />
      </Fact>
      <Fact name={words.lastFailed}>
        <Moment at={delivery.lastFailedAt} />
        {delivery.lastFailedAt && lastFailureReference && (
          <span className="beneath">
            {words.reference} <code>{lastFailureReference}</code>
          </span>
        )}
      </Fact>
    </dl>
  );
}

/** Settings › Mail: how mail leaves, how that went, and a way to try it out (rule C5). */
export function MailPage() {
  const { texts } = useLanguage();
  const words = texts.mailSettings;
  const { may } = useViewer();
  const { data, error, isPending, refetch } = useAnswer(MailSettingsDocument, {});
  const settings = data?.mailSettings;
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <ReadOnly />
      {isPending && <Skeleton lines={4} />}
      {error && <Failed error={error} hasRows={settings !== undefined} onRetry={() => void refetch()} />}
      {settings && (
        <section className="panel">
          <State settings={settings} />
          {!settings.delivery.isConfigured && (
            <>
              <p>{words.missingBody}</p>
              <pre className="sample">
                {"OSTIARY_SMTP_URL=smtp://user:password@mail.example.com:587?starttls=required\nOSTIARY_MAIL_FROM=ostiary@example.com"}
              </pre>
            </>
          )}
          {settings.delivery.isConfigured && !settings.server && (
            <p>
              {words.mailboxBody} <a href="/mailbox">{words.openMailbox}</a>
            </p>
          )}
          <Facts settings={settings} />
        </section>
      )}
      {settings?.delivery.isConfigured && may("changeSettings") && <MailCheck />}
    </>
  );
}
