import { Icon } from "./Icon.tsx";

/** An error below its field or form. The element is always there, so that its first words are announced too. */
export function Alert({ id, text }: { id?: string; text: string | null }) {
  return (
    <div id={id} class="alert" role="alert">
      {text && (
        <p class="problem">
          <Icon name="warning" />
          {text}
        </p>
      )}
    </div>
  );
}
