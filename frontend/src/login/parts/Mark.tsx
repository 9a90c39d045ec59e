/** The door that stands ajar, drawn in login.html: the mark of public/favicon.svg, in the colours of the page. */
export function Mark() {
  return (
    <svg class="mark" aria-hidden="true">
      <use href="#mark" />
    </svg>
  );
}
