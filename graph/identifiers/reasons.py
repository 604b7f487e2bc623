"""Why a raw text is not an identifier: a code, and its text in both languages."""

from __future__ import annotations

from graph.errors import InvalidIdentifierError

REASONS: dict[str, tuple[str, str]] = {
    "blank": ("ô trống", "it is blank"),
    "placeholder": ("chỉ là ký hiệu giữ chỗ", "it is a placeholder"),
    "too_long": ("quá dài", "it is too long"),
    "control_characters": (
        "chứa ký tự điều khiển hoặc ký tự ẩn",
        "it contains control or hidden characters",
    ),
    "excel_damage": (
        "bảng tính đã làm mất chữ số; hãy xuất lại cột này ở dạng văn bản",
        "a spreadsheet has destroyed digits; export the column again as text",
    ),
    "not_a_phone": ("không phải số điện thoại gọi được", "it is not a number that can be called"),
    "not_a_hotline": ("không phải số 1800 hoặc 1900", "it is not an 1800 or 1900 number"),
    "not_a_short_code": ("không phải đầu số ngắn 3-6 chữ số", "it is not a code of 3-6 digits"),
    "not_an_account": ("không phải số tài khoản", "it is not an account number"),
    "ambiguous_bank": (
        "tên ngân hàng có thể chỉ nhiều ngân hàng; hãy ghi mã BIN",
        "the bank's name fits several banks; give its BIN",
    ),
    "not_a_handle": (
        "không phải tài khoản mạng xã hội dạng nền-tảng:tên",
        "it is not an account of the form platform:name",
    ),
    "not_a_domain": ("không phải tên miền", "it is not a domain name"),
    "not_a_url": ("không phải đường dẫn web", "it is not a web link"),
    "not_an_email": ("không phải địa chỉ thư điện tử", "it is not a mail address"),
    "not_a_wallet": ("không phải địa chỉ ví", "it is not a wallet address"),
    "bad_checksum": ("sai mã kiểm tra", "its checksum is wrong"),
    "not_an_app": (
        "không phải tên gói hoặc liên kết ứng dụng",
        "it is not a package name or a store link",
    ),
    "not_an_address": ("không phải địa chỉ IP", "it is not an IP address"),
    "not_a_hash": ("không phải mã băm", "it is not a hash"),
    "unknown_kind": ("loại định danh không được biết", "the kind of identifier is unknown"),
}


def refuse(kind: str, raw: str, reason: str) -> InvalidIdentifierError:
    """Return the error for a refused text.

    Args:
        kind: what was asked for.
        raw: as received.
        reason: a code of REASONS.
    """
    vi, en = REASONS[reason]
    return InvalidIdentifierError(kind, raw, reason, vi, en)
