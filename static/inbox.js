// Keys of the inbox: A presses the button that agrees, R goes to the reason for sending back, J and K go to the
// next draft and the one before. They can be switched off; while something is typed they are letters.
"use strict";

const opened = performance.now();
const SETTLED = 700; // a second hit of an impatient hand must not decide the draft that just opened

function keysOn() {
  const box = document.getElementById("keys-on");
  return box && box.checked;
}

document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = window.localStorage.getItem("inbox-keys") !== "off";
    box.addEventListener("change", () => window.localStorage.setItem("inbox-keys", box.checked ? "on" : "off"));
  }
});

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysOn()) {
    return;
  }
  const goal = { a: "agree", j: "next", k: "previous", r: "said" }[event.key.toLowerCase()];
  const element = goal && document.getElementById(goal);
  if (!element || (goal === "agree" && performance.now() - opened < SETTLED)) {
    return;
  }
  event.preventDefault();
  if (goal === "said") {
    element.focus();
  } else {
    element.click();
  }
});
