// What a scanned or typed code means at a door.

export const MOST_FOUND = 20;
const LONGEST_CODE = 64;

// Changes the draft of a stop and answers what is to be said: [sentence, facts].
export function takeCode(run, stop, draft, written) {
  const code = written.trim().slice(0, LONGEST_CODE);
  if (!code) return null;
  if (code === stop.bag?.bag_code) {
    draft.proof = "bag";
    draft.code = code;
    return ["scanned_bag", {}];
  }
  const other = run.stops.find((one) => one.bag?.bag_code === code);
  if (other) return ["wrong_bag", { turn: other.turn }];
  for (const [list, ticked, sentence] of [
    ["drops", draft.given, "scanned_drop"],
    ["pick_ups", draft.taken, "scanned_back"],
  ]) {
    const thing = stop.bag?.[list].find((one) => one.barcode === code);
    if (thing) {
      ticked.add(thing.handover_id);
      return [sentence, { code }];
    }
  }
  if (draft.found.includes(code)) return ["scanned_found", { code }];
  if (draft.found.length >= MOST_FOUND) return ["too_many_codes", {}];
  draft.found.push(code);
  return ["scanned_found", { code }];
}

// What somebody is about to report of a stop: all that is in the bag is handed over, and nothing
// counts as given back before it is ticked or scanned.
export function newDraft(stop) {
  const draft = {
    known: new Set(),
    given: new Set(),
    taken: new Set(),
    found: [],
    proof: "none",
    code: "",
    pin: "",
    words: "",
    another_on: "",
    thing: "",
    faults: {},
  };
  meet(draft, stop);
  return draft;
}

// What came into the bag since is to be handed over too; what the courier unticked stays unticked.
export function meet(draft, stop) {
  for (const thing of stop.bag?.drops ?? []) {
    if (!thing.barcode || draft.known.has(thing.handover_id)) continue;
    draft.known.add(thing.handover_id);
    draft.given.add(thing.handover_id);
  }
}

// The report of an outcome; draft.faults says what is missing, and then there is none.
export function outcomeOf(stop, draft, outcome, todayOn) {
  draft.faults = {};
  const words = draft.words.trim() || null;
  const facts = { kind: "outcome", stop_id: stop.stop_id, outcome, words };
  if (outcome === "another_day" && !(draft.another_on > todayOn)) {
    draft.faults.another_on = "another_needed";
  }
  if (outcome !== "delivered") {
    return { ...facts, another_on: outcome === "another_day" ? draft.another_on : null };
  }
  if (draft.proof === "pin" && !draft.pin) draft.faults.pin = "pin_needed";
  if (draft.proof === "bag" && !draft.code.trim()) draft.faults.code = "bag_needed";
  return {
    ...facts,
    given: [...draft.given],
    taken: [...draft.taken],
    found: draft.found,
    proof: draft.proof,
    pin: draft.proof === "pin" ? draft.pin : null,
    code: draft.proof === "bag" ? draft.code.trim() : null,
  };
}
