"""Words that invented schools are named with, as repetitive as those of real ones."""

from itertools import product

SAINTS = (
    "Mary’s John’s Peter’s Joseph’s Michael’s James’ Paul’s Andrew’s Anne’s George’s Thomas’ Luke’s Werburgh’s".split()
)
BEGIN = "Ash Birch Brad Brook Chap Cox Dal Deep Ed Fair Glen Hart Holm Kings Lang Long Mar Nor Oak Pen Red Rose".split()
MIDDLE = ["", "er", "en", "ing", "s"]
END = "by combe dale field ford ham hurst ley mere moor stead stoke thorpe ton well wick worth bury bridge".split()
PLACES = ["".join(parts) for parts in product(BEGIN, MIDDLE, END)]
KINDS = (
    *("Primary School", "Community Primary School", "Church of England Primary School", "Catholic Primary School"),
    *("Primary Academy", "Academy", "Infant School", "Junior School", "High School", "School", "Community College"),
    *("Nursery School", "CofE Primary School", "Church of England (Voluntary Aided) Primary School"),
)
OUTWARD = [f"{area}{number}" for area in "DE NG S B M L LS BS NR EX CV PE YO CA TS".split() for number in range(1, 40)]
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
