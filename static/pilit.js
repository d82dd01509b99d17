// What pages do beyond plain HTML: "/" jumps to the search, questions before what cannot be undone,
// filters that apply when chosen, menus that close. Without it everything works but autosave.
"use strict";

document.documentElement.classList.add("js");

function typing(element) {
  return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
});

document.addEventListener("submit", (event) => {
  const asked = event.submitter && event.submitter.dataset.confirm;
  if (asked && !window.confirm(asked)) {
    event.preventDefault();
  }
});

// A form sent twice by an impatient hand acts once anyway (its key sees to that); here it is not even sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.setTimeout(() => delete form.dataset.sent, 4000);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// After a row was added the first field of the new row is ready for typing; after one was removed, the
// control that adds one; after errors, the summary.
document.addEventListener("htmx:afterSettle", (event) => {
  const sent = event.detail.requestConfig && event.detail.requestConfig.parameters;
  const added = sent && sent._add;
  const removed = sent && (sent._remove || sent._drop);
  if (removed) {
    const field = CSS.escape(removed.replace(/[-=][^-=]*$/, "").split("=")[0]);
    const next = document.querySelector(`button[name=_add][value="${field}"], [name="${field}__upload"]`);
    if (next) {
      next.focus();
    }
  }
  if (added) {
    const rows = document.querySelectorAll(`[data-rows="${CSS.escape(added)}"] > .group-of-fields`);
    const last = rows[rows.length - 1];
    const first = last && last.querySelector("input:not([type=hidden]), select, textarea");
    if (first) {
      first.focus();
    }
  }
  const faults = document.getElementById("faults");
  if (faults && event.detail.xhr.status === 422) {
    faults.focus();
  }
});

document.addEventListener("DOMContentLoaded", () => {
  const faults = document.getElementById("faults");
  if (faults) {
    faults.focus();
  }
});

// A field that only some answers to another ask for is shown with those; hidden, it is not sent.
function showAsked() {
  document.querySelectorAll("[data-when]").forEach((part) => {
    const form = part.closest("form");
    const answer = form && new FormData(form).get(part.dataset.when);
    const asked = part.dataset.values.split(" ").includes(answer);
    part.hidden = !asked;
    part.querySelectorAll("input, select, textarea, button").forEach((control) => {
      control.disabled = !asked;
    });
  });
}

document.addEventListener("DOMContentLoaded", showAsked);
document.addEventListener("change", showAsked);
document.addEventListener("htmx:afterSettle", showAsked);

// An open fold with the text of documents follows a choice by which the form makes others.
document.addEventListener("change", (event) => {
  const choice = event.target.matches("select, input[type=radio]") && event.target.form;
  const fold = choice && choice.querySelector("details[data-document-text][open]");
  if (fold) {
    fold.dispatchEvent(new Event("chosen"));
  }
});
