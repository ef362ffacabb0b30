// What the desk of a day has beyond its forms: dragging a stop to another place, and looking by
// itself how far a planning is. Everything here can also be done by buttons and links.
"use strict";

const ASKED_EVERY_MS = 2000;
const MOST_ASKED = 300;

// A drag ends at the page that says what would come of it, as the form of the same move does.
function propose(visit, courier, where, beside) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `${location.pathname}/visits/${visit}/move`;
  for (const [name, value] of Object.entries({ courier_id: courier, where, beside_id: beside })) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

function isBelowMiddle(row, event) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}

function letDrag() {
  let dragged = null;
  for (const row of document.querySelectorAll("tr[data-movable]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      row.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.visit);
    });
    row.addEventListener("dragend", () => {
      dragged = null;
      row.classList.remove("dragged");
    });
    row.addEventListener("dragover", (event) => {
      if (dragged && dragged !== row) {
        event.preventDefault();
        row.classList.add("over");
      }
    });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("over");
      if (!dragged || dragged === row) return;
      const courier = row.closest("[data-courier]").dataset.courier;
      const where = isBelowMiddle(row, event) ? "after" : "before";
      propose(dragged.dataset.visit, courier, where, row.dataset.visit);
    });
  }
}

// The status is a live region: a screen reader says what is new in it, and the page goes on by
// itself when the plan is there.
function lookOn(status) {
  let asked = 0;
  const look = async () => {
    asked += 1;
    try {
      const answer = await fetch(status.dataset.next, { redirect: "follow" });
      if (!answer.url.endsWith("/planning")) {
        location.assign(answer.url);
        return;
      }
      const text = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = text.getElementById("progress");
      if (fresh && fresh.textContent.trim() !== status.textContent.trim()) {
        status.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The line is broken for a moment: it is asked again.
    }
    if (asked < MOST_ASKED) setTimeout(look, ASKED_EVERY_MS);
  };
  setTimeout(look, ASKED_EVERY_MS);
}

letDrag();
const progress = document.getElementById("progress");
if (progress) lookOn(progress);
