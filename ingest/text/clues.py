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
    "tk nhan,tai khoan nhan,bank account,accountno,acctno,tai khoan thu huong,so tk thu huong,"
    "so tai khoan thu huong,tk thu huong",
    Says.ACCOUNT_MAYBE: "tk,tai khoan,ctk,chu tk,chu tai khoan,ck,chuyen khoan,account,bank",
    Says.PHONE: "sdt,so dien thoai,dien thoai,dt,so dt,so may,lien he,lh,alo,tel,phone,mobile,"
    "di dong,so di dong,dtdd,goi dien,goi lai,nhan vien,cskh,dthoai,sodt,hotline,so hotline,"
    "duong day nong,call,goi den so,goi so,so goi,cuoc goi,imess,imessage,sim,so sim,nhan tin",
    Says.SHORT_CODE: "tong dai,dau so,so tong dai,tong dai so,so dau so,tu dau so,dau so ngan",
    Says.SMS: "gui,gui den,gui toi,gui so,gui ve,goi,goi den,goi toi,goi ngay,bam goi,nhan tin den,"
    "nhan tin toi,bao cho,goi cho",
    Says.PLATFORM: "zalo,zl,so zalo,viber,whatsapp,whatapp,whats app,zalo so,zalo sdt",
    Says.ADDRESS: "dia chi,so nha,ngach,to dan pho,khu pho",
    Says.CODE: "otp,ma otp,ma xac thuc,ma xac nhan,ma pin,mat khau,ma dang nhap,password,pass",
    Says.NOTHING: "cccd,lenh sx,lenh san xuat,giay hen,phieu kham,ma xac nhan,cmnd,cmt,cmtnd,"
    "can cuoc,can cuoc cong dan,so can cuoc,chung minh,chung minh nhan dan,ho chieu,passport,"
    "so cmnd,so cccd,so cmt,cccd so,cmnd so,so dinh danh,ma don,ma don hang,don hang,"
    "don hang so,don so,so don,ma van don,van don,so van don,van don so,ma buu gui,buu gui,"
    "buu kien,ma buu kien,kien hang,so kien,ma kien,tracking,awb,order id,hop dong,so hop dong,"
    "hd so,hop dong so,ma hop dong,so hd,hop dong bao hiem,don bao hiem,ma so thue,mst,mst so,"
    "ma thue,ma so doanh nghiep,msdn,ma dn,dkkd,gpkd,ma so,ma hs,ma hang,ma gd,ma giao dich,"
    "giao dich so,so giao dich,gd so,so gd,ma ct,so ct,chung tu,so chung tu,bien ban,"
    "bien ban so,vu an,vu an so,vu viec,ma vu viec,ho so,ma ho so,ho so so,so ho so,ma tin,"
    "tin bao so,so tiep nhan,ma tiep nhan,so the,ma the,seri,serial,so seri,so serial,se ri,"
    "so se ri,imei,iccid,so khung,so lo,lo so,so thua,thua dat,to ban do,sn,ma sinh vien,"
    "msv,mssv,ma hoc sinh,sinh vien,ma hv,ma hs sv,sbd,so bao danh,ma lop,ma phong,bien so,"
    "bien so xe,bien kiem soat,bks,meeting id,id meeting,zoom id,id phong,phong hop,"
    "ma khach hang,ma kh,khach hang so,danh bo,so danh bo,danh ba,so danh ba,cong to,"
    "so cong to,ma cong to,dien ke,so dien ke,dong ho,so dong ho,chi so,so tien,so du,so luong,"
    "so thu tu,stt,ma bao hiem,bhxh,bhyt,so bhxh,so bhyt,the bhyt,ma bhyt,so vao vien,vao vien,"
    "benh an,so benh an,ma bn,ma benh nhan,so kham,so luu tru,ma nv,ma nhan vien,ma can bo,"
    "so hieu,ma du an,quyet dinh,quyet dinh so,cong van,cong van so,cv so,so cv,so qd,"
    "thong bao so,to trinh so,bien lai,so bien lai,bien nhan,so bien nhan,hoa don,so hoa don,"
    "ma hoa don,hoa don so,hddt,phieu thu,phieu thu so,so phieu thu,phieu chi,bao gia,"
    "bao gia so,so bao gia,phieu bao hanh,bao hanh,ma bao hanh,ref,ref no,invoice,ft,trace,id,"
    "uid,user id,ma tham chieu,so tham chieu,ma yeu cau,yeu cau so,ticket,ma ticket,ma tra cuu,"
    "ma ho tro,ma phieu,so phieu,ma dang ky,so dang ky,so giay phep,giay phep,giay phep so,gcn,"
    "so gcn,ma uu dai,ma gioi thieu,ma khuyen mai,voucher,ma giam gia,ma ve,so ve,"
    "ma dat cho,dat cho,booking,pnr,so chuyen,chuyen bay,lenh so,so lenh,ma lenh,so bang,"
    "van bang,so hieu bang,so chung chi,chung chi,the tin dung,the ghi no,so the tin dung,cvv,"
    "ma qr,ma vach,barcode,isbn,ky xo so,giai,jackpot,ma nguon,ma sp,ma san pham,sku,model,"
    "part number,ma tai san,so tai san,ma thiet bi,ma may,so so,so tiet kiem,the hoi vien,"
    "hoi vien,ma van chuyen,block,id game,id trong game,phieu bh,so bh,ma bh,ma vien phi,"
    "vien phi,ma hd,don in,so to khai,to khai,cuoc,ma cuoc,ma xe,ma hang hoa,ma lo,ma ban,"
    "ma so hang,so kiem soat,ma bi mat,ma doan,ma tour",
})  # fmt: skip
_MAX_WORDS = 4
_LAST_WORDS = frozenset(word.rpartition(" ")[2] for word in _WORDS)

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
        end: where it ends.
    """

    says: Says
    word: str
    distance: int
    start: int
    touches: bool
    end: int = 0


def look_back(folded: str, floor: int, at: int, text: str = "") -> Clue | None:
    """Return the nearest clue before a place.

    Args:
        folded: the text without diacritics and case.
        floor: where the number before ends; no clue reaches past it.
        at: where the number begins.
        text: the text itself, character for character: `mà` is no `mã`.
    """
    low = max(floor, at - WINDOW)
    window = folded[low:at]
    cut = max((broken.end() for broken in _BREAK.finditer(window)), default=0)
    tokens = [(m[0], low + m.start()) for m in _TOKEN.finditer(window, cut)]
    if low > floor and tokens and tokens[0][1] == low and folded[low - 1].isalpha():
        tokens.pop(0)  # the end of a word
    if tokens and tokens[-1][1] + len(tokens[-1][0]) == at:
        tokens[-1] = _unglued(*tokens[-1])
    nearest = _nearest(folded, tokens)
    if not text:
        return nearest
    if nearest and nearest.word.startswith("ma ") and not _may_be_code(text, nearest.start):
        return None
    return _code_before(text, folded, tokens, nearest) or nearest


def _may_be_code(text: str, at: int) -> bool:
    """Say whether `ma` may be `mã`, a code, and is not `mà`, `má` or `mạ`."""
    return text[at + 1 : at + 2] not in _NO_CODE


def _code_before(
    text: str, folded: str, tokens: list[tuple[str, int]], found: Clue | None
) -> Clue | None:
    """Return `mã` or `đơn` with a word or two behind it as what a number is: `mã hộ 0912…`."""
    for back, (word, start) in enumerate(reversed(tokens[-3:])):
        if found and start < found.end:
            return None
        written = text[start : start + len(word)].lower()
        code = written == "mã" or (word == "ma" and back and text[tokens[-1][1]].isupper())
        if code or (written == "đơn" and not back):
            return Clue(Says.NOTHING, word, 0, start, touches=True, end=start + len(word))
        if back < len(tokens[-3:]) - 1 and not _PLAIN_GAP.fullmatch(
            folded, tokens[-2 - back][1] + len(tokens[-2 - back][0]), start
        ):
            return None
    return None


def _unglued(word: str, start: int) -> tuple[str, int]:
    """Return the clue that a word which touches a number ends in: `lhzalo09…`."""
    for cut in range(max(0, len(word) - 10), len(word) - 1):
        if word[cut:] in _WORDS:
            return word[cut:], start + cut
    return word, start


def _nearest(folded: str, tokens: list[tuple[str, int]]) -> Clue | None:
    distance = 0
    touches = True
    for last in range(len(tokens) - 1, -1, -1):
        word, start = tokens[last]
        found = _phrase(folded, tokens, last) if word in _LAST_WORDS else None
        if found:
            phrase, begin = found
            end = start + len(word)
            return Clue(_WORDS[phrase], phrase, distance, begin, touches, end)
        distance += word not in _FILLER
        touches = touches and word in _WHOSE
    return None


def _phrase(folded: str, tokens: list[tuple[str, int]], last: int) -> tuple[str, int] | None:
    """Return the longest clue that ends with a token, and where it begins."""
    word, start = tokens[last]
    for _, begin in tokens[max(0, last + 1 - _MAX_WORDS) : last]:
        phrase = folded[begin : start + len(word)]
        if phrase in _WORDS:
            return phrase, begin
    return (word, start) if word in _WORDS else None


def ends_with_clue(word: str) -> bool:
    """Say whether a folded word ends in one that says what the number behind it is: `lhzalo`."""
    return any(word[start:] in _WORDS for start in range(max(0, len(word) - 10), len(word) - 1))


_NO_CODE = frozenset("àáảạÀÁẢẠ")
_PLAIN_GAP = re.compile(r" {1,2}")
_AFTER = re.compile(
    r"[ \"'”)]{0,3}\(?(?:(?:do|day|nay|kia) )?(?:chi )?(?:la )?((?:so|ma) [a-z]+(?: [a-z]+)?)"
)
_DOCUMENT = re.compile(r"/(?:[0-9]{2}|20[0-9]{2})/[a-z]|/[a-z][0-9]{2}(?![0-9])|-[0-9]{3}(?![0-9])")
_IS_CODE = re.compile(r"[ \"'”)]{0,3}\(?(?:(?:đó|đây|này) )?(?:là )?mã ", re.I)


def is_named_after(folded: str, end: int, text: str) -> bool:
    """Say whether what stands behind a number tells that it is none of ours.

    `0772451180 (đó là số đơn)`, `0907225118/2023/HĐ-TTD`, `0312884907-002`.
    """
    if _DOCUMENT.match(folded, end) or _IS_CODE.match(text, end):
        return True
    found = _AFTER.match(folded, end)
    if not found:
        return False
    words = found[1].split()
    return any(_WORDS.get(" ".join(words[:size])) is Says.NOTHING for size in (2, 3))


def clue_of(words: str) -> Clue | None:
    """Return the last clue among folded words, such as a column's header."""
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(words)]
    return _nearest(words, tokens)
