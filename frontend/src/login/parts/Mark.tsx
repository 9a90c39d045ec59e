/** The door that stands ajar: the mark of shared/mark.svg, in the colours of the page. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="wall" d="M5 28V14a11 11 0 0 1 22 0v14a1.5 1.5 0 0 1-1.5 1.500h-19A1.5 1.5 0 0 1 5 28Z" />
      <path class="light" d="M10 29.500v-15a6 6 0 0 1 6-6v21Z" opacity=".28" />
      <path class="light" d="m16 8.5 7 2.500v18.500h-7Z" />
      <circle class="knob" cx="18.7" cy="19.5" r="1.5" />
    </svg>
  );
}
