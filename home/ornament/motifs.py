"""The figures of Kazakh felt work, each as the open line that a needle would follow.

A syrmak is cut from two felts laid over each other: the figure of one fills the hole in the other, a cord covers the
seam, and rows of stitches echo the contour. A line is therefore all that a motif needs; `felt.py` gives it its body.
"""

# The lines, each about 100 units across and centred on the origin.
HORN = (
    "M0 50V6C0-20 6-40 28-40A21.5 21.5 0 0 1 28 3A15 15 0 0 1 28-27A8.5 8.5 0 0 1 28-10"
    "M0 50V6C0-20-6-40-28-40A21.5 21.5 0 0 0-28 3A15 15 0 0 0-28-27A8.5 8.5 0 0 0-28-10"
    "M0 36C4 18 22 14 29 24A8 8 0 0 1 18 34M0 36C-4 18-22 14-29 24A8 8 0 0 0-18 34"
)  # қошқар мүйіз, the ram's horns: plenty
FOOT = (
    "M0 20C-4-4-14-16-26-12A14 14 0 0 0-22 16C-10 16-2 28 0 46C2 28 10 16 22 16A14 14 0 0 0 26-12C14-16 4-4 0 20Z"
    "M-24 2H-20M24 2H20M0-8V-24M0-24C-10-24-20-30-22-44C-12-46-4-42 0-34C4-42 12-46 22-44C20-30 10-24 0-24Z"
)  # түйе табан, the camel's foot: a safe journey
CREST = "M-60 26C-26 26-30-26 2-26A21 21 0 0 1 2 16A14.5 14.5 0 0 1 2-13A7.5 7.5 0 0 1 2 2"
WAVE = "M-60 26H60" + CREST  # су, water
PETAL = "M0-14C17-25 17-42 0-54C-17-42-17-25 0-14Z"
TULIP_HEAD = (
    "M0 12V-4M0-4C-32-6-36-46-28-70C-20-60-10-54-9-46C-12-60-6-72 0-80"
    "C6-72 12-60 9-46C10-54 20-60 28-70C36-46 32-6 0-4Z"
    "M0-20V-40M-14-26C-18-34-20-42-20-50M14-26C18-34 20-42 20-50"
)
TULIP = TULIP_HEAD + (
    "M0 190V-4M0 120C0 76 16 62 34 62A15 15 0 0 1 34 92A9 9 0 0 1 34 74"
    "M0 160C0 116-16 102-34 102A15 15 0 0 0-34 132A9 9 0 0 0-34 114"
)  # қызғалдақ, the steppe tulip


def quartered(scale: float = 1) -> str:
    """Four pairs of horns around a diamond."""
    turns = "".join(f'<path d="{HORN}" transform="rotate({angle}) translate(0-68)"/>' for angle in (0, 90, 180, 270))
    sprouts = "".join(
        f'<path d="M0-22V-56M-9-40L0-50L9-40" transform="rotate({angle})"/>' for angle in (45, 135, 225, 315)
    )
    return f'<g transform="scale({scale:g})">{turns}{sprouts}<path d="M0-22L22 0L0 22L-22 0Z"/></g>'


def flower(petals: int = 8, scale: float = 1) -> str:
    """A ring of petals, with a seed on a stalk between each two."""
    step = 360 / petals
    ring = "".join(f'<path d="{PETAL}" transform="rotate({index * step:g})"/>' for index in range(petals))
    seeds = "".join(f'<path d="M0-46V-58" transform="rotate({(index + 0.5) * step:g})"/>' for index in range(petals))
    return f'<g transform="scale({scale:g})">{ring}{seeds}</g>'
