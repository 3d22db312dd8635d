"""A look-alike price book of about a million rates, always the same but for its dates: as a supplier's CSV (the shape of the
demo's prairie-crown-csv layout) for Switchyard, and as rows for the peer's database."""

import datetime

# Electric utilities of the reference data, with their states.
UTILITIES = (
    ("ameren-il", "IL"), ("comed", "IL"), ("bge", "MD"), ("delmarva-md", "MD"), ("pepco-md", "MD"), ("eversource-ct", "CT"), ("ui", "CT"),
    ("delmarva-de", "DE"), ("ace", "NJ"), ("jcpl", "NJ"), ("pseg", "NJ"), ("reco", "NJ"), ("cenhud", "NY"), ("coned", "NY"), ("nimo", "NY"),
    ("nyseg", "NY"), ("oru", "NY"), ("rge", "NY"), ("aes-ohio", "OH"), ("cei", "OH"), ("duke-oh", "OH"), ("ohio-edison", "OH"),
    ("toledo-edison", "OH"), ("duquesne", "PA"), ("meted", "PA"), ("peco", "PA"), ("penelec", "PA"), ("penn-power", "PA"), ("ppl", "PA"),
    ("west-penn", "PA"), ("ri-energy", "RI"), ("cmp", "ME"), ("eversource-nh", "NH"), ("unitil-nh", "NH"),
)
CLASSES = tuple(f"Look-alike {letter}" for letter in "ABCDEFG")
BAND_KWH = 25_000
BANDS = 10
STARTS = 12
TERMS = 36
RATES = len(UTILITIES) * len(CLASSES) * BANDS * STARTS * TERMS

_MULTIPLIER, _INCREMENT, _MASK = 6364136223846793005, 1442695040888963407, 2**64 - 1


def business_day():
    """A day that has begun at the supplier (America/Chicago) in summer and winter."""
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=6)).date()


def start_months(today):
    """The first days of the twelve months after that of `today`."""
    first = today.year * 12 + today.month
    return [datetime.date((first + i) // 12, (first + i) % 12 + 1, 1) for i in range(STARTS)]


def _us_date(day):
    return f"{day.month}/{day.day}/{day.year}"


def _lines(today):
    """(utility, state, class, first day, band's number, the terms' prices in hundred-thousandths of a dollar)."""
    state = 20161130
    for utility, us_state in UTILITIES:
        for rate_class in CLASSES:
            for start in start_months(today):
                for band in range(BANDS):
                    prices = []
                    for _ in range(TERMS):
                        state = (state * _MULTIPLIER + _INCREMENT) & _MASK
                        prices.append(5_000 + (state >> 33) % 4_000)
                    yield utility, us_state, rate_class, start, band, prices


def write_csv(file, today, lines_max=None):
    """`lines_max` cuts the book short: TERMS rates a line."""
    dates = f"{_us_date(today)},{_us_date(today + datetime.timedelta(days=2))}"
    with open(file, "w", encoding="utf-8", newline="") as out:
        out.write("Date,Valid Through,LDC,State,Rate Class,Start Date,Annual Volume Range (KWH)")
        out.write("".join(f",{term}" for term in range(1, TERMS + 1)) + "\r\n")
        for number, (utility, state, rate_class, start, band, prices) in enumerate(_lines(today)):
            if number == lines_max:
                break
            low = band * BAND_KWH + (1 if band else 0)
            out.write(f"{dates},{utility},{state},{rate_class},{_us_date(start)},{low}-{(band + 1) * BAND_KWH},")
            out.write(",".join(f"$0.{price:05}" for price in prices) + "\r\n")


def write_table(file, today):
    """The same as text for PostgreSQL's COPY: number, utility, class, start month, term, band from and below (kWh), micro-dollars."""
    number = 0
    with open(file, "w", encoding="utf-8") as out:
        for utility, _, rate_class, start, band, prices in _lines(today):
            # Printed ends are inclusive and bands touch: as Switchyard reads them, each ends where the next begins.
            low, high = band * BAND_KWH, (band + 1) * BAND_KWH
            for term, price in enumerate(prices, 1):
                out.write(f"{number}\t{utility}\t{rate_class}\t{start:%Y-%m}\t{term}\t{low}\t{high}\t{price * 10}\n")
                number += 1


def queries(today, count=64):
    """Query strings that each find one offer a class: utility, usage, start and term differ from each to the next."""
    months = start_months(today)
    for i in range(count):
        utility = UTILITIES[i * 5 % len(UTILITIES)][0]
        usage = (i * 3 % BANDS) * BAND_KWH + 1_234 + i * 311
        yield (f"commodity=electric&utility={utility}&annualUsage={usage}"
               f"&startMonth={months[i * 7 % STARTS]:%Y-%m}&termMonths={1 + i * 11 % TERMS}&margin=0.005")
