/* Shows what needs passkeys where the browser knows them, says when one did not work, shows a password, prints the codes. */
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  if (window.PublicKeyCredential) {
    for (const one of all("[data-needs-passkeys]")) one.hidden = false;
    for (const one of all("[data-no-passkeys]")) one.hidden = true;
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const one of all("[data-passkey-trouble]")) one.hidden = false;
  });
  for (const one of all("[data-print]")) {
    one.hidden = false;
    one.addEventListener("click", () => window.print());
  }
})();
