// Writes down what the courier reports, on this telephone first; sending comes after.

import { enqueue } from "./store.js";

const SYNC = "dauys-send";

// A number that no other report has, made where there may be no secure context (RFC 9562, 5.4).
function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `phone-${digits}`;
}

// Answers "kept", "full" or "not_saved". Only when it says "kept" is it on the telephone.
export async function report(accountId, facts) {
  const event = { client_id: newNumber(), happened_at: new Date().toISOString(), ...facts };
  let isKept;
  try {
    isKept = await enqueue(accountId, event);
  } catch {
    return "not_saved";
  }
  askForSync();
  return isKept ? "kept" : "full";
}

// Where the browser can, it sends when a network comes, even while the page is closed
// (Web Background Synchronization, WICG).
async function askForSync() {
  try {
    const worker = await navigator.serviceWorker?.getRegistration("/run");
    await worker?.sync?.register(SYNC);
  } catch {
    // the page itself sends: on "online", when it is shown, and by its timer
  }
}
