/* While dates are being typed, the page says what they mean. Without scripts the button "Show what this means" does it. */
(() => {
  "use strict";
  const dates = document.querySelector("[data-dates]");
  if (!dates) return;
  let timer = 0;
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    let text;
    try {
      const answer = await fetch(dates.dataset.dates, { method: "POST", body: new FormData(dates.closest("form")), cache: "no-store" });
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      return; /* without a network the page stays as it is */
    }
    if (mine !== asked) return;
    const said = new DOMParser().parseFromString(text, "text/html");
    for (const one of said.body.querySelectorAll("[id]")) {
      const old = document.getElementById(one.id);
      if (old && old.innerHTML !== one.innerHTML) old.replaceChildren(...one.childNodes);
    }
  };

  for (const kind of ["input", "change"]) {
    dates.addEventListener(kind, () => {
      clearTimeout(timer);
      timer = setTimeout(show, 500);
    });
  }
})();
