"""An address → its QR code. The only module that imports segno."""

from __future__ import annotations

import segno


def svg(address: str) -> str:
    """The code of an address as an SVG drawing with its quiet zone of four modules; a sixth of it may be damaged (level M)."""
    return segno.make(address, error="m", micro=False).svg_inline(border=4)
