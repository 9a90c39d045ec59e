/** The door that stands ajar: the mark of public/favicon.svg, in the colours of the page. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="wall" d="M5 29V14a11 11 0 0 1 22 0v15Z" />
      <path class="light" d="M10 29V14a6 6 0 0 1 6-6v21Z" opacity=".28" />
      <path class="light" d="m16 8 7 3v18h-7Z" />
      <circle class="knob" cx="19" cy="19" r="1.5" />
    </svg>
  );
}
