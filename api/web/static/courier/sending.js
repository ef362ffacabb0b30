// Sends what waits on this telephone, oldest first; used by the page and by the service worker.
// Sending something twice is no harm: the server knows each report by its number.

import { CHANNEL, remember, settle, waiting } from "./store.js";

const MOST_AT_ONCE = 50;
const LONGEST_MS = 30_000;
const MOST_ROUNDS = 400;

// Answers how it ended: "sent" (nothing waits), "offline", "sign_in", "trouble".
export async function sendAll(accountId) {
  if (accountId == null) return "sent";
  if (!globalThis.navigator?.locks) return send(accountId);
  return navigator.locks.request("dauys-sending", () => send(accountId));
}

async function send(accountId) {
  const skipped = new Set(); // the server could not take them now; the others go on
  let most = MOST_AT_ONCE;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const rows = await waiting(accountId, most, skipped);
    if (rows.length === 0) return skipped.size ? "trouble" : "sent";
    const answer = await post(accountId, rows);
    if (answer.state === "unreadable") {
      if (rows.length === 1) skipped.add(rows[0].turn);
      most = Math.max(1, Math.floor(rows.length / 2));
      continue;
    }
    if (answer.state !== "answered") return answer.state;
    await take(rows, answer.answers, skipped);
    most = MOST_AT_ONCE;
  }
  return "trouble";
}

async function post(accountId, rows) {
  const nowMs = Date.now();
  const events = rows.map(({ event }) => ({ ...event, sent_at: sentAt(event, nowMs) }));
  const asked = await ask("/run/events", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ account_id: accountId, events }),
  });
  if (asked.state !== "ok") return asked;
  if (!Array.isArray(asked.said.answers)) return { state: "trouble" };
  return { state: "answered", answers: asked.said.answers };
}

// The clock may have been set back since it happened; nothing is sent before it happened.
function sentAt(event, nowMs) {
  return new Date(Math.max(nowMs, Date.parse(event.happened_at))).toISOString();
}

// What stood in each answer; a report that is not among the answers stays where it is.
async function take(rows, answers, skipped) {
  const byNumber = new Map(answers.map((one) => [one.client_id, one]));
  const over = [];
  const notes = [];
  for (const { turn, event, account_id } of rows) {
    const one = byNumber.get(event.client_id);
    if (["kept", "known", "late", "refused"].includes(one?.state)) {
      over.push(turn);
      if (one.state === "late" || one.state === "refused") {
        const { pin: _gone, ...told } = event;
        notes.push({ kind: one.state, event: told, account_id, why: one.sentence ?? "" });
      }
    } else {
      skipped.add(turn);
    }
  }
  await settle(over, notes);
  await remember({ last_sent_at: new Date().toISOString() });
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("sent");
  channel.close();
}

// A call to the library's computer: "ok" with what it said, or why there is no answer. A page that
// comes instead of an answer (a hotel's or an underground's sign-in page) is no answer.
export async function ask(address, more = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(LONGEST_MS),
      ...more,
    });
    if (answer.status === 401) return { state: "sign_in" };
    if (answer.status === 403) return { state: "other" };
    if (answer.status === 409) return { state: "other" };
    if (answer.status === 413 || answer.status === 422) return { state: "unreadable" };
    if (!answer.ok) return { state: "trouble" };
    return { state: "ok", said: await answer.json() };
  } catch {
    return { state: answer ? "trouble" : "offline" };
  }
}
