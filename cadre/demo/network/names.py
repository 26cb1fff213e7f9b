"""Names for people who do not exist, drawn the same way each time."""

import unicodedata
from collections.abc import Iterator
from random import Random

FIRST = (
    "Amina Tom Grace Owen Farah Leah Priya Callum Sunita Mark Ife Jo Peter Helen Kofi Rhys Siân Zoë Daniel Harpreet "
    "Rebecca Łukasz Nadia Marcus Beth Imran Chloe Yusuf Hannah Patrick Wei Aoife Oluwaseun Katie Stephen Maryam Ravi "
    "Gemma Tunde Claire Adam Fatima Joseph Eilidh Vikram Laura Kwame Nia Robert Ayesha Simon Bronwen Emeka Julie Ahmed "
    "Megan Conor Shreya Paul Abigail Hassan Louise Dylan Mei Andrew Temi Rachel Gareth Zainab Ian Roisin Nikhil Alice"
).split()
LAST = (
    "Siddiqui Bratt Okafor Marsh Mensah Pugh Brandreth Nair Doyle Rao Elsden Adebayo Whitlam Hallsworth Crowther "
    "Nguyễn O’Neill D’Arcy Wójcik Sandhu Pritchard Lyons Çelik Mbeki Raman Ashworth Birch Chowdhury Denham Eze Farrell "
    "Goddard Hussain Iqbal Jessop Khan Lovell Mistry Norris Osei Patel Quinn Rahman Sutton Thorne Umar Vaughan Walsh "
    "Yates Zaman Barlow Cartwright Dhillon Ellwood Fenwick Grant Holroyd Ingham Jarvis Kaur Lomax Medlock Newbold "
    "Oakes Pickering Rowley Shaw Tindall Upton Varley Wragg Ashraf Begum Coates Darwish Emmott"
).split()


def people(random: Random) -> Iterator[str]:
    """Full names without end; none comes twice before all have come."""
    pairs = [(first, last) for first in FIRST for last in LAST]
    while True:
        random.shuffle(pairs)
        yield from (f"{first} {last}" for first, last in pairs)


def address_of(name: str, host: str) -> str:
    """`tom.reed@host.example`, in ASCII."""
    plain = unicodedata.normalize("NFKD", name.replace("Ł", "L").replace("ł", "l").replace("ø", "o"))
    letters = "".join(char for char in plain.lower() if char.isascii() and (char.isalpha() or char == " "))
    return f"{'.'.join(letters.split())}@{host}.example"
