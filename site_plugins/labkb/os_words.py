"""Why a file cannot be read or written, in Chinese."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘只能读",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
}


def reason(error: OSError) -> str:
    """The reason; the number of the error where it is a rare one."""
    return _WORDS.get(error.errno or 0) or f"系统错误 {error.errno}"
