"""Questions asked of a page in the browser itself, each answered by a list of what is wrong."""

# WCAG 2.2 AA by axe, which the page has brought along.
STANDARD = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}))
    .violations.map(one => `${one.id}: ${one.nodes[0].target}`)"""
CONTRAST = """async () => (await axe.run(document, {runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}}))
    .violations.map(one => `${one.id}: ${one.nodes[0].target}`)"""
# Elements that end beyond the right edge.
# A map cuts off what lies beside it.
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(one => one.checkVisibility() && !one.closest(".unseen, .skip, #map *"))
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 200))"""
# What is tapped and smaller than 44 pixels, but for links in a sentence (WCAG 2.5.8) and boxes whose label is as large.
SMALL_TARGETS = """() => {
    const isInSentence = (one) => one.localName === "a" && getComputedStyle(one).display === "inline"
        && [...one.parentNode.childNodes].some(node => node !== one && node.textContent.trim());
    const areas = (one) => {
        const cover = getComputedStyle(one, "::after");
        const isCover = cover.position === "absolute" && cover.inset === "0px";
        return [one, ...(one.labels ?? []), ...(isCover ? [one.closest(".card")] : [])].map(each => each.getBoundingClientRect());
    };
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
        .filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.closest(".skip") && !isInSentence(one))
        .filter(one => !areas(one).some(box => box.height > 43.5 && box.width > 43.5))
        .map(one => `${Math.round(one.getBoundingClientRect().height)} high: ${one.outerHTML.slice(0, 160)}`);
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].filter(one => one.checkVisibility())
    .map(one => Number(one.localName[1]))"""
# Why the element that has the focus cannot be seen: "" if it can. At least its middle has to lie open (WCAG 2.4.11).
HIDDEN_FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return "";
    const said = one.outerHTML.slice(0, 160);
    const box = one.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `outside: ${said}`;
    const top = document.elementFromPoint(x, y);
    const isOpen = one.contains(top) || top?.contains(one) || one.labels?.[0]?.contains(top);
    if (!isOpen) return `covered by ${top?.outerHTML.slice(0, 80)}: ${said}`;
    return getComputedStyle(one).outlineStyle === "none" ? `no outline: ${said}` : "";
}"""
VISIBLE_NAVIGATION = """() => [...document.querySelectorAll("nav, form, button, .leave, .skip, .finder")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 0).map(one => one.outerHTML.slice(0, 120))"""
# With the system's colours backgrounds vanish: what is a button needs a border, an icon a colour of its own.
LOST_IN_FORCED_COLOURS = """() => {
    const shapes = [...document.querySelectorAll(".button:not(.save *), .finder button, .leave, .quick a, .chips a, .topics a")]
        .filter(one => one.checkVisibility() && getComputedStyle(one).borderTopWidth === "0px");
    const ground = getComputedStyle(document.body).backgroundColor;
    const icons = [...document.querySelectorAll(".icon, .fresh")]
        .filter(one => one.checkVisibility() && getComputedStyle(one, "::before").backgroundColor === ground);
    return [...shapes, ...icons].map(one => one.outerHTML.slice(0, 160));
}"""
MOVING = """() => [...document.querySelectorAll("*")]
    .filter(one => ["", "::before", "::after"].some(part => { const style = getComputedStyle(one, part || null);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none"; }))
    .map(one => one.outerHTML.slice(0, 160))"""
