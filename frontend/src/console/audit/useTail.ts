import { useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import { ApiError } from "../../shared/client.ts";
import type { AuditEventFilter } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { describe } from "../problems.ts";
import { endSession } from "../session.ts";
import { useLanguage } from "../texts/context.tsx";
import { backoff, follow, off, tail, type Added } from "./tail.ts";

const announceEvery = 10_000;
const lasting = new Set(["FORBIDDEN", "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]);

/** The log as it is written, while `isOn`; comes back by itself where the connection is lost. */
export function useTail(filter: AuditEventFilter, isOn: boolean) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [state, dispatch] = useReducer(tail, off);
  const [isUnderHand, setUnderHand] = useState(false);
  const isPaused = isUnderHand || state.isHeld;
  const heard = useRef({ count: 0, at: -announceEvery });
  const saying = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = JSON.stringify(filter);

  const say = useEffectEvent(() => {
    announce(texts.audit.liveNew(heard.current.count));
    heard.current = { count: 0, at: performance.now() };
    saying.current = undefined;
  });
  const add = useEffectEvent((added: Added) => {
    dispatch({ do: "add", added, isPaused });
    heard.current.count += added.events.length;
    // At once, or as soon as ten seconds have passed since the last time: the last ones are told too.
    const rest = Math.max(0, heard.current.at + announceEvery - performance.now());
    if (heard.current.count > 0) saying.current ??= setTimeout(() => say(), rest);
  });
  const refuse = useEffectEvent((error: ApiError) => {
    if (error.code === "UNAUTHENTICATED") endSession();
    const isBusy = error.code === "TOO_MANY_SUBSCRIPTIONS";
    dispatch({ do: "refuse", problem: isBusy ? texts.audit.liveTooMany : describe(error, texts) });
  });

  useEffect(() => {
    if (!isOn) {
      dispatch({ do: "stop" });
      return undefined;
    }
    const ending = new AbortController();
    const wanted = JSON.parse(key) as AuditEventFilter;
    let cursor: string | undefined;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAdded = (added: Added) => {
      failures = 0;
      cursor = added.cursor;
      add(added);
    };
    const connect = async () => {
      try {
        await follow(wanted, cursor, ending.signal, onAdded);
      } catch (error) {
        if (ending.signal.aborted) return;
        const isRefusal = error instanceof ApiError && !["NETWORK", "SERVICE_UNAVAILABLE"].includes(error.code);
        if (isRefusal && (lasting.has(error.code) || error.code === "UNAUTHENTICATED" || failures === 0)) {
          refuse(error);
          return;
        }
      }
      if (ending.signal.aborted) return;
      dispatch({ do: "lose" });
      timer = setTimeout(() => void connect(), backoff(failures));
      failures += 1;
    };
    dispatch({ do: "start" });
    void connect();
    return () => {
      clearTimeout(timer);
      clearTimeout(saying.current);
      heard.current = { count: 0, at: -announceEvery };
      saying.current = undefined;
      ending.abort();
    };
  }, [isOn, key]);

  return {
    ...state,
    isPaused,
    hold: (isWanted: boolean) => {
      dispatch({ do: "hold", isWanted });
      if (!isWanted && !isUnderHand) dispatch({ do: "release" });
    },
    pause: () => setUnderHand(true),
    resume: () => {
      setUnderHand(false);
      if (!state.isHeld) dispatch({ do: "release" });
    },
    release: () => dispatch({ do: "release" }),
  };
}
