import { Icon } from "../parts/Icon.tsx";
import { aboutId, Title } from "../parts/Title.tsx";

interface Props {
  title: string;
  text: string;
  /** The one way on; absent where there is none from here. */
  icon?: "check";
  button?: { label: string; onClick: () => void };
}

/** A page that says one thing. */
export function Message({ title, text, icon, button }: Props) {
  return (
    <>
      <span class={icon ? "badge good" : "badge"}>
        <Icon name={icon ?? (button ? "clock" : "warning")} />
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
