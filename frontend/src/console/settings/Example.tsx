import { CopyButton } from "../parts/CopyButton.tsx";

/** A line to paste into a shell: it asks for the number of users. */
export function Example() {
  const line = [
    `curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json"`,
    `  -d '{"query":"{ users { totalCount } }"}' ${window.location.origin}/graphql`,
  ].join(" \\\n");
  return (
    <div className="example">
      <pre className="sample">{line}</pre>
      <CopyButton text={line} />
    </div>
  );
}
