"""Hold one paragraph in each script with everything that is hard: bold, links, phones, brackets, Latin names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.text.style import Align, Direction, TextStyle

BODY_SIZE = 12.0


@dataclass(frozen=True)
class Sample:
    """A paragraph of made-up advice: its language as data/languages/ would describe it, and its markup."""

    language: str
    face: str
    script: str
    direction: Direction
    line_height: float
    markup: str

    def style(self, *, bold: bool = False, align: Align = "start", size: float = BODY_SIZE) -> TextStyle:
        """The style of body text in this language."""
        leading = size * self.line_height
        return TextStyle(
            (self.face,), bold, size, leading, self.language, self.script, self.direction, align
        )

    def saying(self, markup: str) -> Sample:
        """The same language with other words."""
        return replace(self, markup=markup)


_ALL = (
    Sample(
        "en-GB", "Noto Sans", "Latn", "ltr", 1.40,
        "Rest for **10 to 15 minutes** (no longer). AVATAR, office, 38 °C, ½ cup – it’s un**usual**. "
        "Phone [0123 456 7890](tel:+441234567890) or read [example.org/back-care](https://example.org/back-care).",
    ),
    Sample(
        "ru", "Noto Sans", "Cyrl", "ltr", 1.40,
        "Отдыхайте **10–15 минут** (не дольше). Если боль усили**лась**, звоните в отделение Example Ward: "
        "[0123 456 7890](tel:+441234567890).",
    ),
    Sample(
        "vi", "Noto Sans", "Latn", "ltr", 1.40,
        "Hãy nghỉ **10 đến 15 phút** (không lâu hơn). Nếu đau tăng lên, xin gọi khoa Example Ward, số "
        "[0123 456 7890](tel:+441234567890). Uống đủ nước, nghỉ ngơi nhi**ều**.",
    ),
    Sample(
        "ar", "Noto Sans Arabic", "Arab", "rtl", 1.65,
        "استريحي **من 10 إلى 15 دقيقة** (لا أكثر). إذا زاد الأ**لم** أو بلغت الحرارة 38 °C فاتصلي بقسم Example "
        "Ward (NHS) على الرقم [+44 20 7946 0018](tel:+442079460018) أو اقرئي [example.org/back](https://example.org/back). "
        "الأرقام 5, 6, 7؛ لا إله إلا الله، مُحَمَّدٌ.",
    ),
    Sample(
        "fa", "Noto Sans Arabic", "Arab", "rtl", 1.65,
        "**۱۰ تا ۱۵ دقیقه** استراحت کنید (نه بیشتر). اگر درد بیشتر شد می‌توانید با بخش Example Ward تماس بگیرید: "
        "[0123 456 7890](tel:+441234567890). کمر**تان** را گرم نگه دارید.",
    ),
    Sample(
        "ur", "Noto Nastaliq Urdu", "Arab", "rtl", 2.30,
        "**10 سے 15 منٹ** آرام کریں (زیادہ نہیں)۔ اگر درد بڑھ جائے تو Example Ward (NHS 111) کو "
        "[0123 456 7890](tel:+441234567890) پر فون کریں۔ کم**ر** کو گرم رکھیں۔",
    ),
    Sample(
        "hi", "Noto Sans Devanagari", "Deva", "ltr", 1.45,
        "**10 से 15 मिनट** आराम करें (ज़्यादा नहीं)। दर्द बढ़े तो Example Ward को [0123 456 7890](tel:+441234567890) "
        "पर फ़ोन करें। शक्ति, स्त्री, विद्यार्थी, कि**ताब**, क्**ष**मा।",
    ),
    Sample(
        "bn", "Noto Sans Bengali", "Beng", "ltr", 1.50,
        "**10 থেকে 15 মিনিট** বিশ্রাম নিন (এর বেশি নয়)। ব্যথা বাড়লে Example Ward-এ [0123 456 7890](tel:+441234567890) "
        "নম্বরে ফোন করুন। স্বাস্থ্য, কোষ্ঠকাঠিন্য, হৃৎপিণ্ড, ব্য**থা**।",
    ),
    Sample(
        "th", "Noto Sans Thai Looped", "Thai", "ltr", 1.55,
        "พักผ่อน**ครั้งละ 10 ถึง 15 นาที** (ไม่นานกว่านี้) หากปวดมากขึ้นโปรดโทรติดต่อ Example Ward ที่หมายเลข "
        "[0123 456 7890](tel:+441234567890) ดื่มน้ำให้เพียงพอและหลีกเลี่ยงการยกของห**นัก**",
    ),
    Sample(
        "zh-Hans", "Noto Sans SC", "Hans", "ltr", 1.60,
        "每次休息**10到15分钟**（不要更久）。如果疼痛加重，请致电“Example Ward”，电话[0123 456 7890](tel:+441234567890)，"
        "不要等待。腰**部**要保暖「注意」。",
    ),
)

SAMPLES = {sample.language.partition("-")[0]: sample for sample in _ALL}
"""By language code."""
