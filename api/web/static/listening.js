// The place in a book is kept for every door, and one sound follows another. Without this script the
// page works as well: it begins where the reader stopped, but does not keep where they stop now.
"use strict";

(() => {
  const book = document.querySelector("[data-place]");
  if (!book) return;
  const sounds = [...book.querySelectorAll("audio[data-sound]")];
  const KEPT_EVERY_MS = 15000;
  const SHORTEST_S = 1;
  let keptAtMs = 0;

  function send(method, body) {
    // a reader who closes the page is not held up; a place that is lost is made good by the next
    fetch(book.dataset.place, {
      method,
      credentials: "same-origin",
      keepalive: true,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : undefined,
    }).catch(() => undefined);
  }

  function keep(audio) {
    if (audio.currentTime < SHORTEST_S) return;
    keptAtMs = Date.now();
    const at = Math.round(audio.currentTime * 1000);
    send("PUT", { sound: audio.dataset.sound, at_ms: at });
  }

  sounds.forEach((audio, number) => {
    audio.addEventListener("play", () => {
      sounds.filter((other) => other !== audio).forEach((other) => other.pause());
    });
    audio.addEventListener("timeupdate", () => {
      if (!audio.paused && Date.now() - keptAtMs > KEPT_EVERY_MS) keep(audio);
    });
    audio.addEventListener("pause", () => {
      if (!audio.ended) keep(audio);
    });
    audio.addEventListener("ended", () => {
      const next = sounds[number + 1];
      if (next) next.play().catch(() => undefined);
      else send("DELETE");
    });
  });

  addEventListener("pagehide", () => {
    sounds.filter((audio) => !audio.paused).forEach(keep);
  });

  const goOn = book.querySelector("[data-goes-on]");
  const there = goOn && document.getElementById(goOn.hash.slice(1));
  if (there) {
    goOn.addEventListener("click", () => {
      there.play().catch(() => undefined);
      there.focus();
    });
  }
})();
