"""Which part an identifier plays, told by the words before it; in doubt none is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Role
from ingest.text.mapped import Mapped

_CUES: tuple[tuple[Role, str], ...] = (
    (Role.IMPERSONATED,
     r"gia danh|mao danh|gia mao|mao xung|tu xung(?: la)?|xung la|gia lam|mao nhan|gia la"
     r"|(?:trang|web|website|tong dai|hotline|page|nick|ung dung|app|ten mien|so|kenh|cong"
     r"|tai khoan)(?: \w+){0,3}? (?:that|chinh thuc|chinh hang|hop le|chinh chu|rieng)"
     r"(?: \w+){0,4}?(?: la| tai| o| cua)?"
     r"|(?:ngan hang|cong ty|shop|truong|hang|sep|chinh chu) that(?: \w+){0,4}?"),
    (Role.DISPLAYED,
     r"hien thi(?: so| la| dau so| ten)?|hien so|hien len(?: so)?|brand ?name|tin nhan thuong hieu"
     r"|man hinh hien|may hien|hien ten"),
    (Role.REPORTER,
     r"(?:so|sdt|dt|so dt|stk|zalo|so may|dien thoai|tai khoan|tk|email|mail|facebook|fb|nick|may)"
     r"(?: (?:dien thoai|tai khoan|zalo|lien he|ngan hang|ca nhan|that))?(?: cua)?"
     r" (?:toi|em|minh|con|chau|tui|tao|t|bac|co|chu)(?= la|:| [0-9+(@]| moi)"
     r"|cua (?:toi|em|minh|chung toi|tui|chau|con)"
     r"|nguoi (?:trinh bao|bao tin|to giac|to cao|phan anh|khai|gui|lam don)"
     r"|(?:lien he|lien lac|goi|nhan|lh|bao|alo)(?: lai)?(?: (?:voi|cho|giup))?"
     r" (?:toi|em|minh|tui|tao|chau)(?= |:)|lien he em|bao tin:"
     r"|dieu tra vien|dtv|can bo thu ly|luat su|dai dien(?: theo uy quyen)?"),
    (Role.VICTIM, r"nan nhan|nguoi bi hai|bi hai|nguoi bi lua"
     r"|tu (?:stk|so tk|so tai khoan|tai khoan|tk)"),
    (Role.SUSPECT,
     r"doi tuong|lua dao|ke gian|ke xau|nghi van|nghi pham|ke lua|scam|stk nhan|tai khoan nhan"
     r"|(?:vao|vo|sang|den|toi|qua|ve) (?:stk|so tk|so tai khoan|tai khoan|tk)"
     r"|chuyen (?:khoan|tien)(?: \w+){0,2} (?:vao|den|sang|toi|cho)|chuyen khoan(?=:? ?[0-9])"
     r"|(?:chuyen|ck|gui|nop|dong|coc|nap|dat coc)(?: \w+){0,5}? (?:vao|vo|qua|ve|cho|toi)"
     r"|yeu cau (?:\w+ ){0,2}chuyen (?:khoan|tien)|bon chung|chung no|bon no"
     r"|(?:goi|nhan|nhan tin|goi dien|lien lac|ket ban|add)(?: \w+){0,3}? (?:tu|bang|qua)"
     r"(?: (?:so|sdt|zalo|nick|tele))?"
     r"|so (?:la|goi|goi den|goi toi|no|nay)|co so|thang|ten lua"
     r"|no (?:goi|nhan|dung|bao|dua|keu|cho)"
     r"|(?:bam|nhan|mo|vao|tai|cai|truy cap|dang nhap)(?: \w+){0,3}?"
     r" (?:link|web|trang|app|duong dan|tai|o)"
     r"|(?:link|web|trang|page|fanpage|nick|app|ung dung|ten mien|tai khoan)"
     r" (?:gia|lua|fake|no|cua no)"
     r"|gui (?:cho )?(?:\w+ ){0,2}link|dat coc|tu nhan|nhan la|xung"),
)  # fmt: skip
_CUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<c{i}>{words})" for i, (_, words) in enumerate(_CUES)) + r")\b"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n(?!\s{0,3}[-•*+])")
_BETWEEN = re.compile(
    r"\b(?:goi|nhan|gui|qua|tu|bang|dung|su dung|yeu cau|kem|truy cap|vao|den|sang|toi|chuyen|boi"
    r"|ket ban|cung cap|lien he|lien lac|roi|sau do|dua|stk|voi so|bi lua|de)\b|[;]"
)
_FAKE_THING = re.compile(
    r"(?:web|website|trang|link|duong dan|fanpage|page|ung dung|app|tai khoan|so|facebook|nick"
    r"|tin nhan|ten mien|site|hotline|tong dai)\s\Z"
)
_SUBJECT = re.compile(
    r"\b(?:doi tuong|ho|ben|ke|chung|no|nguoi nay|nguoi la|nhan vien|co nguoi|so la)\b"
)
_OWN_AFTER = re.compile(
    r"\)?,? ?(?:\((?:day )?(?:la )?(?:so |sdt |stk |zalo )?cua (?:toi|em|minh)\)"
    r"|(?:day )?la (?:so|sdt|stk|zalo|tai khoan|so dien thoai)(?: cua)? (?:toi|em|minh)\b)"
)
_FAKED_AFTER = re.compile(r"\)?,? (?:da |dang |cung )?bi (?:gia mao|mao danh|gia danh|lam gia)\b")
_REACH, _NEAR = 400, 70
"""Characters that a sentence, and a word about one number, reach ahead."""
_LOOK_AT = 8
"""So many cues before a place are looked at."""
_ASKING = ("lien", "goi", "nhan", "lh")
_NUMBER = re.compile(r"[0-9]{6}")
_LIST = re.compile(
    r"[\s,;/&()\-–•+:]*(?:(?:va|hoac|hay|cung|so|dien thoai|sdt|stk|zalo|telegram|facebook"
    r"|trang|web|website|tong dai|hotline|link|email|ngan hang|duong dan)[\s,;/&()\-–•+:@]*){0,5}\Z"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    role: Role


class RoleTeller:
    """Tells the roles of the identifiers of one text, asked from left to right."""

    def __init__(self, norm: Mapped) -> None:
        """Find the words that tell roles."""
        self._folded = norm.folded
        self._cues = [
            _Cue(m.start(), m.end(), _CUES[int((m.lastgroup or "c0")[1:])][0])
            for m in _CUE.finditer(norm.folded)
        ]
        self._next = 0
        self._ends = [m.end() for m in _SENTENCE_END.finditer(norm.folded)] if self._cues else []
        self._sentence = 0
        self._last: tuple[int, Role | None] = (0, None)

    def tell(self, start: int, end: int) -> Role | None:
        """Return the role that the words round a place give it, or None."""
        if not self._cues:
            return None
        role = self._tell(start, end)
        self._last = (end, role)
        return role

    def _tell(self, start: int, end: int) -> Role | None:
        if _OWN_AFTER.match(self._folded, end):
            return Role.REPORTER
        if _FAKED_AFTER.match(self._folded, end):
            return Role.IMPERSONATED
        low = self._advance(start)
        last_end, last_role = self._last
        for cue in reversed(self._cues[max(0, self._next - _LOOK_AT) : self._next]):
            if cue.start < low:
                break
            continues = last_role and cue.end <= last_end and last_end > low
            if continues and self._is_list(last_end, start):
                return last_role
            if self._reaches(cue, low, start):
                return cue.role
        return None

    def _advance(self, start: int) -> int:
        """Move on to a place, and return where the sentence that holds it begins."""
        while self._sentence < len(self._ends) and self._ends[self._sentence] <= start:
            self._sentence += 1
        while self._next < len(self._cues) and self._cues[self._next].end <= start:
            self._next += 1
        begins = self._ends[self._sentence - 1] if self._sentence else 0
        return max(begins, start - _REACH)

    def _is_list(self, last_end: int, start: int) -> bool:
        return start - last_end <= 60 and _LIST.fullmatch(self._folded, last_end, start) is not None

    def _reaches(self, cue: _Cue, low: int, start: int) -> bool:
        """Say whether nothing between a cue and a place breaks off what it says."""
        folded = self._folded
        if cue.role is Role.SUSPECT:
            return True
        if start - cue.end > _NEAR or _NUMBER.search(folded, cue.end, start):
            return False
        if cue.role is Role.REPORTER and folded.startswith(_ASKING, cue.start):
            # `đối tượng liên hệ tôi qua số …` is not the reporter's number.
            return not _SUBJECT.search(folded, low, cue.start)
        if cue.role is Role.IMPERSONATED and _FAKE_THING.search(
            folded, max(0, cue.start - 16), cue.start
        ):
            return False  # `trang giả mạo …` is the fake itself
        return not _BETWEEN.search(folded, cue.end, start)
