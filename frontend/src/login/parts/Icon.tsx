const shapes = {
  warning: "M12 8v5m0 3v.5M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
  check: "m5 12.5 4.5 4.500L19 7.5",
  lock: "M8 11V8a4 4 0 0 1 8 0v3M5 11h14v9H5z",
  clock: "M12 7.500V12l3 2m-3-10.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-2.75a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.500Z",
};

/** A picture beside words that say the same. */
export function Icon({ name }: { name: keyof typeof shapes }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
