import { useId } from "react";
import { Button } from "../parts/Button.tsx";
import { Switch } from "../parts/Switch.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { TailPhase } from "./tail.ts";

interface LiveSwitchProps {
  isOn: boolean;
  phase: TailPhase;
  isPaused: boolean;
  isHeld: boolean;
  onHold: (isWanted: boolean) => void;
  onRestart: () => void;
  problem: string;
  onChange: (isOn: boolean) => void;
}

/** Live 实时, and in what state it is. */
export function LiveSwitch({ isOn, phase, isPaused, isHeld, problem, onHold, onRestart, onChange }: LiveSwitchProps) {
  const { texts } = useLanguage();
  const id = useId();
  const shown = phase === "live" && isPaused ? (isHeld ? "held" : "paused") : phase;
  const words = shown === "refused" && problem ? problem : texts.audit.livePhase[shown];
  const isStopped = phase === "full";
  return (
    <div className="live">
      <span id={id}>{texts.audit.live}</span>
      <Switch checked={isOn} onChange={onChange} labelledBy={id} describedBy={`${id}-phase`} />
      <span id={`${id}-phase`} className={`live-phase live-${shown}`} data-phase={shown}>
        {words}
      </span>
      {phase !== "off" && phase !== "refused" && (
        <Button onClick={() => (isStopped ? onRestart() : onHold(!isHeld))}>
          {isStopped || isHeld ? texts.audit.liveGoOn : texts.audit.livePause}
        </Button>
      )}
    </div>
  );
}
