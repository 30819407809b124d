"""A worksheet that teachers can open, change and print: the smallest honest .docx."""

import io
import zipfile
from xml.sax.saxutils import escape

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)


def worksheet(heading: str, questions: list[str], language: str) -> bytes:
    """A heading, and below each question three lines to write on."""
    paragraphs = [_paragraph(heading, language, size=36, bold=True)]
    for question in questions:
        paragraphs.append(_paragraph(question, language, size=26, bold=True))
        paragraphs += [_paragraph("_" * 66, language, size=24) for _line in range(3)]
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f'{"".join(paragraphs)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", CONTENT_TYPES)
        parts.writestr("_rels/.rels", RELATIONSHIPS)
        parts.writestr("word/document.xml", document)
    return file.getvalue()


def _paragraph(text: str, language: str, *, size: int, bold: bool = False) -> str:
    """`size` in half points."""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:p><w:pPr><w:spacing w:after="160"/></w:pPr><w:r><w:rPr>{weight}<w:sz w:val="{size}"/>'
        f'<w:lang w:val="{language}"/></w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>'
    )
