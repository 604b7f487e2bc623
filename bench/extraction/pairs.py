"""Hard pairs: one thing written in two ways, and two things that look alike.

Made from tables of surface forms that know nothing of the engine: what is one and what are two is
decided here, by how the identifiers themselves are defined.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MOBILES = (
    "032",
    "033",
    "038",
    "056",
    "070",
    "079",
    "083",
    "086",
    "088",
    "090",
    "091",
    "096",
    "098",
)
_OLD = (("0120", "070"), ("0123", "083"), ("0162", "032"), ("0168", "038"), ("0128", "078"))
_BANKS = (
    ("970436", ("VCB", "Vietcombank", "ngân hàng Ngoại thương")),
    ("970407", ("TCB", "Techcombank", "Techcom")),
    ("970422", ("MB", "MBBank", "MB Bank")),
    ("970416", ("ACB", "ngân hàng Á Châu")),
    ("970405", ("Agribank", "AGRIBANK", "Agri bank")),
)
_WORDS = ("vay", "nhanh", "sale", "hoan", "tien", "shop", "ngan", "hang", "viet", "dien", "may")
_ENDS = ("com", "top", "vip", "net", "info", "online", "vn")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_BOLD = str.maketrans("0123456789", "𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_SPELLED = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, each with one identifier.

    Attributes:
        sort: which table it comes from.
        one, other: the texts.
        same: whether both name the same thing.
    """

    sort: str
    one: str
    other: str
    same: bool


