"""The picture that stands beside a link to a page wherever people share it: 1200 × 630, drawn in the page's language.

`raster` turns our ornament into pixels, `words` sets text, `card` is the design, `pictures` knows pages and storage.
"""
