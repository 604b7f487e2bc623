"""What a server's faults are called to a user: what happened, and what to do next."""

from __future__ import annotations

from graph.errors import StoreFullError, StoreUnavailableError

TEXTS: dict[str, tuple[str, str]] = {
    "down": (
        "không kết nối được máy chủ Neo4j; hãy kiểm tra máy chủ đã chạy chưa, địa chỉ và cổng "
        "(7687, không phải 7474), và có phải chương trình khác đang ở cổng đó không",
        "the Neo4j server can't be reached; check that it runs, the address and port (7687, "
        "not 7474), and that no other program answers there",
    ),
    "unsure": (
        "mất kết nối giữa lúc ghi nên không biết lần ghi cuối đã xong hay chưa. Hãy nạp lại tệp "
        "(không gì bị ghi hai lần); với quyết định, hãy xem lại danh sách trước khi ghi lại",
        "the connection broke while something was written, which may be stored or not. Load "
        "files again (nothing is stored twice); look a decision up before it is given again",
    ),
    "password": (
        "sai tên hoặc mật khẩu; tên và mật khẩu trong TRUYVET_STORE được dùng trước, nếu có; nếu "
        "không, hãy kiểm tra TRUYVET_NEO4J_USER và TRUYVET_NEO4J_PASSWORD (hoặc "
        "TRUYVET_NEO4J_PASSWORD_FILE) có đặt và đúng không",
        "wrong user or password; those in TRUYVET_STORE come first, where it has them; else check "
        "that TRUYVET_NEO4J_USER and TRUYVET_NEO4J_PASSWORD (or TRUYVET_NEO4J_PASSWORD_FILE) are "
        "set and right",
    ),
    "change": (
        "mật khẩu ban đầu của Neo4j phải được đổi trước: ALTER CURRENT USER SET PASSWORD …",
        "Neo4j's initial password has to be changed first: ALTER CURRENT USER SET PASSWORD …",
    ),
    "tries": (
        "đã thử sai mật khẩu quá nhiều lần; hãy đợi một lát rồi thử lại với mật khẩu đúng",
        "too many wrong passwords; wait a little, then try again with the right one",
    ),
    "database": (
        "máy chủ không có cơ sở dữ liệu này hoặc nó đang dừng; hãy kiểm tra tên sau dấu / của "
        "địa chỉ",
        "the server has no such database, or it is stopped; check the name after the address's /",
    ),
    "product": (
        "máy chủ không phải Neo4j 5.26 trở lên; hãy dùng neo4j:5.26-community và "
        "kiểm tra cổng (7687, không phải 7474)",
        "the server is not Neo4j 5.26 or newer; use neo4j:5.26-community, and "
        "check the port (7687, not 7474)",
    ),
    "certificate": (
        "chứng chỉ TLS của máy chủ không được tin cậy; hãy kiểm tra TRUYVET_NEO4J_CA và lược đồ "
        "địa chỉ (neo4j+s, neo4j+ssc)",
        "the server's TLS certificate is not trusted; check TRUYVET_NEO4J_CA and the address's "
        "scheme (neo4j+s, neo4j+ssc)",
    ),
    "tls": (
        "kết nối TLS tới máy chủ Neo4j không thành; hãy kiểm tra máy chủ đã chạy chưa, cổng, và "
        "máy chủ có dùng TLS như lược đồ địa chỉ (neo4j+s, neo4j+ssc) hay TRUYVET_NEO4J_CA yêu cầu "
        "không",
        "a TLS connection to the Neo4j server failed; check that it runs, the port, and that it "
        "speaks TLS, which the address's scheme (neo4j+s, neo4j+ssc) or TRUYVET_NEO4J_CA asks for",
    ),
    "read-only": (
        "cơ sở dữ liệu chỉ cho đọc; hãy kiểm tra cấu hình "
        "server.databases.default_to_read_only của máy chủ",
        "the database is read-only; check the server's setting "
        "server.databases.default_to_read_only",
    ),
    "full": (
        "đĩa của máy chủ Neo4j đầy; những lô đã xác nhận vẫn còn. Hãy giải phóng chỗ, khởi động "
        "lại máy chủ rồi chạy lại lệnh",
        "the Neo4j server's disk is full; batches acknowledged before are kept. Free room, "
        "restart the server and run again",
    ),
    "stopped": (
        "cơ sở dữ liệu đã dừng sau một lỗi nặng, thường vì đĩa của máy chủ đầy; những lô đã xác "
        "nhận vẫn còn. Hãy giải phóng chỗ, khởi động lại máy chủ rồi chạy lại lệnh",
        "the database has stopped after a grave error, mostly since the server's disk is full; "
        "batches acknowledged before are kept. Free room, restart the server and run again",
    ),
    "memory": (
        "máy chủ Neo4j thiếu bộ nhớ cho thao tác này, không có gì bị ghi dở; hãy tăng "
        "server.memory.heap.max_size, hoặc db.memory.transaction.max và "
        "dbms.memory.transaction.total.max nếu có đặt",
        "the Neo4j server has too little memory for this, nothing was half-written; raise "
        "server.memory.heap.max_size, or db.memory.transaction.max and "
        "dbms.memory.transaction.total.max where they are set",
    ),
    "ended": (
        "máy chủ Neo4j đã ngắt thao tác này (máy chủ đang tắt, hoặc người quản trị ngắt), không có "
        "gì bị ghi dở; hãy thử lại",
        "the Neo4j server has ended this (it is stopping, or an administrator ended it), nothing "
        "was half-written; try again",
    ),
    "slow": (
        "máy chủ Neo4j không trả lời kịp, không có gì bị ghi dở; hãy thử lại khi máy rảnh hơn",
        "the Neo4j server did not answer in time, nothing was half-written; try again when it is "
        "less busy",
    ),
    "let-go": (
        "máy chủ Neo4j đã khởi động lại, hoặc việc đọc mất hơn 4 giờ, nên những gì đã đọc có thể "
        "không cùng một thời điểm và bị bỏ; hãy làm lại",
        "the Neo4j server was restarted, or reading took more than 4 hours, so that what was read "
        "may be of different moments and is dropped; do it again",
    ),
    "late": (
        "kết quả dò mất hơn một ngày để ghi nên chương trình khác đã dọn đi; hãy dò lại",
        "what detection found took more than a day to be written, so that another program has "
        "removed it; detect again",
    ),
    "damaged": (
        "dữ liệu trên máy chủ không như chương trình này đã ghi; hãy phục hồi từ bản sao lưu",
        "what the server holds is not what this program wrote; restore it from a backup",
    ),
    "foreign": (
        "cơ sở dữ liệu đã có dữ liệu của chương trình khác; hãy dùng một cơ sở dữ liệu trống",
        "the database holds another program's data; use an empty one",
    ),
    "other-schema": (
        "sổ ghi lược đồ không phải của phiên bản nào mà chương trình này biết; hãy dùng đúng phiên "
        "bản TruyVết đã tạo kho, hoặc phục hồi kho từ bản sao lưu",
        "the ledger of its schema is of no version that this program knows; use the version of "
        "TruyVết that made the store, or restore it from a backup",
    ),
    "closed": ("kho đã đóng", "it is closed"),
    "other": ("Neo4j báo lỗi {detail}", "Neo4j reports {detail}"),
}
"""By reason: in Vietnamese and English."""


def text_of(reason: str) -> tuple[str, str]:
    """Return what a reason means, in Vietnamese and English."""
    return TEXTS[reason]


def unavailable(address: str, reason: str) -> StoreUnavailableError:
    """Return the error of a store that can't be used for one of the reasons."""
    kind = StoreFullError if reason == "full" else StoreUnavailableError
    return kind(address, *TEXTS[reason])
