// The report form beyond plain HTML: one step at a time, nothing lost without a connection, the place
// of the device, and the puzzle. What is typed is kept in this browser until the receipt is there.
"use strict";

(() => {
  const STORE = "pilit-report";
  const part = (id) => document.getElementById(id);
  let form, line, steps, marks, shown, solving;

  // What is kept, or with a value what is to be; a browser that keeps nothing does without.
  function kept(values) {
    try {
      if (values === null) {
        localStorage.removeItem(STORE);
      } else if (values) {
        localStorage.setItem(STORE, JSON.stringify(values));
      }
      return JSON.parse(localStorage.getItem(STORE) || "null");
    } catch {
      return null;
    }
  }

  // --- photos in IndexedDB -----------------------------------------------------------------------

  function store(mode, work) {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(STORE, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("photos", { autoIncrement: true });
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction("photos", mode);
        const found = work(transaction.objectStore("photos"));
        transaction.oncomplete = () => { database.close(); resolve(found); };
        transaction.onerror = () => { database.close(); reject(transaction.error); };
      };
    });
  }

  function allPhotos() {
    const found = [];
    return store("readonly", (photos) => {
      photos.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (cursor) {
          found.push({ key: cursor.key, file: cursor.value });
          cursor.continue();
        }
      };
      return found;
    });
  }

  function forget() {
    kept(null);
    return store("readwrite", (photos) => { photos.clear(); }).catch(() => {});
  }

  // --- the receipt, and the page that asks for a code --------------------------------------------

  const code = part("code");
  if (code && location.hash.length > 1) {
    code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
  if (part("receipt")) {
    forget();
  }

  function solve() {
    solving ||= window.solvePuzzle(form.dataset.key, Number(form.dataset.bits)).then((found) => {
      form.elements._proof.value = found;
    });
    return solving;
  }

  // --- what was typed ----------------------------------------------------------------------------

  const typed = () => [...form.elements].filter((each) => each.name && !/^(csrf|_proof|_answer)/.test(each.name) && each.type !== "file");

  function keep() {
    // The form that was begun goes on under its own key: sent twice, it makes one report.
    const values = { key: form.dataset.key, step: shown };
    typed().forEach((each) => { values[each.name] = each.type === "checkbox" ? each.checked : each.value; });
    kept(values);
  }

  function restore() {
    const values = kept();
    if (!values) {
      return;
    }
    typed().forEach((each) => {
      if (!(each.name in values)) {
        return;
      }
      if (each.type === "checkbox") {
        each.checked = values[each.name];
      } else {
        each.value = values[each.name];
      }
    });
    form.dataset.key = values.key;
    line.textContent = line.dataset.restored;
    show(values.step || 0, false);
  }

  // --- one step at a time ------------------------------------------------------------------------

  function show(wanted, focus) {
    shown = Math.max(0, Math.min(wanted, steps.length - 1));
    steps.forEach((step, number) => { step.hidden = number !== shown; });
    marks.forEach((mark, number) => {
      if (number === shown) { mark.setAttribute("aria-current", "step"); } else { mark.removeAttribute("aria-current"); }
    });
    part("back").hidden = shown === 0;
    part("next").hidden = shown === steps.length - 1;
    part("send").hidden = shown !== steps.length - 1;
    if (focus) {
      steps[shown].querySelector("legend").focus();
      keep();
    }
  }

  function complain(control) {
    let note = part(`${control.id}-error`);
    if (!note) {
      note = document.createElement("div");
      note.className = "invalid-feedback";
      note.id = `${control.id}-error`;
      control.after(note);
    }
    note.textContent = line.dataset.missing;
    control.classList.add("is-invalid");
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${note.id} ${control.id}-help`);
    control.focus();
  }

  function isFilled(step) {
    const empty = [...step.querySelectorAll("[aria-required]")].find((each) => !each.value.trim());
    if (empty) {
      complain(empty);
    }
    return !empty;
  }

  // --- photos ------------------------------------------------------------------------------------

  async function listPhotos() {
    const list = part("kept-photos");
    const photos = await allPhotos();
    list.replaceChildren(...photos.map(({ key, file }) => {
      const entry = document.createElement("li");
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "btn btn-sm";
      remove.textContent = list.dataset.remove;
      remove.setAttribute("aria-label", `${list.dataset.remove} ${file.name}`);
      remove.addEventListener("click", async () => {
        await store("readwrite", (all) => { all.delete(key); });
        await listPhotos();
        part("photos").focus();
      });
      entry.append(file.name, remove);
      return entry;
    }));
  }

  async function addPhotos() {
    const input = part("photos");
    const files = [...input.files];
    const room = Number(form.dataset.most) - (await allPhotos()).length;
    await store("readwrite", (all) => { files.slice(0, room).forEach((file) => all.add(file)); });
    input.value = "";
    await listPhotos();
  }

  // --- sending -----------------------------------------------------------------------------------

  function unsent() {
    line.textContent = "";
    part("unsent").hidden = false;
    part("unsent").focus();
  }

  async function send() {
    keep();
    part("unsent").hidden = true;
    part("send").disabled = true;
    line.textContent = line.dataset.sending;
    try {
      await solve();
      const data = new FormData(form);
      data.delete("photos");
      const photos = await allPhotos().catch(() => [...part("photos").files].map((file) => ({ file })));
      photos.forEach(({ file }) => data.append("photos", file, file.name));
      const answer = await fetch(location.pathname, { method: "POST", body: data, credentials: "same-origin" });
      if (![201, 422, 429].includes(answer.status)) {
        unsent();
        return;
      }
      await take(await answer.text(), answer.status);
    } catch {
      unsent();
    } finally {
      part("send") && (part("send").disabled = false);
    }
  }

  // The answer is a whole page; its content takes the place of this one's.
  async function take(html, status) {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.title = page.title;
    document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
    window.scrollTo(0, 0);
    if (status === 201) {
      await forget();
      document.querySelector("main h1").focus();
    } else {
      begin();
      part("faults").focus();
    }
  }

  // --- begin, also with the form that comes back with its faults ---------------------------------

  function locate() {
    const said = part("located");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lng.value = coords.longitude.toFixed(6);
        form.elements.lat.value = coords.latitude.toFixed(6);
        form.querySelector(".more-fields").open = true;
        said.textContent = said.dataset.found;
        form.elements.lat.dispatchEvent(new Event("input", { bubbles: true }));
      },
      () => { said.textContent = said.dataset.missing; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  }

  function forward(event) {
    event.preventDefault();
    if (shown < steps.length - 1) {
      isFilled(steps[shown]) && show(shown + 1, true);
      return;
    }
    const lacking = steps.findIndex((step) => [...step.querySelectorAll("[aria-required]")].some((each) => !each.value.trim()));
    if (lacking >= 0) {
      show(lacking, false);
      isFilled(steps[lacking]);
      return;
    }
    send();
  }

  function begin() {
    form = part("report-form");
    line = part("sending");
    steps = [...form.querySelectorAll(".step")];
    marks = [...form.querySelectorAll(".report-steps li")];
    solving = null;
    const wrong = form.querySelector(".is-invalid");
    show(Math.max(0, steps.findIndex((step) => step.contains(wrong))), false);
    if (form.dataset.refused) {
      keep();
    } else {
      restore();
    }
    listPhotos().catch(() => {});
    part("locate").parentElement.hidden = !("geolocation" in navigator) || !window.isSecureContext;
    form.addEventListener("input", () => { keep(); solve(); });
    form.addEventListener("change", keep);
    form.addEventListener("submit", forward);
    part("photos").addEventListener("change", () => addPhotos().catch(() => {}));
    part("next").addEventListener("click", forward);
    part("back").addEventListener("click", () => show(shown - 1, true));
    part("locate").addEventListener("click", locate);
    part("forget").addEventListener("click", async () => {
      await forget();
      location.reload();
    });
  }

  if (part("report-form")) {
    window.addEventListener("online", () => { line.textContent = line.dataset.online; });
    begin();
  }
})();
