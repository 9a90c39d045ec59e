import { useEffect, useRef, type ReactNode } from "react";
import { Breadcrumb, type Crumb } from "../shell/Breadcrumb.tsx";
import { useLanguage } from "../texts/context.tsx";

let isFirstPage = true;

interface PageHeadingProps {
  title: string;
  /** What the page is a part of, for the window's title. */
  within?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  crumbs?: Crumb[];
}

/** The page's h1. Arriving by a link inside the console moves focus here, so that the new page is read out. */
export function PageHeading({ title, within, lead, actions, crumbs }: PageHeadingProps) {
  const { texts } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [title, within, texts.product].filter(Boolean).join(" · ");
  }, [title, within, texts.product]);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, []);
  return (
    <header className="page-heading">
      {crumbs && <Breadcrumb crumbs={crumbs} />}
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}
