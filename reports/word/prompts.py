"""The places to write in of a Word document: each has a number, and a building block that stands there again once the
place is emptied."""

from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

GLOSSARY, STYLES = PackURI("/word/glossary/document.xml"), PackURI("/word/glossary/styles.xml")
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BLOCK = (
    '<w:docPart><w:docPartPr><w:name w:val="{name}"/>'
    '<w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
    '<w:behaviors><w:behavior w:val="content"/></w:behaviors>'
    '<w:guid w:val="{{00000000-0000-4000-8000-{number:012X}}}"/></w:docPartPr>'
    '<w:docPartBody><w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    '<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:docPartBody></w:docPart>'
)


class Prompts:
    """Counts the places of a document, and keeps a building block for each text that such a place shows."""

    def __init__(self) -> None:
        self._count = 0
        self._blocks: dict[str, str] = {}

    def next(self) -> int:
        """The number of another place."""
        self._count += 1
        return self._count

    def block_of(self, text: str) -> str:
        """The name of the building block that shows this text."""
        return self._blocks.setdefault(text, f"Platz{len(self._blocks) + 1}")

    def write(self, made: WordDocument) -> None:
        """Add the building blocks to the document, with its styles beside them; nothing where there is no place."""
        if not self._blocks:
            return
        blocks = "".join(
            _BLOCK.format(name=name, number=number, text=escape(" ".join(text.split())))
            for number, (text, name) in enumerate(self._blocks.items(), 1)
        )
        content = (
            f'{_HEAD}<w:glossaryDocument xmlns:w="{_NAMESPACE}"><w:docParts>{blocks}</w:docParts></w:glossaryDocument>'
        )
        package = made.part.package
        glossary = Part(GLOSSARY, CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, content.encode(), package)
        own = made.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
        glossary.relate_to(Part(STYLES, CONTENT_TYPE.WML_STYLES, own.blob, package), RELATIONSHIP_TYPE.STYLES)
        made.part.relate_to(glossary, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)
