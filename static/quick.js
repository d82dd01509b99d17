// Quick open: Ctrl-K or ⌘K anywhere, arrows, Enter. And of a case the bar that stays in view, and
// "all on this page" of a list.
"use strict";

(() => {
  const dialog = document.getElementById("quick");
  if (dialog) {
    const field = document.getElementById("quick-q");
    const hits = () => [...dialog.querySelectorAll(".hits a")];

    const open = () => {
      if (!dialog.open) {
        dialog.showModal();
      }
      field.select();
      field.focus();
      window.htmx.trigger(field, "quick:open");
    };

    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        open();
      }
    });
    document.querySelectorAll("[data-quick]").forEach((button) => button.addEventListener("click", open));

    dialog.addEventListener("keydown", (event) => {
      const stops = [field, ...hits()];
      const here = stops.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && here >= 0) {
        event.preventDefault();
        stops[(here + step + stops.length) % stops.length].focus();
      } else if (event.key === "Enter" && here === 0 && field.value.trim() && stops.length > 1) {
        event.preventDefault();
        stops[1].click();
      }
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) {
        dialog.close();
      }
    });
  }

  const bar = document.querySelector("[data-after]");
  const head = bar && document.getElementById(bar.dataset.after);
  if (head) {
    new IntersectionObserver(([seen]) => {
      const passed = !seen.isIntersecting && seen.boundingClientRect.bottom < 0;
      bar.hidden = !passed;
      document.documentElement.classList.toggle("under-bar", passed);
    }).observe(head);
  }

  document.querySelectorAll("[data-parts]").forEach((menu) => {
    const links = [...document.querySelectorAll("main .row section h2[id]")].map((heading) => {
      const link = document.createElement("a");
      link.href = `#${heading.id}`;
      link.textContent = heading.textContent;
      link.addEventListener("click", () => { menu.open = false; });
      return link;
    });
    menu.querySelector("nav").replaceChildren(...links);
    menu.hidden = !links.length;
  });

  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-all]");
    if (all) {
      all.form.querySelectorAll(`input[name="${CSS.escape(all.dataset.all)}"]`).forEach((box) => {
        box.checked = all.checked;
      });
    }
  });
})();
