import { useRef, useState, type KeyboardEvent } from "react";
import { AuditHistogramDocument, type AuditEventFilter, type AuditHistogramQuery } from "../gql/graphql.ts";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Failure } from "../parts/states.tsx";
import { Time } from "../parts/Time.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { formatTime } from "../../shared/time.ts";

type Bucket = AuditHistogramQuery["auditHistogram"][number];

/** Bars that a finger can hit on a phone. */
const bucketsOf = (width: number): number => (width > 720 ? 40 : 20);
const height = 96;
const step = 12;

interface ChartProps {
  filter: AuditEventFilter;
  since: string;
  until: string;
  onNarrow: (since: string, until: string) => void;
}

/** Successes and failures over time. A bar narrows the range to its own span; the same numbers are there as a table. */
export function Chart({ filter, since, until, onNarrow }: ChartProps) {
  const { locale, texts } = useLanguage();
  const [buckets] = useState(() => bucketsOf(window.innerWidth));
  const { data, error, refetch } = useAnswer(AuditHistogramDocument, { since, until, buckets, filter });
  const [kept, setKept] = useState(data);
  if (data && data !== kept) setKept(data);
  const counted = (data ?? kept)?.auditHistogram ?? [];
  return (
    <figure className="chart" aria-busy={!data || undefined}>
      <figcaption>
        <span>{texts.audit.chart(formatTime(locale, since), formatTime(locale, until))}</span>
        <span className="chart-legend">
          <span className="chart-key chart-key-success">{texts.results.SUCCESS}</span>
          <span className="chart-key chart-key-failure">{texts.results.FAILURE}</span>
        </span>
      </figcaption>
      {error && !data && counted.length === 0 ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Bars buckets={buckets} counted={counted} onNarrow={onNarrow} />
      )}
      {counted.some(({ isExact }) => !isExact) && <p className="soft chart-note">{texts.audit.chartOpen}</p>}
      {error && counted.length > 0 && (
        <p className="notice notice-danger notice-line" role="alert">
          {texts.audit.chartStale} <PassingButton onClick={() => void refetch()}>{texts.actions.again}</PassingButton>
        </p>
      )}
      <Numbers counted={counted} />
    </figure>
  );
}

interface BarsProps {
  buckets: number;
  counted: readonly Bucket[];
  onNarrow: ChartProps["onNarrow"];
}

function Bars({ buckets, counted, onNarrow }: BarsProps) {
  const { locale, texts } = useLanguage();
  const [current, setCurrent] = useState(0);
  const group = useRef<SVGSVGElement>(null);
  const most = Math.max(1, ...counted.map(({ success, failure }) => success + failure));
  const focus = (index: number) => {
    const next = Math.min(counted.length - 1, Math.max(0, index));
    setCurrent(next);
    group.current?.querySelectorAll<SVGGElement>("[role=button]")[next]?.focus();
  };
  const onKey = (event: KeyboardEvent, bucket: Bucket, index: number) => {
    const moves: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: counted.length - 1 };
    const next = moves[event.key];
    if (next !== undefined) focus(next);
    else if (event.key === "Enter" || event.key === " ") onNarrow(bucket.since, bucket.until);
    else return;
    event.preventDefault();
  };
  return (
    <svg
      ref={group}
      className="chart-bars"
      viewBox={`0 0 ${(buckets * step).toString()} ${height.toString()}`}
      preserveAspectRatio="none"
      role="group"
      aria-label={texts.audit.chartBars}
    >
      {counted.map((bucket, index) => {
        const failure = (bucket.failure / most) * height;
        const success = (bucket.success / most) * height;
        const words = texts.audit.chartBar(formatTime(locale, bucket.since), bucket.success, bucket.failure, bucket.isExact);
        return (
          // By its place: whoever narrowed the range by keyboard stays where the bars are.
          <g
            key={index}
            role="button"
            tabIndex={index === Math.min(current, counted.length - 1) ? 0 : -1}
            aria-label={words}
            className="chart-bar"
            onClick={() => onNarrow(bucket.since, bucket.until)}
            onKeyDown={(event) => onKey(event, bucket, index)}
            onFocus={() => setCurrent(index)}
          >
            <title>{words}</title>
            <rect className="chart-hit" x={index * step} y={0} width={step} height={height} />
            <rect className="chart-success" x={index * step + 1} y={height - failure - success} width={step - 2} height={success} />
            {!bucket.isExact && (
              <line
                className="chart-open"
                x1={index * step + 1}
                x2={(index + 1) * step - 1}
                y1={Math.max(1, height - failure - success)}
                y2={Math.max(1, height - failure - success)}
              />
            )}
            <rect className="chart-failure" x={index * step + 1} y={height - failure} width={step - 2} height={failure} />
          </g>
        );
      })}
    </svg>
  );
}

function Numbers({ counted }: { counted: readonly Bucket[] }) {
  const { locale, texts } = useLanguage();
  const number = (count: number, isExact: boolean) =>
    isExact ? count.toLocaleString(locale) : texts.audit.atLeast(count.toLocaleString(locale));
  return (
    <details className="chart-table">
      <summary>{texts.audit.asTable}</summary>
      <div className="chart-numbers">
        <table>
          <caption className="sr-only">{texts.audit.chartTable}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.audit.since}</th>
              <th scope="col">{texts.audit.until}</th>
              <th scope="col">{texts.results.SUCCESS}</th>
              <th scope="col">{texts.results.FAILURE}</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((bucket) => (
              <tr key={bucket.since}>
                <th scope="row">
                  <Time at={bucket.since} />
                </th>
                <td>
                  <Time at={bucket.until} />
                </td>
                <td>{number(bucket.success, bucket.isExact)}</td>
                <td>{number(bucket.failure, bucket.isExact)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
