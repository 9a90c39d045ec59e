import { useViewer } from "../access.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { useLanguage } from "../texts/context.tsx";

const example = `mutation {
  createUser(input: {
    email: "ada@example.com"
    password: "8 to 256 characters"
    applicationIds: []
  }) {
    __typename
    ... on UserError { message }
  }
}`;

/** How users come into the directory in numbers: one mutation each, by whoever may create them. */
export function ImportHint() {
  const { texts } = useLanguage();
  const { may } = useViewer();
  if (!may("changeDirectory")) return <p>{texts.users.emptyAsk}</p>;
  return (
    <>
      <p>{texts.users.emptyBody}</p>
      <p>{texts.users.importBody}</p>
      <div className="example">
        <pre>
          <code>{example}</code>
        </pre>
        <div className="example-actions">
          <CopyButton text={example} label={texts.users.importCopy} />
          <a href="/graphiql">{texts.users.importExplorer}</a>
        </div>
      </div>
    </>
  );
}
