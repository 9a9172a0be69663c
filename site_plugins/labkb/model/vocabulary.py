"""Words for search: synonyms of the field and judged query cases."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from labkb.model.base import Model, Text

CaseKind = Literal[
    "number",
    "code",
    "keyword",
    "keywords",
    "question",
    "synonym",
    "person",
    "typo",
    "pinyin",
    "traditional",
    "english",
]

CASE_KIND_WORDS: dict[str, str] = {
    "number": "条款号",
    "code": "文件号",
    "keyword": "单个词",
    "keywords": "几个词",
    "question": "问句",
    "synonym": "同义词",
    "person": "人或部门",
    "typo": "错字",
    "pinyin": "拼音",
    "traditional": "繁体字",
    "english": "英文",
}


class SynonymGroup(Model):
    """Words that stand for each other, or one word that also looks for others."""

    words: tuple[Text, ...] = Field((), description="可以互相代替的词")
    word: Text | None = Field(None, description="口语里的说法（单向）")
    also: tuple[Text, ...] = Field((), description="查这个说法时也查这些词")

    @model_validator(mode="after")
    def _one_shape(self) -> SynonymGroup:
        mutual, directed = len(self.words) > 1, self.word is not None and bool(self.also)
        if mutual == directed or (self.words and (self.word or self.also)):
            raise PydanticCustomError("synonym_shape", "synonym_shape")
        return self


class SearchCase(Model):
    """A judged query: one of the targets must be among the first hits."""

    query: Text = Field(description="查询")
    kind: CaseKind = Field(description="哪一类查询")
    targets: tuple[Text, ...] = Field(min_length=1, description="应当找到的记录编号，任一即可")
    within: int = Field(5, ge=1, le=50, description="目标应在前几条之内")
    needs_original: bool = Field(False, description="只有导入了原文才能找到")


class VocabularyFile(Model):
    """One file of `kb/vocabulary/`."""

    synonyms: tuple[SynonymGroup, ...] = Field((), description="同义词")
    cases: tuple[SearchCase, ...] = Field((), description="查询用例")


class Vocabulary(Model):
    """All files of `kb/vocabulary/` together."""

    synonyms: tuple[SynonymGroup, ...] = ()
    cases: tuple[SearchCase, ...] = ()
    synonym_places: tuple[tuple[str, int], ...] = ()
    """File and number in it of every group; empty where the vocabulary is of no file."""
    case_places: tuple[tuple[str, int], ...] = ()
