import { useRef, useState } from "react";

/** Whether the log is followed. What came stays where it stands until the list, asked anew, has it. */
export function useLive() {
  const [isOn, setOn] = useState(false);
  const [isFollowing, setFollowing] = useState(false);
  const turns = useRef(0);
  return {
    isOn,
    isFollowing,
    change: async (isWanted: boolean, renew: () => Promise<void>) => {
      turns.current += 1;
      const own = turns.current;
      setOn(isWanted);
      if (isWanted) {
        setFollowing(true);
        return;
      }
      await renew();
      if (own === turns.current) setFollowing(false);
    },
  };
}
