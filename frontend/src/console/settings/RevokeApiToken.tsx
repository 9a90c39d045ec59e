import { RevokeApiTokenDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Token } from "./ApiTokens.tsx";

export function RevokeApiToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const { texts } = useLanguage();
  const words = texts.tokens;
  const announce = useAnnounce();
  const change = useChange(RevokeApiTokenDocument);

  async function end(): Promise<string | undefined> {
    const { revokeApiToken } = await change.mutateAsync({ input: { apiTokenId: token.id } });
    if (revokeApiToken.__typename === "NotFound") return texts.states.gone;
    announce(words.revoked(token.name));
    return undefined;
  }

  return (
    <ConfirmDialog
      title={words.revokeTitle(token.name)}
      confirm={words.revoke}
      onClose={onClose}
      onConfirm={end}
      finalFocus={() => document.querySelector("h1")}
    >
      <p>{words.revokeBody}</p>
    </ConfirmDialog>
  );
}
