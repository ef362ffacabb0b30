// The sentences of the page, in its language; they come with the page, none is written here.

const words = JSON.parse(document.getElementById("courier-words").textContent);
export const here = JSON.parse(document.getElementById("courier-here").textContent);
export const reasons = words.reasons;

let timeZone = "Asia/Almaty";

export function useZone(zone) {
  if (zone) timeZone = zone;
}

// A sentence with its facts: %(name)s stands for a fact, as in the files of the translators.
export function say(name, facts = {}) {
  return (words[name] ?? "").replace(/%\((\w+)\)s/g, (_all, fact) => String(facts[fact] ?? ""));
}

// A word of one of our lists, such as a state or a medium.
export function named(list, word) {
  return words.lists[list]?.[word] ?? word ?? "";
}

export function timeOf(moment) {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
  return new Intl.DateTimeFormat(here.language, clock).format(new Date(moment));
}

// A day with its weekday; the names come with the page, as browsers do not know them in Kazakh.
export function dayOf(on) {
  const date = new Date(`${on}T00:00:00Z`);
  const weekday = words.weekdays[(date.getUTCDay() + 6) % 7];
  return say("day_line", { weekday, day: date.getUTCDate(), month: words.months[date.getUTCMonth()] });
}

// Today as the library's clock on the wall has it: 2026-11-30.
export function todayOn() {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", timeZone };
  return new Intl.DateTimeFormat("en-CA", parts).format(new Date());
}

export const stopName = (stop) => say("stop_line", { turn: stop.turn, name: stop.name });
