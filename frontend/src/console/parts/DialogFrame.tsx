import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog } from "@base-ui/react/dialog";
import type { ComponentProps, ReactNode } from "react";

type Focus = Pick<ComponentProps<typeof Dialog.Popup>, "initialFocus" | "finalFocus">;

interface DialogFrameProps extends Focus {
  title: string;
  isTitleHidden?: boolean;
  /** What is read out with the title. */
  lead?: ReactNode;
  children: ReactNode;
  /** Wants an answer: announced as such, and no click beside it closes it. */
  isAlert?: boolean;
  /** A click beside it does not close it: something is being typed. */
  isKept?: boolean;
  className?: string;
  /** Above whatever dialog is open. */
  isLast?: boolean;
  /** Escape was pressed, or the page beside it. Nothing: the dialog cannot be closed. */
  onClose?: () => void;
}

/** What every dialog of the console stands in: modal, named by its title, and focus goes back to what opened it. */
export function DialogFrame(props: DialogFrameProps) {
  const { title, isTitleHidden, lead, children, isAlert, isKept, className, isLast, onClose } = props;
  const { initialFocus, finalFocus = true } = props;
  const Root = isAlert ? AlertDialog.Root : Dialog.Root;
  const classes = ["dialog", isLast && "dialog-last", className].filter(Boolean).join(" ");
  return (
    <Root open onOpenChange={(open) => !open && onClose?.()} {...(isKept && !isAlert ? { disablePointerDismissal: true } : {})}>
      <Dialog.Portal>
        <Dialog.Backdrop className={isLast ? "backdrop backdrop-last" : "backdrop"} />
        <Dialog.Popup className={classes} finalFocus={finalFocus} {...(initialFocus ? { initialFocus } : {})}>
          <Dialog.Title className={isTitleHidden ? "sr-only" : "dialog-title"}>{title}</Dialog.Title>
          {lead && (
            <Dialog.Description className="dialog-text" render={<div />}>
              {lead}
            </Dialog.Description>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Root>
  );
}
