// The pin of the report form: a drawing of what lies around the seat of the district, without a map
// service. A finger or mouse sets the pin, and so do two sliders; both write longitude and latitude.
"use strict";

(() => {
  const SIDE = 320;
  const MIDDLE = SIDE / 2;
  const DEGREE = 111.32; // kilometres of one degree of latitude
  const part = (id) => document.getElementById(id);
  const radius = () => Number(part("pin-radius").value);

  function seats() {
    return JSON.parse(part("pin").dataset.seats);
  }

  function seat() {
    return seats()[part("f-district").value];
  }

  // Kilometres east and north of the seat of the district, and back.
  function from([, lng, lat], [east, north]) {
    return [lng + east / (DEGREE * Math.cos((lat * Math.PI) / 180)), lat + north / DEGREE];
  }

  function away([, lng, lat], [toLng, toLat]) {
    return [(toLng - lng) * DEGREE * Math.cos((lat * Math.PI) / 180), (toLat - lat) * DEGREE];
  }

  function pinned() {
    const found = [part("f-lng").value, part("f-lat").value];
    return found.every((each) => each.trim() && Number.isFinite(Number(each))) ? found.map(Number) : null;
  }

  // --- the drawing -------------------------------------------------------------------------------

  function shape(name, attributes, text) {
    const found = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => found.setAttribute(key, value));
    found.textContent = text || "";
    return found;
  }

  const at = ([east, north]) => [MIDDLE + (east / radius()) * MIDDLE, MIDDLE - (north / radius()) * MIDDLE];
  const isInside = (spot) => spot.every((each) => Math.abs(each) <= radius());

  function drawing(own, spot) {
    const shapes = [0.5, 1].flatMap((share) => [
      shape("circle", { class: "ring", cx: MIDDLE, cy: MIDDLE, r: MIDDLE * share - 1 }),
      shape("text", { x: MIDDLE, y: MIDDLE * (1 - share) + 12 }, part("pin").dataset.ring.replace("{n}", radius() * share)),
    ]);
    Object.values(seats()).forEach((each) => {
      const there = away(own, each.slice(1));
      if (isInside(there)) {
        const [x, y] = at(there);
        shapes.push(shape("circle", { class: "seat", cx: x, cy: y, r: 3 }), shape("text", { x, y: y - 6 }, each[0]));
      }
    });
    if (spot && isInside(spot)) {
      const [x, y] = at(spot);
      shapes.push(shape("circle", { class: "halo", cx: x, cy: y, r: 11 }), shape("circle", { class: "here", cx: x, cy: y, r: 5 }));
    }
    return shapes;
  }

  // --- what it says ------------------------------------------------------------------------------

  function side(value, over, under) {
    const words = part("pin").dataset;
    return words[value < 0 ? under : over].replace("{n}", Math.abs(value).toFixed(1));
  }

  function words(own, spot) {
    const { dataset } = part("pin");
    if (!spot) {
      return dataset.none.replace("{name}", own[0]);
    }
    const there = dataset.at.replace("{name}", own[0]).replace("{east}", side(spot[0], "east", "west"));
    return there.replace("{north}", side(spot[1], "north", "south")) + (isInside(spot) ? "" : ` ${dataset.outside}`);
  }

  function show() {
    const own = seat();
    part("pin-board").hidden = !own;
    part("pin-unknown").hidden = Boolean(own);
    if (!own) {
      return;
    }
    const place = pinned();
    const spot = place && away(own, place);
    part("pin-map").replaceChildren(...drawing(own, spot));
    ["pin-east", "pin-north"].forEach((id, axis) => {
      const slider = part(id);
      slider.min = -radius();
      slider.max = radius();
      slider.value = spot ? spot[axis] : 0;
      slider.setAttribute("aria-valuetext", axis ? side(spot ? spot[1] : 0, "north", "south") : side(spot ? spot[0] : 0, "east", "west"));
    });
    part("pin-said").textContent = words(own, spot);
  }

  function put(spot) {
    const place = from(seat(), spot);
    part("f-lng").value = place[0].toFixed(6);
    part("f-lat").value = place[1].toFixed(6);
    // What is typed is kept by the form's own script, which listens for this.
    part("f-lat").dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The form is put anew where it comes back with its faults: listened to from outside.
  document.addEventListener("toggle", ({ target }) => target.id === "pin" && target.open && show(), true);
  document.addEventListener("change", ({ target }) => ["f-district", "pin-radius"].includes(target.id) && show());
  document.addEventListener("input", ({ target }) => {
    if (["pin-east", "pin-north"].includes(target.id)) {
      put([Number(part("pin-east").value), Number(part("pin-north").value)]);
    } else if (["f-lng", "f-lat"].includes(target.id)) {
      show();
    }
  });
  document.addEventListener("click", (event) => {
    const map = event.target.closest("#pin-map");
    if (map) {
      const box = map.getBoundingClientRect();
      const east = ((event.clientX - box.left) / box.width) * 2 - 1;
      const north = 1 - ((event.clientY - box.top) / box.height) * 2;
      put([east * radius(), north * radius()]);
    }
  });
})();
