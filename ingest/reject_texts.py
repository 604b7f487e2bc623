"""What every reject says, in Vietnamese and English: what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReasonText:
    """The texts of one reason, each as (Vietnamese, English).

    Attributes:
        detail: what is wrong, where the caller says nothing more exact.
        mend: what to do next.
    """

    detail: tuple[str, str]
    mend: tuple[str, str]


REASON_TEXTS: dict[str, ReasonText] = {
    "invalid_identifier": ReasonText(
        (
            "Giá trị không phải là định danh hợp lệ của loại này.",
            "The value is no valid identifier of this kind.",
        ),
        (
            "Sửa giá trị, hoặc chỉ đúng loại cho cột này trong tệp ánh xạ.",
            "Correct the value, or name the column's right kind in the mapping.",
        ),
    ),
    "unknown_kind": ReasonText(
        ("Không có loại định danh này.", "There is no such kind of identifier."),
        (
            "Dùng một loại có trong bảng thuật ngữ, hoặc khai từ tương ứng trong tệp ánh xạ.",
            "Use a kind of the glossary, or say in the mapping what this word stands for.",
        ),
    ),
    "unknown_role": ReasonText(
        ("Không có vai trò này.", "There is no such role."),
        (
            "Dùng suspect, displayed, impersonated, victim, reporter hoặc unclear, "
            "hoặc khai từ tương ứng trong tệp ánh xạ.",
            "Use suspect, displayed, impersonated, victim, reporter or unclear, "
            "or say in the mapping what this word stands for.",
        ),
    ),
    "unknown_form": ReasonText(
        (
            "Không phải là một trong 24 hình thức lừa đảo trực tuyến.",
            "This is none of the 24 forms of online fraud.",
        ),
        ("Ghi số từ 1 đến 24.", "Write a number from 1 to 24."),
    ),
    "bad_date": ReasonText(
        ("Không đọc được ngày giờ.", "The date cannot be read."),
        (
            "Ghi ngày dạng 2026-11-24, hoặc chỉ định dạng của cột trong tệp ánh xạ.",
            "Write dates as 2026-11-24, or name the column's format in the mapping.",
        ),
    ),
    "ambiguous_date": ReasonText(
        (
            "Không rõ số nào là ngày, số nào là tháng.",
            "It is not clear which number is the day and which the month.",
        ),
        (
            "Chỉ thứ tự ngày và tháng của cột trong tệp ánh xạ.",
            "Say the column's order of day and month in the mapping.",
        ),
    ),
    "bad_amount": ReasonText(
        ("Không đọc được số tiền.", "The amount cannot be read."),
        (
            "Ghi số tiền bằng chữ số, kèm đơn vị nếu không phải đồng, như 1500000 hoặc 20 USD.",
            "Write the amount in digits, with its currency if not dong: 1500000 or 20 USD.",
        ),
    ),
    "bad_link": ReasonText(
        (
            "Thiếu một đầu của liên kết, hoặc một đầu không phải là định danh hợp lệ.",
            "An end of the link is missing or no valid identifier.",
        ),
        (
            "Sửa cả hai đầu, hoặc chỉ đúng cột trong tệp ánh xạ.",
            "Correct both ends, or name the right columns in the mapping.",
        ),
    ),
    "excel_damage": ReasonText(
        (
            "Bảng tính đã làm tròn số này (dạng 4.48E+11); các chữ số cuối đã mất.",
            "A spreadsheet has rounded this number (like 4.48E+11); its last digits are lost.",
        ),
        (
            "Lấy lại giá trị từ nguồn gốc, đặt cột thành kiểu văn bản rồi lưu lại.",
            "Fetch the value from its origin, make the column text, and save again.",
        ),
    ),
    "no_identifier": ReasonText(
        ("Dòng không có định danh nào dùng được.", "The row has no usable identifier."),
        (
            "Kiểm tra dòng này và các cột mà tệp ánh xạ chỉ ra.",
            "Check the row, and the columns that the mapping names.",
        ),
    ),
    "missing_id": ReasonText(
        (
            "Cột mã báo cáo của dòng này để trống.",
            "The column with the report's own id is blank in this row.",
        ),
        (
            "Điền mã, hoặc bỏ cột mã khỏi tệp ánh xạ.",
            "Fill in the id, or take the id column out of the mapping.",
        ),
    ),
    "repeated_id": ReasonText(
        (
            "Một dòng trước đó có cùng mã báo cáo nhưng nội dung khác.",
            "An earlier row has the same report id and says something else.",
        ),
        (
            "Giữ lại một dòng, hoặc ghi `shape: long` trong tệp ánh xạ để các dòng cùng mã "
            "thành một báo cáo.",
            "Keep one of them, or say `shape: long` in the mapping, "
            "so that the rows of one id are one report.",
        ),
    ),
    "row_shape": ReasonText(
        (
            "Số ô của dòng không khớp với dòng tiêu đề.",
            "The row's number of cells does not fit the header.",
        ),
        (
            "Đặt ô có chứa dấu phân cách trong dấu nháy kép, "
            "hoặc chỉ `delimiter` trong tệp ánh xạ.",
            "Put cells that contain the delimiter in double quotes, "
            "or say `delimiter` in the mapping.",
        ),
    ),
    "encoding": ReasonText(
        (
            "Có byte không hợp lệ trong bảng mã của tệp (mặc định là UTF-8).",
            "Some bytes are not valid in the file's encoding (UTF-8 unless said otherwise).",
        ),
        (
            "Ghi `encoding: windows-1258` (hoặc bảng mã khác) trong tệp ánh xạ, "
            "hoặc lưu tệp bằng UTF-8.",
            "Say `encoding: windows-1258` (or another) in the mapping, or save the file as UTF-8.",
        ),
    ),
    "nul_byte": ReasonText(
        ("Có byte NUL (0) trong dòng.", "There is a NUL byte (0) in the row."),
        (
            "Xuất lại tệp từ hệ thống gốc; tệp có thể đã hỏng khi sao chép.",
            "Export the file again from its origin; it may have been damaged in copying.",
        ),
    ),
    "too_long": ReasonText(
        ("Dài hơn giới hạn cho phép.", "It is longer than what is read."),
        (
            "Kiểm tra xem tệp có bị hỏng hay thiếu dấu xuống dòng, dấu nháy kép không; "
            "chia nhỏ nếu đúng là dữ liệu thật.",
            "Check whether a line break or a closing quote is missing; "
            "split it if this is real data.",
        ),
    ),
    "too_many_columns": ReasonText(
        ("Có hơn 1.000 cột.", "There are more than 1,000 columns."),
        (
            "Chỉ giữ lại các cột cần thiết, hoặc xoay bảng để mỗi báo cáo là một dòng.",
            "Keep only the columns needed, or turn the table so that each report is a row.",
        ),
    ),
    "unparsable": ReasonText(
        ("Sai cú pháp.", "The syntax is wrong."),
        (
            "Sửa tệp tại chỗ đã nêu rồi nạp lại; phần đã nạp sẽ không bị lặp.",
            "Correct the file at this place and load it again; what is loaded is not doubled.",
        ),
    ),
    "unreadable_file": ReasonText(
        ("Không đọc được tệp.", "The file cannot be read."),
        (
            "Kiểm tra đường dẫn và quyền đọc của tệp.",
            "Check the file's path and that you may read it.",
        ),
    ),
    "unsupported_file": ReasonText(
        (
            "Đây không phải là CSV, TSV, JSON, JSONL, YAML hay văn bản thuần.",
            "This is no CSV, TSV, JSON, JSONL, YAML or plain text.",
        ),
        (
            "Lưu dữ liệu thành CSV (UTF-8) rồi nạp lại.",
            "Save the data as CSV (UTF-8) and load that.",
        ),
    ),
    "empty_file": ReasonText(
        ("Tệp trống.", "The file is empty."),
        (
            "Kiểm tra xem việc xuất hay sao chép tệp đã xong chưa.",
            "Check whether exporting or copying the file was completed.",
        ),
    ),
}
"""Texts by the value of `ingest.rejects.Reason`."""
