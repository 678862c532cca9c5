"""How large the text of a page is, for the tests of what is printed."""

FOURTEEN_POINTS = 14 / 72 * 96  # in CSS pixels
SIZES_OF_TEXT = """() => [...document.querySelectorAll("main *")]
    .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize))"""
