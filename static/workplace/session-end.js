/* Says five minutes before a session ends that it does, and lets it begin anew. What was typed stays in the page either way. */
(() => {
  "use strict";
  const box = document.querySelector(".session-end");
  const button = box.querySelector("button");
  const warning = Number(box.dataset.warning);
  let endsAt = Date.now() + Number(box.dataset.seconds) * 1000;
  let timer = 0;

  const say = (when) => {
    for (const one of box.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== when;
    button.hidden = when !== "soon";
    box.classList.toggle("session-end--shown", Boolean(when));
  };

  /* How long it still lasts; another tab may have begun it anew. Without a network: what is known already. */
  const ask = async (method) => {
    const headers = method === "POST" ? { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value } : {};
    try {
      const answer = await fetch(box.dataset.address, { method, headers, cache: "no-store" });
      if (!answer.ok) return false;
      endsAt = Date.now() + (await answer.json()).seconds * 1000;
      return true;
    } catch {
      return false;
    }
  };

  const wait = () => {
    clearTimeout(timer);
    const left = endsAt - Date.now();
    timer = setTimeout(look, Math.max(left - (left > warning * 1000 ? warning * 1000 : 0), 0));
  };

  const look = async () => {
    await ask("GET");
    const left = endsAt - Date.now();
    if (left <= 0) return say("over");
    say(left <= warning * 1000 + 1000 ? "soon" : "");
    return wait();
  };

  button.addEventListener("click", async () => {
    const stayed = await ask("POST");
    if (stayed && endsAt > Date.now()) say("stayed");
    wait();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wait(); });
  wait();
})();
