// Speaks with the library's computer: sends what waits, then fetches the run as it is now.

import { ask, sendAll } from "./sending.js";
import { everything, forgetOld, leave, note, putRuns, remember } from "./store.js";
import { changes, seen } from "./view.js";

const WAITS_S = [5, 15, 45, 135, 300, 600];
const CALM_S = 300;

let running = null;
let again = false;
let failures = 0;
let timer = 0;

export const isSpeaking = () => running !== null;

// Once more as soon as possible; calls while one is under way become one more. `onturn` is told
// "sending" and then how it ended: "sent", "offline", "sign_in", "no_courier", "trouble".
export function exchange(onturn) {
  again = true;
  running ??= (async () => {
    while (again) {
      again = false;
      clearTimeout(timer);
      await onturn("sending");
      const state = await once().catch(() => "trouble");
      failures = state === "offline" || state === "trouble" ? failures + 1 : 0;
      await onturn(state);
    }
  })().finally(() => {
    running = null;
    const wait_s = failures ? WAITS_S[Math.min(failures, WAITS_S.length) - 1] : CALM_S;
    timer = setTimeout(() => exchange(onturn), wait_s * 1000 * (0.8 + 0.4 * Math.random()));
  });
  return running;
}

async function once() {
  await forgetOld(Date.now());
  const before = await everything();
  if (before.here.sign_out_due) return signOutNow();
  const sent = await sendAll(before.here.account_id);
  if (sent === "offline" || sent === "sign_in") return sent;
  const fresh = await ask("/run/data");
  if (fresh.state === "other") {
    await leave();
    return "no_courier";
  }
  if (fresh.state !== "ok") return fresh.state === "unreadable" ? "trouble" : fresh.state;
  await take(fresh.said, before);
  return sent === "other" || sent === "sent" ? "sent" : sent;
}

async function take(data, before) {
  const now = await everything();
  if (now.here.sign_out_due) return; // they left meanwhile
  const isSame = now.here.account_id === data.account_id;
  const unsent = isSame ? now.queue : [];
  const told = isSame ? [...before.queue, ...unsent] : [];
  const today = data.runs.map((run) => run.run_id);
  const expected = isSame
    ? now.runs.filter((run) => today.includes(run.run_id) || run.run_on >= data.today)
    : [];
  const found = changes(
    expected.map((run) => seen(run, told)),
    data.runs.map((run) => seen(run, unsent)),
  );
  await putRuns(data);
  if (found.length) await note(found);
}

// The server closes the door as soon as it can be told; until then nothing is shown here.
async function signOutNow() {
  try {
    await fetch("/sign-out", { method: "POST", credentials: "same-origin", redirect: "manual" });
  } catch {
    return "offline";
  }
  await remember({ sign_out_due: false });
  return "sign_in";
}
