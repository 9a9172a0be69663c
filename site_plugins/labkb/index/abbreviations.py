"""Frequent words of Chinese regulations, written as one two-byte character in excerpt blocks.

Half of the bytes of a block are such words; the directory carries the list to the page. The list
is part of the format: a change of it is a new version.
"""

from __future__ import annotations

FIRST = 0x100

_LISTED = """
    应当 人民政府 或者 主管部门 规定 国务院 有关 中华人民共和国 部门 监督管理 单位 其他 国家
    以上 机构 管理 按照 可以 企业 依法 进行 行政 行政部门 组织 工作 不得 安全 生产 县级 条例 机关
    以下 使用 许可证 依照 批准 国家有关 活动 经营 直辖市 自治区 罚款 申请 违反 地方 下列 给予
    刑事责任 构成犯罪 服务 本法 依法追究 公安机关 责令 提供 负责 登记 个人 法律 人员 之日起 以及
    情况 根据 保护 制定 管理机构 建设 工作人员 责任人员 实施 违法 行为 直接 情节严重 从事 要求
    法规 及其 需要 万元 主管人员 信息 设施 社会 违法行为 相关 决定 环境保护 经营者 报告 监督 改正
    所得 条件 措施 及时 技术 发展 符合 办理 处理 检查 当事人 人民法院 标准 采取 加强 执行 委员会
    用人单位 教育 职责 业务 予以 事业单位 合法权益 开展 农业 卫生 公司 造成 药品 申请人 所在地
    取得 规划 产品 范围 科学技术 设立 生态环境 保障 建立 作出 负责人 运输 发生 政府 方式 必须
    履行 之一 医疗机构 基金 情形 货物 实行 确定 应急 金融机构 承担 调查 制度 资料 项目 备案 各级
    处罚 合同 设备 事项 禁止 责任 提出 许可 前款 财政部门 文件 任何 建设项目 利用 办法 管理人员
    会同 通过 突发事件 审查 接受 并处 没收 检验 地区 重大 中国 支付 鼓励 机动车 采取措施 建立健全
    费用 社会保险 财产 公布 销售 支持 处分 审批 行政处分 期限 场所 内容 农村 行政处罚 建设工程
    事故 质量 具体办法 变更 具有 发现 相应 国际 作业 资金 材料 食品安全 适用 工程 监测 权利 物品
    影响 专业 文物 防治 停止 处置 营业执照 证明 管理工作 包括 委托 医疗器械 有权 劳动者 环境影响
    评估 提交 境内 维护 投资 医疗卫生 控制 计划 经济 学校 必要 限期 设置 主要 危害 管理制度 赔偿
    编制 保密 民用 超过 用于 全国 参加 符合国家 遵守 职业病 损害 意见 擅自 本级 施行 第一款 未经
    外国 警告 公开 设计 可能 公民 吊销 标志 义务 发布 资源 风险 个人信息 自然资源 统一 健康 原则
    指定 区域 非法 能力 污染物 证书 网络 国家机关 他人 通知 指导 文化 注册 手续 培训 玩忽职守
    促进 专利 交通 污染 方案 法定代表 境外 没有 同意 履行职责 约定 提高 劳动合同 保险 采购 记录
    劳动 属于 合作 滥用职权 限制 实际 城市 全国人民代表大会常务委员会 国家标准 名称 提出申请
    重要 固体废物 职工 转让 档案 研究 保证 受理 职业 服务提供者 危险 法律法规 撤销 行政复议 说明
    依据 职务 合格 工作日内 时间 开发 医疗 预算 生态 证明文件 立即 协调 市场 分支机构 科学研究
    基础设施 具备 程序 损失 生活 规范 高等学校 环境 任务 测量 计量 校准 检定 实验室 认可 不确定度
    能力验证 溯源 检测 评审 比对 客户 仪器 原始记录 校准证书 测量结果 测量标准 标准物质 计量标准
    技术人员 授权签字人 管理体系 方法 参考 溯源性 准则 评定 期间核查
"""
WORDS = tuple(_LISTED.split())

_CODES = {word: chr(FIRST + index) for index, word in enumerate(WORDS)}
_TAKEN = frozenset(_CODES.values())


def shorten(words: list[str]) -> str:
    """The words joined, the frequent ones as one character; as they are if that were ambiguous."""
    get = _CODES.get
    coded = "".join([get(word, word) for word in words])
    if len(coded) == sum(map(len, words)) or not _TAKEN.isdisjoint("".join(words)):
        return "".join(words)
    return coded


def is_ambiguous(text: str) -> bool:
    """Whether the text itself holds a character that stands for a word."""
    return not text.isascii() and not _TAKEN.isdisjoint(text)
