import { useLanguage } from "../texts/context.tsx";

/** The outline of a page about one application or one user, so that nothing jumps when it comes. */
export function PageSkeleton() {
  const { texts } = useLanguage();
  return (
    <div className="outline" role="status">
      <h1 className="sr-only">{texts.states.loading}</h1>
      <span className="skeleton-line outline-crumbs" aria-hidden="true" />
      <span className="skeleton-line outline-name" aria-hidden="true" />
      <span className="skeleton-line outline-title" aria-hidden="true" />
      <span className="skeleton-line outline-card" aria-hidden="true" />
      <span className="skeleton-line outline-card" aria-hidden="true" />
    </div>
  );
}
