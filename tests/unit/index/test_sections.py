"""Hand-written pages are found section by section."""

from __future__ import annotations

from labkb.headings import anchor_of
from labkb.index.sections import section_records
from tests.conftest import ProjectMaker

PAGE = """\
---
title: 指南
---
# 指南
先读这里。

## 第一步 {: #first }
点 [这里](x.md) 打开。

```sh
# 不是标题
```

## 第二步
写 `labkb check`。
"""


def test_every_heading_is_a_record_with_its_own_text(make_project: ProjectMaker) -> None:
    root = make_project({"content/index.md": "", "content/guide.md": PAGE})
    found = list(section_records(root))
    assert [(r.title, r.url) for r in found] == [
        ("指南", "guide.html"),
        ("第一步", "guide.html#first"),
        ("第二步", f"guide.html#{anchor_of('第二步')}"),
    ]
    assert "这里 打开" in found[1].body.replace("点 这里 打开", "这里 打开")
    assert "labkb check" in found[2].body
    assert found[1].context == ("指南",)


def test_ids_of_sections_are_unique(make_project: ProjectMaker) -> None:
    root = make_project({"content/a.md": PAGE, "content/b.md": PAGE})
    ids = [record.id for record in section_records(root)]
    assert len(ids) == len(set(ids)) > 5
