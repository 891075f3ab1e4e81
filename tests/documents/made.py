"""Contents to send: small, invented, and some of them crafted to do harm."""

import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from network.documents.kinds import Media

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
TEXT = (
    '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Besede</w:t></w:r></w:p></w:body></w:document>'
)
RELATIONS = (
    '<r:Relationships xmlns:r="r"><r:Relationship Type="http://x/relationships/{}" Target="{}"'
    ' TargetMode="External"/></r:Relationships>'
)


def pdf(says: str = "Izmisljeno porocilo", pages: int = 1) -> bytes:
    """A paper that says something on every page."""
    paper = Pdf.new()
    for _ in range(pages):
        page = paper.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        drawn = f"BT /F 18 Tf 72 760 Td ({says}) Tj ET".encode("latin-1")
        page.Contents = pikepdf.Stream(paper, drawn)
    return written(paper)


def written(paper: Pdf) -> bytes:
    """As many programs write it: everything but the pictures packed into object streams."""
    file = io.BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    paper.save(file, object_stream_mode=packed, deterministic_id=True)
    return file.getvalue()


def with_script() -> bytes:
    paper = Pdf.open(io.BytesIO(pdf()))
    paper.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    return written(paper)


def that_launches() -> bytes:
    paper = Pdf.open(io.BytesIO(pdf()))
    paper.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F="calc.exe"))
    return written(paper)


def with_attachment() -> bytes:
    paper = Pdf.open(io.BytesIO(pdf()))
    paper.attachments["a.txt"] = b"a"
    return written(paper)


def locked() -> bytes:
    file = io.BytesIO()
    Pdf.open(io.BytesIO(pdf())).save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return file.getvalue()


def infected() -> bytes:
    """A paper that a scanner knows as the test that all scanners know."""
    paper = Pdf.open(io.BytesIO(pdf()))
    paper.Root.Note = pikepdf.Stream(paper, EICAR)
    file = io.BytesIO()
    paper.save(file, compress_streams=False)
    return file.getvalue()


def picture(media: Media = Media.JPEG, size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that says in its metadata where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "Pri nekom doma"
    exif[0x0112] = 6  # held upright: to be turned
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, media.name, exif=exif)
    return file.getvalue()


def pixels(edge: int) -> bytes:
    """A small file that says it is a huge picture."""
    file = io.BytesIO()
    Image.new("1", (edge, edge)).save(file, "PNG")
    return file.getvalue()


def docx(**more: bytes) -> bytes:
    """A text of Word; `more` are further parts, with __ for / in their names."""
    parts = {"[Content_Types].xml": CONTENT_TYPES.encode(), "word/document.xml": TEXT.encode()}
    return package(parts | {name.replace("__", "/"): part for name, part in more.items()})


def odt(**more: bytes) -> bytes:
    parts = {"mimetype": Media.ODT.value.encode(), "content.xml": b"<document/>"}
    return package(parts | {name.replace("__", "/"): part for name, part in more.items()})


def package(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return file.getvalue()


def that_lies() -> bytes:
    """A package whose list says of a part that it is ten bytes long."""
    honest = docx(word__media__a=b"\0" * 5_000_000)
    said, told = (5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    return honest.replace(said, told)


def that_swells(megabytes: int) -> bytes:
    """A small paper whose objects lie in a stream that unpacks to so much."""
    things = (
        b"<</Type/Catalog/Pages 3 0 R>>",
        b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 10 10]>>",
    )
    first, second = len(things[0]) + 1, len(things[0]) + len(things[1]) + 2
    head = b"2 0 3 %d 5 %d " % (first, second)
    packed = swollen(head + b" ".join(things), megabytes)
    file = b"%PDF-1.5\n"
    packed_at = len(file)
    file += b"1 0 obj\n<</Type/ObjStm/N 3/First %d/Length %d/Filter/FlateDecode>>\n" % (
        len(head),
        len(packed),
    )
    file += b"stream\n" + packed + b"\nendstream\nendobj\n"
    places = ((0, 0, 0), (1, packed_at, 0), (2, 1, 0), (2, 1, 1), (1, len(file), 0), (2, 1, 2))
    index = b"".join(struct.pack(">BIH", *each) for each in places)
    told = b"4 0 obj\n<</Type/XRef/W[1 4 2]/Size 6/Root 2 0 R/Length %d>>\n" % len(index)
    ends = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(file)
    return file + told + b"stream\n" + index + ends


def swollen(beginning: bytes, megabytes: int) -> bytes:
    """The beginning and then spaces, packed; one packed MB is written many times."""
    packer = zlib.compressobj(9)
    begun = packer.compress(beginning) + packer.flush(zlib.Z_FULL_FLUSH)
    step = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    return begun + step * megabytes
