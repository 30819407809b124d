"""Kazakh ornament as a system: a few motifs, and what is made of them for covers, bands, medallions and frames.

Everything here is our own drawing and knows nothing of pages or requests.
"""

from home.ornament.covers import cover_svg
from home.ornament.frames import frame_svg
from home.ornament.sprites import band_svg, medallion_svg, motif_for

__all__ = ["band_svg", "cover_svg", "frame_svg", "medallion_svg", "motif_for"]
