"""Which word before a number says what it is: `STK 0123…`, `CCCD: 0010…`, `Zalo 0912…`."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass


class Says(enum.Enum):
    """What a word says of the number behind it."""

    ACCOUNT = enum.auto()
    ACCOUNT_MAYBE = enum.auto()
    PHONE = enum.auto()
    SHORT_CODE = enum.auto()
    SMS = enum.auto()
    PLATFORM = enum.auto()
    ADDRESS = enum.auto()
    CODE = enum.auto()
    NOTHING = enum.auto()
    """No identifier: a card, a contract, a tax number, ...."""


def _table(words: dict[Says, str]) -> dict[str, Says]:
    return {word.strip(): says for says, line in words.items() for word in line.split(",")}


_WORDS = _table({
    Says.ACCOUNT: "stk,s tk,so tk,sotk,so tai khoan,tk so,tai khoan so,tkhoan,so tkhoan,stknh,"
    "so stk,tai khoan ngan hang,tk ngan hang,tk nh,so tk nh,account number,account no,stk nhan,"
    "tk nhan,tai khoan nhan,bank account",
    Says.ACCOUNT_MAYBE: "tk,tai khoan,ctk,chu tk,chu tai khoan,ck,chuyen khoan,account",
    Says.PHONE: "sdt,so dien thoai,dien thoai,dt,so dt,so may,lien he,lh,alo,tel,phone,mobile,"
    "di dong,so di dong,dtdd,goi dien,goi lai,nhan vien,cskh,dthoai,sodt,hotline,so hotline,"
    "duong day nong,call,goi den so,goi so,so goi,cuoc goi,imess,imessage,sim,so sim,nhan tin",
    Says.SHORT_CODE: "tong dai,dau so,so tong dai,tong dai so,so dau so,tu dau so,dau so ngan",
    Says.SMS: "gui,gui den,gui toi,gui so,gui ve,goi,goi den,goi toi,goi ngay,bam goi,nhan tin den,"
    "nhan tin toi,bao cho,goi cho",
    Says.PLATFORM: "zalo,zl,so zalo,viber,whatsapp,whatapp,whats app,zalo so,zalo sdt",
    Says.ADDRESS: "dia chi,so nha,ngach,to dan pho,khu pho",
    Says.CODE: "otp,ma otp,ma xac thuc,ma xac nhan,ma pin,mat khau,ma dang nhap,password,pass",
    Says.NOTHING: "cccd,cmnd,cmt,cmtnd,can cuoc,can cuoc cong dan,so can cuoc,chung minh,"
    "chung minh nhan dan,ho chieu,passport,so cmnd,so cccd,so cmt,cccd so,cmnd so,"
    "ma don,ma don hang,don hang,don hang so,ma van don,van don,ma buu gui,buu gui,buu kien,"
    "ma buu kien,hop dong,so hop dong,hd so,hop dong so,ma hop dong,ma so thue,mst,mst so,ma thue,"
    "ma gd,ma giao dich,giao dich so,so giao dich,gd so,bien ban,bien ban so,vu an,vu an so,"
    "ho so,ma ho so,ho so so,so ho so,ma tin,so the,ma the,seri,serial,so seri,imei,"
    "ma sinh vien,msv,mssv,ma hoc sinh,sinh vien,bien so,bien so xe,meeting id,"
    "id meeting,zoom id,ma khach hang,ma kh,so bao danh,sbd,ma bao hiem,bhxh,bhyt,so bhxh,ma nv,"
    "ma nhan vien,ma du an,so hieu,quyet dinh,quyet dinh so,cong van,cong van so,so bien lai,"
    "hoa don,so hoa don,ma hoa don,ref,tracking,order,order id,invoice,id,uid,user id,ma vu viec,"
    "ma tham chieu,so tham chieu,ma so doanh nghiep,msdn,ma ve,ma dat cho,lenh so,"
    "the tin dung,the ghi no,so the tin dung,cvv,ma qr,ma vach,ky xo so,giay phep,giay phep so",
})  # fmt: skip
_MAX_WORDS = 4

_FILLER = frozenset({
    "so", "la", "cua", "nay", "sau", "moi", "nhu", "voi", "theo", "qua", "vao", "den", "toi",
    "ve", "ten", "no", "duoc", "co", "minh", "em", "ngay", "lai",
})  # fmt: skip
_WHOSE = frozenset({"so", "la", "cua", "toi", "em", "minh", "ban", "anh", "chi", "nay", "sau"})
_TOKEN = re.compile(r"[a-z]+")
_BREAK = re.compile(r"[;!?]|\.(?= )|(?<![:\n])\n(?!\Z)|[0-9]{3}")
WINDOW = 64
"""Characters that a word reaches ahead."""


@dataclass(frozen=True, slots=True)
class Clue:
    """The nearest word before a number that says what it is.

    Attributes:
        says: what.
        word: the word, folded.
        distance: how many words stand between that are no mere filling.
        start: where the word stands.
        touches: nothing but `số`, `là` and whose it is stands between.
    """

    says: Says
    word: str
    distance: int
    start: int
    touches: bool


def look_back(folded: str, floor: int, at: int) -> Clue | None:
    """Return the nearest clue before a place.

    Args:
        folded: the text without diacritics and case.
        floor: where the number before ends; no clue reaches past it.
        at: where the number begins.
    """
    low = max(floor, at - WINDOW)
    window = folded[low:at]
    cut = 0
    for found in _BREAK.finditer(window):
        cut = found.end()
    tokens = [(m[0], low + m.start()) for m in _TOKEN.finditer(window, cut)]
    if low > floor and tokens and tokens[0][1] == low and folded[low - 1].isalpha():
        tokens.pop(0)  # the end of a word
    return _nearest([word for word, _ in tokens], [start for _, start in tokens])


def _nearest(words: list[str], starts: list[int]) -> Clue | None:
    distance = 0
    touches = True
    for last in range(len(words) - 1, -1, -1):
        for length in range(min(_MAX_WORDS, last + 1), 0, -1):
            first = last + 1 - length
            word = words[first] if length == 1 else " ".join(words[first : last + 1])
            says = _WORDS.get(word)
            if says is not None:
                return Clue(says, word, distance, starts[first], touches)
        distance += words[last] not in _FILLER
        touches = touches and words[last] in _WHOSE
    return None


def is_clue(word: str) -> bool:
    """Say whether a folded word says what the number behind it is."""
    return word in _WORDS
