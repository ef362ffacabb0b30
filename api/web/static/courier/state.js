// What the page knows at this moment: read from the store, and from the exchange with the library.

import { everything } from "./store.js";
import { seen } from "./view.js";
import { useZone } from "./words.js";

export const state = {
  here: {},
  runs: [],
  queue: [],
  others: 0,
  notes: [],
  turn: "", // how the last exchange went
  canOpenOffline: true,
  drafts: new Map(),
  said: "", // what was just done or understood, said at the top of the page
  sure: "", // what was asked once and needs to be said again: "finish", "sign_out"
};

export async function reload() {
  Object.assign(state, await everything());
  useZone(state.here.time_zone);
  state.runs.sort((a, b) => a.run_on.localeCompare(b.run_on) || a.run_id - b.run_id);
}

// The run with this number as the courier knows it.
export function runOf(runId) {
  const run = state.runs.find((one) => one.run_id === runId);
  return run ? seen(run, state.queue) : null;
}

// Whether runs may be shown: somebody is here, and it is known who.
export const isOpen = () => state.here.account_id != null && !state.here.is_locked;
