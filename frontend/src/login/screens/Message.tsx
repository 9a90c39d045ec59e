import { Icon } from "../parts/Icon.tsx";
import { aboutId, Title } from "../parts/Title.tsx";

interface Props {
  title: string;
  text: string;
  /** The one way on; absent where there is none from here. */
  button?: { label: string; onClick: () => void };
}

/** A page that says one thing. */
export function Message({ title, text, button }: Props) {
  return (
    <>
      <span class="badge">
        <Icon name={button ? "clock" : "warning"} />
      </span>
      <Title text={title} />
      <p id={aboutId}>{text}</p>
      {button && (
        <button type="button" class="main" onClick={button.onClick}>
          {button.label}
        </button>
      )}
    </>
  );
}
