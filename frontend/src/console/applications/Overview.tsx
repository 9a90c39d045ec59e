import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "wouter";
import { CopyButton } from "../parts/CopyButton.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { Time } from "../parts/Time.tsx";
import { writeFilter } from "../audit/filter.ts";
import { paths, routes } from "../paths.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";

export function Overview({ application }: { application: Application }) {
  const { texts } = useLanguage();
  const address = `${location.origin}/login?client_id=${encodeURIComponent(application.clientId)}`;
  const enabled = application.factors.filter((factor) => factor.enabled);
  return (
    <>
      <PageHeading
        title={texts.applications.overview}
        within={application.name}
        lead={
          <>
            {texts.applications.created} <Time at={application.createdAt} />
          </>
        }
      />
      <section className="panel" aria-labelledby="login-address">
        <h2 id="login-address">{texts.applications.loginAddress}</h2>
        <p className="soft">{texts.applications.loginAddressHint}</p>
        <p className="address">
          <a href={address}>{address}</a>
          <CopyButton text={address} />
        </p>
      </section>
      <section className="panel" aria-labelledby="second-factors">
        <h2 id="second-factors">{texts.applications.factors}</h2>
        <dl className="facts">
          {application.factors.map((factor) => (
            <div key={factor.kind}>
              <dt>{texts.factors[factor.kind]}</dt>
              <dd>
                {factor.enabled ? texts.mfa.on : texts.mfa.off} · {texts.mfa.bound(factor.kind, factor.bindingCount)}
              </dd>
            </div>
          ))}
        </dl>
        {enabled.length === 0 && <p className="soft">{texts.mfa.passwordOnly}</p>}
        <p>
          <Link href={paths.mfa(application.id)} className="forward">
            {texts.applications.mfaLink}
            <IconArrowRight size={18} aria-hidden="true" />
          </Link>
        </p>
        <p>
          <Link href={`${routes.behavior}?${writeFilter({ applicationId: application.id })}`} className="forward">
            {texts.audit.ofApplication}
            <IconArrowRight size={18} aria-hidden="true" />
          </Link>
        </p>
      </section>
    </>
  );
}
