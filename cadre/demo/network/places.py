"""Where the demo’s partners are. Districts are real; partners, venues, codes and the codes of dioceses are made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One partner. `district` is an ONS code alive today; easting and northing are metres on the National Grid."""

    slug: str
    name: str
    short: str
    kind: str
    region: str
    town: str
    postcode_area: str
    district: str
    easting: int
    northing: int
    venue: str
    code: str
    diocese: tuple[str, str] | None = None
    villages: tuple[str, ...] = ()


PLACES = (
    Place("peakside", "Peakside Schools Partnership", "Peakside", "teaching_school", "East Midlands", "Matlock", "DE4",
          "E07000035", 430_000, 360_000, "Darley House", "PEAK-7Q4M",
          villages=("Bonsall", "Cromford", "Crich", "Tansley", "Wirksworth", "Darley Dale", "Belper", "Ripley")),
    Place("trent-reach", "Trent Reach Teaching School Alliance", "Trent Reach", "teaching_school", "East Midlands",
          "Nottingham", "NG5", "E06000018", 457_000, 341_000, "Carrfield School", "TRNT-4K2D",
          villages=("Arnold", "Carlton", "Sherwood", "Basford", "Bulwell", "Clifton", "Wollaton", "Bestwood")),
    Place("st-werburgh", "St Werburgh Church Schools", "St Werburgh", "diocese", "East Midlands", "Derby", "DE22",
          "E06000015", 435_000, 336_500, "Allestree Lodge", "WERB-9H3T", ("CE92", "Diocese of Derby"),
          ("Allestree", "Mickleover", "Chaddesden", "Littleover", "Spondon", "Alvaston", "Normanton", "Oakwood")),
    Place("maun-valley", "Maun Valley Learning Trust", "Maun Valley", "trust", "East Midlands", "Mansfield", "NG18",
          "E07000174", 453_900, 361_100, "Kirkmeadow Centre", "MAUN-2X8R",
          villages=("Warsop", "Clipstone", "Rainworth", "Pleasley", "Forest Town", "Ladybrook", "Sherwood Rise")),
    Place("fosse-way", "Fosse Way Learning Alliance", "Fosse Way", "teaching_school", "East Midlands", "Leicester",
          "LE2", "E06000016", 458_500, 304_500, "Brookfield House", "FOSS-6N1W",
          villages=("Aylestone", "Knighton", "Evington", "Belgrave", "Humberstone", "Stoneygate", "Westcotes", "Eyres")),
    Place("welland", "Welland Teaching Partnership", "Welland", "teaching_school", "East Midlands", "Northampton",
          "NN1", "E06000062", 475_500, 260_500, "Abington Rooms", "WELL-3J5C",
          villages=("Kingsthorpe", "Duston", "Weston Favell", "Wootton", "Brixworth", "Moulton", "Earls Barton")),
    Place("severn-meadow", "Severn Meadow Trust", "Severn Meadow", "trust", "West Midlands", "Worcester", "WR1",
          "E07000237", 385_000, 254_800, "Pitchcroft Centre", "SEVM-8T6K",
          villages=("Claines", "Warndon", "St John’s", "Barbourne", "Fernhill", "Powick", "Kempsey")),
    Place("fenedge", "Fenedge Schools Trust", "Fenedge", "trust", "East Midlands", "Boston", "PE21", "E07000136",
          532_600, 344_000, "Haven Hall", "FENE-5M9P",
          villages=("Fishtoft", "Wyberton", "Kirton", "Swineshead", "Frampton", "Butterwick", "Old Leake")),
    Place("humber-gate", "Humber Gate Teaching School", "Humber Gate", "teaching_school", "Yorkshire and The Humber",
          "Hull", "HU5", "E06000010", 509_500, 428_700, "Avenues House", "HUMB-1V7G",
          villages=("Cottingham", "Anlaby", "Bransholme", "Hessle", "Sutton", "Willerby", "Kirk Ella")),
    Place("calder-heights", "Calder Heights Teaching School", "Calder Heights", "teaching_school",
          "Yorkshire and The Humber", "Bradford", "BD7", "E08000032", 416_400, 433_000, "Lister Rooms", "CALD-4F2Z",
          villages=("Shipley", "Idle", "Eccleshill", "Thornton", "Queensbury", "Wibsey", "Manningham", "Saltaire")),
    Place("wensum", "Wensum Leadership Alliance", "Wensum", "teaching_school", "East of England", "Norwich", "NR2",
          "E07000148", 623_000, 308_500, "St Giles Rooms", "WENS-7B3Q",
          villages=("Catton", "Costessey", "Thorpe", "Eaton", "Sprowston", "Hellesdon", "Lakenham")),
    Place("exe-valley", "Exe Valley Diocesan Partnership", "Exe Valley", "diocese", "South West", "Exeter", "EX4",
          "E07000041", 292_000, 92_500, "Pennsylvania House", "EXEV-9D4L", ("CE94", "Diocese of Exeter"),
          ("Topsham", "Pinhoe", "Alphington", "Heavitree", "Exwick", "Whipton", "Countess Wear")),
)
SCHOOL_KINDS = (
    ("Primary School", "01", "Primary"),
    ("Church of England Primary School", "02", "Primary"),
    ("Academy", "34", "Secondary"),
    ("Junior School", "01", "Primary"),
    ("High School", "05", "Secondary"),
    ("Infant and Nursery School", "01", "Primary"),
    ("College", "28", "Secondary"),
    ("Grammar School", "11", "Secondary"),
)
SCHOOL_NAMES = (
    "Highfield", "Bank", "Ladygrove", "Hallam", "Millbrook", "Castle", "Meadow", "Lumsdale", "Ashby", "Orchard",
    "Riverside", "Kingsmead", "Holly", "Starkholme",
)
