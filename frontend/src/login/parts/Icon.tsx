const shapes = {
  warning: "M12 8v5m0 3v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  check: "m5 12 5 5 9-10",
  lock: "M8 11V8a4 4 0 0 1 8 0v3M5 11h14v9H5z",
  eye: "M2 12c5-9 15-9 20 0-5 9-15 9-20 0ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
};

/** A picture beside words that say the same. */
export function Icon({ name }: { name: keyof typeof shapes }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
