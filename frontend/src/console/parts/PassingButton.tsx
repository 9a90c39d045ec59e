import type { ComponentProps, RefObject } from "react";
import { Button } from "./Button.tsx";
import { useFocusHome } from "./useFocusHome.ts";

type PassingButtonProps = ComponentProps<typeof Button> & {
  /** What has the focus afterwards; else the page's heading. */
  home?: RefObject<HTMLElement | null>;
};

/** A button that goes away with what it ends: the focus goes on to a place that stays. */
export function PassingButton({ home, ...button }: PassingButtonProps) {
  const place = useFocusHome<HTMLButtonElement>(home);
  return <Button {...button} ref={place} />;
}
