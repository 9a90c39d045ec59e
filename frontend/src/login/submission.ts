// How a form of codes is sent (ux.md "The code field").
import { useEffect, useRef } from "preact/hooks";

/**
 * Submits by itself the first time the form is whole, and never after anything was submitted: nobody burns attempts
 * through a slip. Answers the submission for the form's own button.
 */
export function useSubmission(isWhole: boolean, submit: () => void): () => void {
  const spentRef = useRef(false);
  const submitOnce = (): void => {
    spentRef.current ||= isWhole;
    submit();
  };
  useEffect(() => {
    if (isWhole && !spentRef.current) submitOnce();
    // Only becoming whole counts; the function is a new one at every rendering.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isWhole]);
  return submitOnce;
}
