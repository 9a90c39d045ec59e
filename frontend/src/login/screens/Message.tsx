import { Icon } from "../parts/Icon.tsx";
import { aboutId, Title } from "../parts/Title.tsx";

interface Props {
  title: string;
  text: string;
  icon?: "check" | "clock" | "warning";
  /** The one way on; absent where there is none from here. */
  button?: { label: string; onClick: () => void };
}

/** A page that says one thing. */
export function Message({ title, text, icon = "warning", button }: Props) {
  return (
    <>
      <span class={icon === "check" ? "badge good" : "badge"}>
        <Icon name={icon} />
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
