import { useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import { ApiError } from "../../shared/client.ts";
import type { AuditEventFilter } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { describe } from "../problems.ts";
import { endSession } from "../session.ts";
import { useLanguage } from "../texts/context.tsx";
import { backoff, follow, isPaused, off, tail, type Added, type Pause } from "./tail.ts";

const announceEvery = 10_000;
const lasting = new Set(["FORBIDDEN", "BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]);

/** The list of older events that stands below. */
interface Below {
  isListed: (id: string) => boolean;
  /** From now on everything comes here; what was written since the list was read is for the list to fetch. */
  onBegun: () => void;
}

/** The log as it is written, while `isOn`; comes back by itself where the connection is lost. */
export function useTail(filter: AuditEventFilter, isOn: boolean, { isListed, onBegun }: Below) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [state, dispatch] = useReducer(tail, off);
  const [round, setRound] = useState(0);
  const ending = useRef<AbortController>(undefined);
  const heard = useRef({ count: 0, at: -announceEvery });
  const saying = useRef<ReturnType<typeof setTimeout>>(undefined);
  const key = JSON.stringify(filter);

  const say = useEffectEvent(() => {
    announce(texts.audit.liveNew(heard.current.count));
    heard.current = { count: 0, at: performance.now() };
    saying.current = undefined;
  });
  const begin = useEffectEvent(() => onBegun());
  const add = useEffectEvent((added: Added) => {
    const events = added.events.filter(({ id }) => !isListed(id));
    dispatch({ do: "add", added: { ...added, events } });
    heard.current.count += events.length;
    // At once, or as soon as ten seconds have passed since the last time: the last ones are told too.
    const rest = Math.max(0, heard.current.at + announceEvery - performance.now());
    if (heard.current.count > 0) saying.current ??= setTimeout(() => say(), rest);
  });
  const refuse = useEffectEvent((error: ApiError) => {
    if (error.code === "UNAUTHENTICATED") endSession();
    const isBusy = error.code === "TOO_MANY_SUBSCRIPTIONS";
    dispatch({ do: "refuse", problem: isBusy ? texts.audit.liveTooMany : describe(error, texts) });
  });
  const hush = () => {
    clearTimeout(saying.current);
    saying.current = undefined;
    heard.current = { count: 0, at: -announceEvery };
  };
  const stopFull = useEffectEvent(() => {
    ending.current?.abort();
    hush();
    announce(texts.audit.livePhase.full, false);
  });

  useEffect(() => {
    if (!isOn) {
      dispatch({ do: "stop" });
      return undefined;
    }
    const controller = new AbortController();
    ending.current = controller;
    const wanted = JSON.parse(key) as AuditEventFilter;
    let cursor: string | undefined;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAdded = (added: Added) => {
      if (controller.signal.aborted) return;
      if (cursor === undefined) begin();
      failures = 0;
      cursor = added.cursor;
      add(added);
    };
    const connect = async () => {
      try {
        await follow(wanted, cursor, controller.signal, onAdded);
      } catch (error) {
        if (controller.signal.aborted) return;
        const isRefusal = error instanceof ApiError && !["NETWORK", "SERVICE_UNAVAILABLE"].includes(error.code);
        if (isRefusal && (lasting.has(error.code) || error.code === "UNAUTHENTICATED" || failures === 0)) {
          refuse(error);
          return;
        }
      }
      if (controller.signal.aborted) return;
      dispatch({ do: "lose" });
      timer = setTimeout(() => void connect(), backoff(failures));
      failures += 1;
    };
    dispatch({ do: "start" });
    void connect();
    return () => {
      clearTimeout(timer);
      hush();
      controller.abort();
    };
  }, [isOn, key, round]);

  const isFull = state.phase === "full";
  useEffect(() => {
    if (isFull) stopFull();
  }, [isFull]);

  return {
    ...state,
    isPaused: isPaused(state),
    pause: (by: Pause, isWanted: boolean) => dispatch({ do: "pause", by, isWanted }),
    release: () => dispatch({ do: "release" }),
    /** Begins anew where it stopped at its bound: what it showed is the list's then. */
    restart: () => setRound(round + 1),
  };
}
