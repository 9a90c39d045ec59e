import type { FactorKind } from "../gql/graphql.ts";
import type { Texts } from "../texts/en.ts";

export interface FactorState {
  kind: FactorKind;
  enabled: boolean;
  stagedEnabled: boolean | null;
  bindingCount: number;
}

/** What the switch shows: the author's own toggle before what logins follow now (rule C1). */
export function shownState(factor: FactorState): boolean {
  return factor.stagedEnabled ?? factor.enabled;
}

/** The factors that Save would change. Toggling there and back leaves nothing to save. */
export function unsavedFactors<State extends FactorState>(factors: readonly State[]): State[] {
  return factors.filter((factor) => shownState(factor) !== factor.enabled);
}

/** "OTP off, Email on": what the save bar says. */
export function nameChanges(factors: readonly FactorState[], texts: Texts): string {
  return unsavedFactors(factors)
    .map((factor) => texts.mfa.change(texts.factors[factor.kind], shownState(factor)))
    .join(texts.mfa.separator);
}

/**
 * The factors whose bindings the removal warning is about (rule C3). `count`: the server's, of this second. Where it is
 * not what this page knows of, somebody bound one meanwhile, and any factor that goes off may be the one.
 */
export function losingFactors<State extends FactorState>(factors: readonly State[], count: number): State[] {
  const going = unsavedFactors(factors).filter((factor) => !shownState(factor));
  const known = going.reduce((sum, factor) => sum + factor.bindingCount, 0);
  return known === count ? going.filter((factor) => factor.bindingCount > 0) : going;
}

/** The factors that go off with nobody bound: no warning, a plain sentence. */
export function emptyFactors<State extends FactorState>(factors: readonly State[]): State[] {
  return unsavedFactors(factors).filter((factor) => !shownState(factor) && factor.bindingCount === 0);
}

/** Whether `typed` is the application's name, as far as eyes can tell: blanks at the ends and doubled ones do not count. */
export function isNameOf(name: string, typed: string): boolean {
  const visible = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
  return visible(typed) === visible(name);
}
