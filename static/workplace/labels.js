// The fields in which Django's admin lets one search for a row (select2) have no names: they get those of their labels, whenever
// they are drawn.
"use strict";

const nameOf = (select) => (select.labels[0]?.textContent ?? select.getAttribute("aria-label") ?? select.name).trim();

const tellNames = () => {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
        for (const field of select.parentNode.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field")) {
            field.removeAttribute("aria-labelledby");
            field.setAttribute("aria-label", nameOf(select));
        }
    }
    // What is chosen stands in a list with a button among its items, which no list may have: it is a row of things, and no list.
    for (const part of document.querySelectorAll(".select2-selection--multiple ul, .select2-selection--multiple li")) {
        part.setAttribute("role", "none");
    }
};

new MutationObserver(tellNames).observe(document.body, {childList: true, subtree: true});
tellNames();