def make_pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """Yield so many pairs, half of them of one thing; the same for the same arguments."""
    chance = random.Random(seed)
    makers = (_phones, _accounts, _handles, _hosts, _links, _mails, _wallets)
    for number in range(count):
        maker = makers[number % len(makers)]
        yield maker(chance, same=bool(number // len(makers) % 2))


def _digits(chance: random.Random, size: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(size))


def _mistaken(chance: random.Random, digits: str, first: int) -> str:
    """Return digits with one changed or two neighbours swapped, from a place on."""
    at = chance.randrange(first, len(digits) - 1)
    if digits[at] != digits[at + 1] and chance.random() < 0.5:
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    other = str((int(digits[at]) + 1 + chance.randrange(9)) % 10)
    return digits[:at] + other + digits[at + 1 :]


def _grouped(digits: str, sizes: tuple[int, ...], sign: str) -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return sign.join(group for group in (*groups, digits[at:]) if group)


def _phones(chance: random.Random, *, same: bool) -> Pair:
    number = chance.choice(_MOBILES) + _digits(chance, 7)
    other = number if same else _mistaken(chance, number, 3)
    return Pair("phone", _phone(chance, number), _phone(chance, other), same)


def _phone(chance: random.Random, number: str) -> str:
    forms: tuple[Callable[[str], str], ...] = (
        lambda n: n,
        lambda n: _grouped(n, (4, 3), " "),
        lambda n: _grouped(n, (4, 3), "."),
        lambda n: _grouped(n, (3, 3), "-"),
        lambda n: "+84" + n[1:],
        lambda n: "+84 " + _grouped(n[1:], (3, 3), " "),
        lambda n: "(+84) " + n[1:],
        lambda n: "84" + n[1:],
        lambda n: "0084" + n[1:],
        " ".join,
        "-".join,
        lambda n: n.translate(_FULL_WIDTH),
        lambda n: n.translate(_BOLD),
        lambda n: n.translate(_CIRCLED),
        lambda n: "".join(c + "\ufe0f\u20e3" for c in n),
        lambda n: "\u200b".join((n[:4], n[4:7], n[7:])),
        lambda n: n.replace("0", "O"),
        lambda n: " ".join(_SPELLED[int(c)] for c in n),
        lambda n: n[1:],
        _with_old_prefix,
    )
    return f"gọi số {chance.choice(forms)(number)} nhé"


def _with_old_prefix(number: str) -> str:
    return next((old + number[3:] for old, new in _OLD if number.startswith(new)), number)


def _accounts(chance: random.Random, *, same: bool) -> Pair:
    bank, names = chance.choice(_BANKS)
    number = str(chance.randrange(1, 9)) + _digits(chance, chance.choice((8, 10, 11, 12)))
    number = number[:-1] + str(chance.randrange(1, 10))
    other, other_names = number, names
    if not same:
        if chance.random() < 0.4:
            other_names = chance.choice([n for b, n in _BANKS if b != bank])
        else:
            other = _mistaken(chance, number, 1)
    return Pair(
        "bank_account", _account(chance, number, names), _account(chance, other, other_names), same
    )


def _account(chance: random.Random, number: str, names: tuple[str, ...]) -> str:
    name = chance.choice(names)
    written = chance.choice((
        number, _grouped(number, (4, 4, 4), " "), _grouped(number, (3, 3, 3), "."),
        _grouped(number, (4, 3, 3), "-"), number.translate(_FULL_WIDTH),
        "".join(c + "\ufe0f\u20e3" for c in number),
    ))  # fmt: skip
    return chance.choice((
        f"STK: {written} {name}", f"chuyển vào số tài khoản {written} - {name}",
        f"{name}\nSTK {written}", f"stk {written}\nNgân hàng: {name}",
    ))  # fmt: skip


def _handles(chance: random.Random, *, same: bool) -> Pair:
    name = f"{chance.choice(_WORDS)}_{chance.choice(_WORDS)}{chance.randrange(10, 9999)}"
    if chance.random() < 0.3:
        code = "".join(chance.choice("aBcDeFgHkLmN234") for _ in range(16))
        other = code if same else _other_case(chance, code)
        return Pair("invite", f"vào t.me/+{code}", f"vào https://t.me/joinchat/{other}", same)
    other = name if same else _mistaken_word(chance, name)
    return Pair("handle", _handle(chance, name), _handle(chance, other), same)


def _handle(chance: random.Random, name: str) -> str:
    return chance.choice((
        f"ib tele @{name} nha", f"Telegram: @{name.upper()}", f"https://t.me/{name}",
        f"t.me/{name}?start=1", f"nhắn t3le @{name}", f"https://telegram.me/{name}/",
        f"tg://resolve?domain={name}",
    ))  # fmt: skip


def _other_case(chance: random.Random, code: str) -> str:
    at = chance.choice([i for i, c in enumerate(code) if c.isalpha()])
    return code[:at] + code[at].swapcase() + code[at + 1 :]


def _mistaken_word(chance: random.Random, word: str) -> str:
    at = chance.choice([i for i, c in enumerate(word) if c.isalpha()])
    return word[:at] + ("x" if word[at] != "x" else "z") + word[at + 1 :]


def _host(chance: random.Random) -> tuple[str, str]:
    return (
        f"{chance.choice(_WORDS)}-{chance.choice(_WORDS)}{chance.randrange(1000)}",
        chance.choice(_ENDS),
    )


def _hosts(chance: random.Random, *, same: bool) -> Pair:
    name, end = _host(chance)
    other, other_end = name, end
    if not same:
        if chance.random() < 0.5:
            other_end = chance.choice([e for e in _ENDS if e != end])
        else:
            other = chance.choice(
                (_mistaken_word(chance, name), f"m.{name}", name.replace("a", "а"))
            )
            other = other if other != name else f"{name}1"
    return Pair("domain", _bare_host(chance, name, end), _bare_host(chance, other, other_end), same)


def _bare_host(chance: random.Random, name: str, end: str) -> str:
    host = chance.choice((
        f"{name}.{end}", f"{name}[.]{end}", f"{name}(dot){end}", f"{name} chấm {end}",
        f"{name.upper()}.{end.upper()}", f"{name}\u200b.{end}", f"{name} .{end}",
    ))  # fmt: skip
    return f"trang {host} lừa đảo"


def _links(chance: random.Random, *, same: bool) -> Pair:
    name, end = _host(chance)
    path = f"{chance.choice(('Login', 'nap', 'dang-nhap'))}?id={chance.randrange(1000, 9999)}"
    other = path
    if not same:
        other = chance.choice((path.swapcase(), path + "1", path.replace("?", "/?")))
    return Pair(
        "url", _link(chance, f"{name}.{end}", path), _link(chance, f"{name}.{end}", other), same
    )


def _link(chance: random.Random, host: str, path: str) -> str:
    return "bấm " + chance.choice((
        f"https://{host}/{path}", f"http://{host}/{path}",
        f"hxxps://{host.replace('.', '[.]')}/{path}",
        f"https//{host}/{path}", f"{host}/{path}", f"https://{host.upper()}/{path}",
        f"https://{host.replace('.', ' .')}/{path}", f"http://{host}:80/{path}",
    ))  # fmt: skip


def _mails(chance: random.Random, *, same: bool) -> Pair:
    local = f"{chance.choice(_WORDS)}.{chance.choice(_WORDS)}{chance.randrange(1000)}"
    other = (
        local if same else chance.choice((_mistaken_word(chance, local), local.replace(".", "")))
    )
    return Pair("email", _mail(chance, local), _mail(chance, other), same)


def _mail(chance: random.Random, local: str) -> str:
    return "mail " + chance.choice((
        f"{local}@gmail.com", f"{local.upper()}@GMAIL.COM", f"{local}[@]gmail[.]com",
        f"{local}(at)gmail(dot)com", f"<{local}@gmail.com>",
    ))  # fmt: skip


def _wallets(chance: random.Random, *, same: bool) -> Pair:
    address = "".join(chance.choice("0123456789abcdef") for _ in range(40))
    other = address if same else _mistaken_hex(chance, address)
    one = f"ví 0x{address}"
    return Pair(
        "crypto_wallet", one, f"USDT ERC20: 0x{chance.choice((other, other.upper()))}", same
    )


def _mistaken_hex(chance: random.Random, address: str) -> str:
    at = chance.randrange(40)
    other = chance.choice([c for c in "0123456789abcdef" if c != address[at]])
    return address[:at] + other + address[at + 1 :]
