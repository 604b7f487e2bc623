"""Structured rows to load: a complaint register as CSV, the same bytes for the same arguments."""

from __future__ import annotations

import csv
import random
from pathlib import Path

COLUMNS = ("mã tin", "ngày trình báo", "sđt nghi vấn", "số tài khoản nghi vấn", "ngân hàng",
           "tên miền nghi vấn", "thiệt hại")  # fmt: skip
_BANKS = ("Vietcombank", "MB Bank", "Techcombank", "BIDV", "Agribank", "ACB")
_SHARE_WITH_DOMAIN = 0.5


def write_register(path: Path, report_count: int, seed: int = 1) -> int:
    """Write a register in which identifiers recur as they do among rings.

    Args:
        path: of the CSV file.
        report_count: rows.
        seed: of the only random source.

    Returns:
        The number of identifiers in its cells.
    """
    rng = random.Random(seed)
    mentions = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(report_count):
            # Three rows share each phone on average, two each account; domains recur less.
            phone = f"09{rng.randrange(report_count // 3 + 1) % 10**8:08}"
            account = f"1{rng.randrange(report_count // 2 + 1):011}"
            domain = ""
            if rng.random() < _SHARE_WITH_DOMAIN:
                domain = f"trang-gialap{rng.randrange(report_count):07}.top"
            day = f"{rng.randrange(13, 28)}/{rng.randrange(1, 13):02}/2026"
            bank = rng.choice(_BANKS)
            writer.writerow((f"TB-{number:08}", day, phone, account, bank, domain, "5.000.000"))
            mentions += 2 + bool(domain)
    return mentions
