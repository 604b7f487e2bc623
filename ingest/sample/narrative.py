"""What victims tell: short Vietnamese narratives for the 24 forms, in several voices."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

STORIES: dict[int, str] = {
    1: "đặt combo du lịch giá rẻ trên mạng, chuyển tiền cọc xong thì không liên lạc được",
    2: "nhận cuộc gọi video giả giọng người thân vay tiền gấp, hình ảnh bị mờ và giật",
    3: "được báo sim sắp bị khóa do chưa chuẩn hóa thông tin, yêu cầu làm theo hướng dẫn",
    4: "người mua gửi biên lai chuyển khoản giả rồi lấy hàng",
    5: "tự xưng giáo viên báo con đang cấp cứu ở bệnh viện, yêu cầu chuyển viện phí",
    6: "mời cho con làm người mẫu nhí, phải đóng tiền mua trang phục",
    7: "tự xưng nhân viên công ty tài chính cho vay lãi thấp, phải đóng phí giải ngân trước",
    8: "bấm vào quảng cáo rồi bị cài ứng dụng lạ, điện thoại tự chuyển tiền",
    9: "truy cập trang giả mạo cơ quan nhà nước và nhập thông tin thẻ",
    10: "nhận tin nhắn thương hiệu ngân hàng kèm đường dẫn, đăng nhập xong mất tiền",
    11: "tham gia nhóm đầu tư chứng khoán quốc tế, nạp nhiều lần mà không rút được",
    12: "làm cộng tác viên online chốt đơn hưởng hoa hồng, nhiệm vụ sau phải nạp tiền lớn hơn",
    13: "tài khoản mạng xã hội của bạn bị chiếm rồi nhắn tin vay tiền",
    14: "tự xưng công an thông báo liên quan vụ án rửa tiền, yêu cầu chuyển tiền để xác minh",
    15: "mua hàng trên mạng, nhận hàng giả và bị chặn liên lạc",
    16: "bị lấy ảnh căn cước để đăng ký khoản vay",
    17: "có người chuyển nhầm tiền rồi đòi trả lại kèm lãi",
    18: "đăng ký dịch vụ lấy lại tiền đã bị lừa, lại phải đóng thêm phí",
    19: "bị lừa đọc mã đăng nhập rồi mất tài khoản nhắn tin",
    20: "nghe tin thất thiệt trên mạng rồi bị dụ chuyển tiền ủng hộ",
    21: "thuê lấy lại tài khoản mạng xã hội, chuyển tiền xong bị chặn",
    22: "nhận thư điện tử kèm đường dẫn giả mạo",
    23: "được cho số đánh đề chắc thắng, phải chia hoa hồng trước",
    24: "quen qua mạng, hứa gửi quà từ nước ngoài, yêu cầu nộp thuế nhận bưu kiện",
}

_OPENINGS = (
    "Tôi trình báo việc {story}.",
    "Ngày hôm đó tôi {story}.",
    "Kính gửi cơ quan công an, tôi {story}.",
    "Mọi người cảnh giác nhé, em vừa {story}!!!",
    "Người dân phản ánh: {story}.",
)
_CONTACTS = (
    "Đối tượng liên hệ qua {items}.",
    "Bên lừa đảo dùng {items}.",
    "Họ yêu cầu chuyển khoản, liên lạc qua {items}.",
    "Thông tin đối tượng: {items}.",
)
_HUBS = (
    "Họ giả danh {hub}.",
    "Đối tượng mạo danh {hub} để tạo lòng tin.",
)
_LOSSES = (
    "Tổng thiệt hại {loss} đồng.",
    "Tôi đã mất {loss} đ.",
    "Số tiền bị chiếm đoạt: {loss} VND.",
)


def without_diacritics(text: str) -> str:
    """Return the text as half of the scam texts are written: plain ASCII."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tell_story(
    rng: random.Random, form: int, phrases: Sequence[str], hub: str, loss_vnd: int
) -> str:
    """Return one narrative.

    Args:
        rng: the only source of chance.
        form: 1-24.
        phrases: the identifiers as this person writes them.
        hub: an impersonated party's phrase, or empty.
        loss_vnd: 0 where nothing was lost.
    """
    parts = [rng.choice(_OPENINGS).format(story=STORIES[form])]
    if phrases:
        parts.append(rng.choice(_CONTACTS).format(items="; ".join(phrases)))
    if hub:
        parts.append(rng.choice(_HUBS).format(hub=hub))
    if loss_vnd:
        parts.append(rng.choice(_LOSSES).format(loss=f"{loss_vnd:,}".replace(",", ".")))
    text = " ".join(parts)
    return without_diacritics(text) if rng.random() < 0.3 else text  # a share
