"""QR codes, as SVG: for pages, and for paper."""

import io

import segno

QUIET_ZONE = 4  # modules around the code, as ISO/IEC 18004 asks for
SMALLEST_MM = 30  # on paper, so that an old telephone reads it at arm's length


def qr_svg(address: str) -> str:
    """The code of an address, black on white whatever is behind it; error level M. It has a `viewBox` and no size of its own."""
    made = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(made, kind="svg", border=QUIET_ZONE, light="white", xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return made.getvalue().decode()
