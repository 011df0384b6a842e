"""Pictures for the demo: three street scenes drawn by Pillow, because photos of real places are not ours to show."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 720
SKY = {"banjir": "#8fa3b0", "jalan": "#bcd4e6", "gelap": "#1d2436"}
ROOFS = ("#a2542f", "#8c4a3a", "#b5652c", "#7b3f30")
WALLS = ("#e9dcc5", "#d8e2dc", "#f1e3d3", "#cfd8dc")


def draw(scene: str) -> bytes:
    """Draw `banjir` (water in a gang), `jalan` (broken paving) or `gelap` (no lamp) as JPEG, without any metadata."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), SKY[scene])
    pen = ImageDraw.Draw(picture)
    dark = scene == "gelap"
    for number in range(4):
        _house(pen, number, dark=dark)
    pen.polygon([(300, 430), (660, 430), (960, 720), (0, 720)], fill="#2b2f38" if dark else "#9a958c")
    {"banjir": _water, "jalan": _holes, "gelap": _pole}[scene](pen)
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=72, optimize=True)
    return stream.getvalue()


def file(scene: str) -> ContentFile[bytes]:
    """The same as a file that a verb takes."""
    return ContentFile(draw(scene), name=f"{scene}.jpg")


def _house(pen: ImageDraw.ImageDraw, number: int, *, dark: bool) -> None:
    left = 20 + number * 240
    wall, roof = ("#353b4c", "#272b38") if dark else (WALLS[number], ROOFS[number])
    pen.rectangle([left, 260, left + 200, 440], fill=wall)
    pen.polygon([(left - 20, 260), (left + 100, 170), (left + 220, 260)], fill=roof)
    pen.rectangle([left + 30, 300, left + 80, 350], fill="#e8c66a" if dark and number == 1 else "#5b7083")
    pen.rectangle([left + 125, 320, left + 170, 440], fill="#4a3b32")


def _water(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon([(250, 480), (710, 480), (960, 720), (0, 720)], fill="#7d6f56")
    for line in range(9):
        top = 500 + line * 24
        inset = 240 - line * 26
        for start in range(inset, WIDTH - inset, 130):
            pen.arc([start, top, start + 90, top + 16], 180, 360, fill="#b7ab91", width=3)
    for drop in range(70):
        left, top = drop * 137 % WIDTH, drop * 211 % 470
        pen.line([left, top, left - 6, top + 22], fill="#c9d6de", width=2)


def _holes(pen: ImageDraw.ImageDraw) -> None:
    for row in range(8):
        top = 440 + row * 35
        inset = 290 - row * 38
        for start in range(inset, WIDTH - inset, 58):
            pen.rectangle([start, top, start + 50, top + 28], outline="#7d776d", width=2)
    for left, top, size in ((420, 500, 90), (250, 600, 150), (600, 580, 120)):
        pen.ellipse([left, top, left + size, top + size // 2], fill="#5c4f3d", outline="#3f3528", width=4)


def _pole(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle([700, 150, 712, 520], fill="#4b5160")
    pen.rectangle([640, 150, 706, 160], fill="#4b5160")
    pen.ellipse([626, 156, 660, 176], fill="#2a2e38", outline="#6b7180", width=2)
    pen.ellipse([820, 60, 890, 130], fill="#d9d5c0")
