/** The doorkeeper's door, ajar, with a brass knob. Decorative: the product's name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path className="mark-frame" d="M5 28V14a11 11 0 0 1 22 0v14a1.5 1.5 0 0 1-1.5 1.5h-19A1.5 1.5 0 0 1 5 28Z" />
      <path className="mark-room" d="M9 29.5V14a7 7 0 0 1 14 0v15.5Z" />
      <path className="mark-leaf" d="M9 29.5V14a7 7 0 0 1 7-7l3.2 3.4v19.100Z" />
      <circle className="mark-knob" cx="16.300" cy="20" r="1.400" />
    </svg>
  );
}
