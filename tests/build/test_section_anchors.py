"""Every section that search finds can be gone to."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from labkb.index.sections import section_records
from tests.build.conftest import labkb
from tests.conftest import ROOT

AWKWARD = """\
# 难写的标题

## 第二步
## 第二步
### 用 `labkb check` 查
## 见 [索引](index.md) 和 **粗体** & 符号
## nginx 设置
## 自己的 {: #own }
## own
## 2026年
##没有空格
#### 更深的一级
# 第二个一级 #

````text
```
## 代码里的
```
````

## 代码后面
"""


def test_every_section_of_the_hand_written_pages_has_its_element(starter: Path) -> None:
    for page in sorted((ROOT / "content").glob("*.md")):
        shutil.copy(page, starter / "content" / page.name)
    (starter / "content/awkward.md").write_text(AWKWARD, "utf-8")
    built = labkb("build", cwd=starter)
    assert (starter / "site/awkward.html").is_file(), built.stdout.decode()
    records = list(section_records(starter))
    lost = []
    for record in records:
        path, _, anchor = record.url.partition("#")
        html = (starter / "site" / path).read_text("utf-8")
        if anchor and len(re.findall(rf'\sid="{re.escape(anchor)}"', html)) != 1:
            lost.append(record.url)
    assert lost == []
    urls = [record.url for record in records]
    assert len(set(urls)) == len(urls) > 100
    titles = [record.title for record in records if record.url.startswith("awkward")]
    assert "代码里的" not in titles
    assert len(titles) == 12
