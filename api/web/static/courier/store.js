// What stays on this telephone: the courier's runs, the reports that are not sent yet, and what the
// library answered (IndexedDB 3.0, W3C). Nothing else of ours is kept there. docs/courier.md tells
// for how long; the rules are the functions `settle`, `leave`, `forgetOld` below.

const NAME = "dauys-courier";
const VERSION = 1;
const HOUR_MS = 3_600_000;

export const MOST_QUEUED = 4_000;
export const MOST_NOTES = 200;
export const RUN_KEPT_MS = 18 * HOUR_MS; // after the run's planned end: until noon of the next day
export const PIN_KEPT_MS = 24 * HOUR_MS;
export const CHANNEL = "dauys-courier";

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("meta");
      db.createObjectStore("runs", { keyPath: "run_id" });
      const queue = db.createObjectStore("queue", { keyPath: "turn", autoIncrement: true });
      queue.createIndex("client_id", "event.client_id", { unique: true });
      queue.createIndex("account_id", "account_id");
      db.createObjectStore("notes", { keyPath: "turn", autoIncrement: true });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("another page holds the old store"));
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

// One transaction: all of it is on the disk when the promise is kept, or none of it.
async function transact(names, mode, work) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(names, mode, { durability: "strict" });
    let answer;
    transaction.oncomplete = () => resolve(answer);
    transaction.onabort = () => reject(transaction.error ?? new Error("the store refused"));
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
    Promise.resolve(work(stores)).then(
      (value) => {
        answer = value;
      },
      (error) => {
        reject(error);
        try {
          transaction.abort();
        } catch {
          // it had ended already
        }
      },
    );
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Whether this browser lets us keep anything at all.
export async function isUsable() {
  try {
    await open();
    return true;
  } catch {
    return false;
  }
}

// Everything that the page shows: who is here, their runs, their unsent reports, the answers.
export function everything() {
  return transact(["meta", "runs", "queue", "notes"], "readonly", async (stores) => {
    const here = (await asked(stores.meta.get("here"))) ?? {};
    const queue = await asked(stores.queue.getAll());
    const mine = queue.filter((row) => row.account_id === here.account_id);
    return {
      here,
      runs: here.account_id == null ? [] : await asked(stores.runs.getAll()),
      queue: mine.map((row) => row.event),
      others: queue.length - mine.length,
      notes: here.account_id == null ? [] : await asked(stores.notes.getAll()),
    };
  });
}

// Whoever the server says is here. Where it is somebody else than before, nothing of the first one
// is left but their unsent reports, without PINs, which are sent when they sign in again.
export function arrive(accountId) {
  return transact(["meta", "runs", "queue", "notes"], "readwrite", async (stores) => {
    const here = (await asked(stores.meta.get("here"))) ?? {};
    const isSame = here.account_id === accountId;
    if (!isSame) await clear(stores);
    const kept = isSame ? here : {};
    stores.meta.put({ ...kept, account_id: accountId, is_locked: false }, "here");
  });
}

// Somebody signs in: until the server says who it is, nobody's runs are shown.
export function lock() {
  return remember({ is_locked: true, sign_out_due: false });
}

// Facts about this telephone and its courier, beside those that are there.
export function remember(facts) {
  return transact(["meta"], "readwrite", async ({ meta }) => {
    meta.put({ ...(await asked(meta.get("here"))), ...facts }, "here");
  });
}

// The courier leaves this telephone: runs and answers are deleted, unsent reports stay, without PINs.
export function leave(facts = {}) {
  return transact(["meta", "runs", "queue", "notes"], "readwrite", async (stores) => {
    await clear(stores);
    stores.meta.put({ account_id: null, is_locked: false, ...facts }, "here");
  });
}

async function clear(stores) {
  stores.runs.clear();
  stores.notes.clear();
  await forgetPins(stores.queue, () => true);
}

// A PIN goes, its report stays: the library then knows that there was nothing to compare.
async function forgetPins(queue, isDue) {
  for (const row of await asked(queue.getAll())) {
    if (row.event.pin && isDue(row)) {
      const { pin: _gone, ...event } = row.event;
      queue.put({ ...row, event });
    }
  }
}

// The runs as the server has them now, and whose they are; those that it does not name are gone, and
// of one that is finished it names no stop. Nothing is kept for somebody who has signed out.
export function putRuns(data) {
  return transact(["meta", "runs", "queue", "notes"], "readwrite", async (stores) => {
    const here = (await asked(stores.meta.get("here"))) ?? {};
    if (here.sign_out_due) return;
    const isSame = here.account_id === data.account_id;
    if (!isSame) await clear(stores);
    stores.runs.clear();
    for (const run of data.runs) stores.runs.put(run);
    const { account_id, time_zone, as_of, today } = data;
    const facts = { account_id, time_zone, as_of, today, is_locked: false };
    stores.meta.put({ ...(isSame ? here : {}), ...facts }, "here");
  });
}

// Keep a report until it is sent. Answers false, and keeps nothing, where the telephone is full.
export function enqueue(accountId, event) {
  return transact(["queue"], "readwrite", async ({ queue }) => {
    if ((await asked(queue.count())) >= MOST_QUEUED) return false;
    queue.add({ account_id: accountId, event });
    return true;
  });
}

// The oldest unsent reports of a courier, with their turns; those in `but` are left out.
export function waiting(accountId, most, but) {
  return transact(["queue"], "readonly", async ({ queue }) => {
    const rows = await asked(queue.index("account_id").getAll(accountId, most + but.size));
    return rows.filter((row) => !but.has(row.turn)).slice(0, most);
  });
}

// The server has these reports, or refused them: they leave the telephone, and what the courier
// has to know of them is noted.
export function settle(turns, notes) {
  return transact(["queue", "notes"], "readwrite", async (stores) => {
    for (const turn of turns) stores.queue.delete(turn);
    await addNotes(stores.notes, notes);
  });
}

export function note(notes) {
  return transact(["notes"], "readwrite", (stores) => addNotes(stores.notes, notes));
}

async function addNotes(store, notes) {
  for (const one of notes) store.add(one);
  const keys = await asked(store.getAllKeys());
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST_NOTES))) store.delete(key);
}

export function forgetNotes() {
  return transact(["notes"], "readwrite", ({ notes }) => {
    notes.clear();
  });
}

// Runs that are over and PINs that waited too long go, whether or not there is a network.
export function forgetOld(nowMs) {
  return transact(["runs", "queue"], "readwrite", async ({ runs, queue }) => {
    for (const run of await asked(runs.getAll())) {
      if (nowMs > Date.parse(run.ends_at) + RUN_KEPT_MS) runs.delete(run.run_id);
    }
    await forgetPins(queue, (row) => nowMs > Date.parse(row.event.happened_at) + PIN_KEPT_MS);
  });
}
