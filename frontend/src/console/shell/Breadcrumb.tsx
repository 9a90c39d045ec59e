import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "wouter";
import { useLanguage } from "../texts/context.tsx";

export interface Crumb {
  label: string;
  to?: string;
}

/** Where this page stands; the last one is the page itself. A separator may end a line, but begins none. */
export function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  const { texts } = useLanguage();
  return (
    <nav aria-label={texts.shell.breadcrumb} className="breadcrumb">
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.label}>
            {crumb.to ? (
              <Link href={crumb.to}>{crumb.label}</Link>
            ) : (
              <span aria-current={index === crumbs.length - 1 ? "page" : undefined}>{crumb.label}</span>
            )}
            {index < crumbs.length - 1 && <IconChevronRight size={14} aria-hidden="true" />}
          </li>
        ))}
      </ol>
    </nav>
  );
}
