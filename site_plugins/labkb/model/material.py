"""Files that a trainer already has."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from labkb.model.base import CitableRef, Record, Text


class Material(Record):
    """An existing PPT, PDF, DOCX or video with audience, licence and checksum."""

    family: ClassVar[str] = "material"

    title: Text = Field(description="名称")
    file: Text = Field(description="文件名；文件放在 kb/materials/，或根目录的 materials/")
    sha256: Text = Field(pattern=r"^[0-9a-f]{64}$", description="文件的 SHA-256 校验值")
    media: Literal["slides", "document", "sheet", "video", "audio", "image", "archive"] = Field(
        description="种类：slides 幻灯片、document 文档、sheet 表格、video 视频、audio 音频、image 图片、archive 压缩包"
    )
    audiences: tuple[Text, ...] = Field((), description="给谁用")
    licence: Text = Field(description="许可：谁可以怎样使用")
    author: Text | None = Field(None, description="作者")
    summary: Text | None = Field(None, description="内容提要")
    clauses: tuple[CitableRef, ...] = Field((), description="讲到的条款")

    @property
    def label(self) -> str:
        """The title."""
        return self.title
