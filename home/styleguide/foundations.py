"""What the components are made of: the colours and the steps of type, by their names in the style sheets."""

from base64 import b64encode

COLOURS = {
    "grounds": ("paper", "felt", "raised", "kok-wash", "altyn-wash", "qyzyl-wash", "jasyl-wash", "night", "call"),
    "text": ("ink", "ink-soft", "link", "link-strong", "altyn-ink", "on-kok", "on-night", "on-night-soft"),
    "signs": ("kok", "altyn", "altyn-edge", "qyzyl", "jasyl", "rule", "edge", "focus", "focus-halo"),
}
STEPS = ("4", "3", "2", "1", "0", "-1")


def as_address(drawing: str) -> str:
    """An SVG document as the address of a picture."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
